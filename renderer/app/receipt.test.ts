import { expect, test } from 'vitest';
import { createReceiptBook } from './receipt.ts';

const online = {
  connection: 'online',
  pending: 0,
  refused: 0,
  files: { waiting: 0, damaged: [] },
  isLoaded: true,
} as const;
const offline = { ...online, connection: 'offline' } as const;

test('work kept without a network is receipted once, when the last of it has arrived', () => {
  const book = createReceiptBook();
  for (const state of [online, offline, { ...offline, pending: 3 }, { ...online, pending: 2 }])
    expect(book.see(state)).toBeUndefined();
  expect(book.see(online)).toEqual({ sent: 3, files: 0, refused: 0 });
  expect(book.see(online)).toBeUndefined();
});

test('what is sent at once needs no receipt', () => {
  const book = createReceiptBook();
  expect([{ ...online, pending: 1 }, online, offline, online].map(book.see)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what was refused of it is counted, what was refused before is not', () => {
  const book = createReceiptBook();
  book.see({ ...offline, refused: 1, pending: 5 });
  expect(book.see({ ...online, refused: 3 })).toEqual({ sent: 5, files: 0, refused: 2 });
});

test('work of an earlier day that waits at the start is receipted too', () => {
  const book = createReceiptBook();
  expect(book.see({ ...offline, isLoaded: false })).toBeUndefined();
  book.see({ ...online, connection: 'connecting', pending: 4 });
  expect(book.see(online)).toEqual({ sent: 4, files: 0, refused: 0 });
});

const waiting = (count: number) => ({ files: { waiting: count, damaged: [] } });

test('the receipt waits for the files, and counts them', () => {
  const book = createReceiptBook();
  book.see({ ...offline, pending: 2, ...waiting(1) });
  expect(book.see({ ...online, ...waiting(1) })).toBeUndefined();
  expect(book.see(online)).toEqual({ sent: 2, files: 1, refused: 0 });
});

test('a file whose sending was cut off is receipted when it arrives', () => {
  const book = createReceiptBook();
  expect(book.see({ ...online, ...waiting(1) })).toBeUndefined();
  expect(book.see({ ...offline, ...waiting(1) })).toBeUndefined();
  expect(book.see({ ...online, ...waiting(1) })).toBeUndefined();
  expect(book.see(online)).toEqual({ sent: 0, files: 1, refused: 0 });
});

test('nothing is said to have arrived while a file of it cannot be sent', () => {
  const book = createReceiptBook();
  book.see({ ...offline, pending: 1, ...waiting(1) });
  expect(book.see({ ...online, files: { waiting: 0, damaged: ['ab'] } })).toBeUndefined();
  expect(book.see(online)).toEqual({ sent: 1, files: 1, refused: 0 });
});
