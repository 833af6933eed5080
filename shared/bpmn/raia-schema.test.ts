import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { raiaSchema } from './raia-schema.ts';

test('the published schema is the one that files are read and written by', async () => {
  const published = await readFile(new URL('../../docs/raia-bpmn.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(raiaSchema);
});
