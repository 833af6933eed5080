import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileFacts, fileStateOf } from './file-state.ts';

const kept: FileFacts = {
  isPresent: false,
  isHere: true,
  isPending: true,
  isKept: true,
  isMine: true,
  isOnline: false,
  isDamaged: false,
  sendingShare: null,
};

test('a file is kept, then on its way, then with the company', () => {
  expect(fileStateOf({ ...kept, isKept: false })).toEqual({ kind: 'keeping' });
  expect(fileStateOf(kept)).toEqual({ kind: 'kept' });
  const sending = { ...kept, isPending: false, isOnline: true, sendingShare: 0.4 };
  expect(fileStateOf(sending)).toEqual({ kind: 'sending', share: 0.4 });
  expect(fileStateOf({ ...kept, isPending: false, isPresent: true })).toEqual({ kind: 'present' });
});

test('what is gone from the computer it was added on is said to be gone, not to wait', () => {
  expect(fileStateOf({ ...kept, isHere: false })).toEqual({ kind: 'missing' });
  expect(fileStateOf({ ...kept, isHere: false, isPending: false })).toEqual({ kind: 'elsewhere-mine' });
  expect(fileStateOf({ ...kept, isHere: false, isPending: false, isMine: false })).toEqual({
    kind: 'elsewhere',
  });
  expect(fileStateOf({ ...kept, isDamaged: true })).toEqual({ kind: 'damaged' });
});

test('offline, what the company has and this computer has not is out of reach', () => {
  const present = { ...kept, isPresent: true, isPending: false, isHere: false };
  expect(fileStateOf(present)).toEqual({ kind: 'away' });
  expect(fileStateOf({ ...present, isOnline: true })).toEqual({ kind: 'present' });
});

test('only what the server has said to have is called with the company', () => {
  const facts = fc.record({
    isPresent: fc.constant(false),
    isHere: fc.constantFrom(true, false, undefined),
    isPending: fc.boolean(),
    isKept: fc.boolean(),
    isMine: fc.boolean(),
    isOnline: fc.boolean(),
    isDamaged: fc.boolean(),
    sendingShare: fc.constantFrom(null, 0, 1),
  });
  fc.assert(
    fc.property(facts, (each) => {
      expect(['present', 'away']).not.toContain(fileStateOf(each).kind);
    }),
  );
});
