import { expect, test } from 'vitest';
import { createLastContact } from './last-contact.ts';

test('a contact a minute is written, and the last before a time without a network', () => {
  const kept: number[] = [];
  const contact = createLastContact(null, async (at) => void kept.push(at));
  for (const at of [0, 20_000, 59_999, 60_000, 90_000]) contact.heard(at, false);
  expect(kept).toEqual([0, 60_000]);
  contact.heard(90_000, true);
  contact.heard(90_000, true);
  expect(kept).toEqual([0, 60_000, 90_000]);
  expect(contact.at()).toBe(90_000);
});
