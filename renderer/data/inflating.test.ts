import { afterEach, expect, test, vi } from 'vitest';
import { idOf } from '../../test/support/ids.ts';
import { deflate } from './deflate.ts';
import { startInflating } from './inflating.ts';
import type { ThreadRequest } from './thread.ts';

const store = { spaceId: idOf('space'), personId: idOf('person') };
const text = 'Dora Alves ligou de novo. '.repeat(100);

afterEach(() => vi.unstubAllGlobals());

/** A thread that answers each request so, or does not start. */
function threadAnswers(answer: object | 'does not start'): void {
  class FakeWorker {
    onmessage: (event: { readonly data: object }) => void = () => {};
    onerror: () => void = () => {};
    postMessage({ seq }: ThreadRequest<unknown>): void {
      queueMicrotask(() => {
        if (answer === 'does not start') this.onerror();
        else this.onmessage({ data: { seq, ...answer } });
      });
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
}

test('a text is what the thread makes of it', async () => {
  threadAnswers({ value: 'made in the thread' });
  expect(await startInflating(store).inflateText(await deflate(text))).toBe('made in the thread');
});

test('where the thread does not start the window inflates, one text after the other', async () => {
  threadAnswers('does not start');
  const { inflateText } = startInflating(store);
  const deflated = await deflate(text);
  const damaged = deflated.slice(0, -8);
  const made = [deflated, damaged, deflated].map(inflateText);
  expect(await Promise.allSettled(made)).toMatchObject([
    { status: 'fulfilled', value: text },
    { status: 'rejected' },
    { status: 'fulfilled', value: text },
  ]);
});

test('damage that the thread tells of is not tried again in the window', async () => {
  threadAnswers({ error: 'damaged' });
  await expect(startInflating(store).inflateText(await deflate(text))).rejects.toMatchObject({
    kind: 'damaged',
  });
});
