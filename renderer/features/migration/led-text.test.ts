import { expect, test } from 'vitest';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { ledIn, ledText } from './led-text.ts';

const id = (text: string) => elementIdSchema.parse(text);

test('where places were led is read as it was written', () => {
  const led = new Map([
    [id('pack'), id('box')],
    [id('_5.3'), id('ação')],
  ]);
  expect(ledIn(ledText(led))).toEqual(led);
  expect(ledIn('')).toEqual(new Map());
});

test('a line that cannot be read leads nowhere, and the others do', () => {
  expect(ledIn('pack\n<b> box\npack box')).toEqual(new Map([[id('pack'), id('box')]]));
});
