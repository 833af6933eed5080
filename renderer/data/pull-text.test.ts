import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { PullEnd } from '#shared/protocol/messages.ts';
import { aCustomer, aTeam, monday } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import type { Clock } from './ports.ts';
import { readRows, splitPull } from './pull-text.ts';

const end: PullEnd = {
  end: true,
  head: 7,
  term: idOf('term'),
  fresh: false,
  restored: false,
  scopes: ['ref'],
  lastMid: 0,
  outcomes: [],
  now: monday,
};
const team = { id: aTeam().id, kind: 'team', parent: null, ver: 3, doc: aTeam() };
const line = (value: unknown): string => JSON.stringify(value);
const whole = [team, { ...team, id: 'x', ver: 4, gone: true, doc: undefined }, end].map(line).join('\n');

let pauses = 0;
const clock: Clock = {
  now: () => 0,
  after: () => () => {},
  pause: async () => {
    pauses += 1;
  },
};

test('an answer cut anywhere before its end publishes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
      expect(splitPull(whole.slice(0, length))).toBeUndefined();
    }),
    { seed },
  );
  expect(splitPull(whole)?.end).toEqual(end);
  expect(splitPull(`${whole}\n`)?.end).toEqual(end);
});

test('a pull without rows has only its end', () => {
  expect(splitPull(line(end))).toEqual({ rowsText: '', end });
});

test('rows are read, and those that left are marked', async () => {
  const { changes } = await readRows(splitPull(whole)?.rowsText ?? '', clock);
  expect(changes).toEqual([
    { kind: 'team', id: team.id, at: 3, row: team },
    { kind: 'team', id: 'x', at: 4, row: null },
  ]);
});

test('what cannot be read is set aside and counted; a kind of a newer build is only unseen', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const lines = [
    '{"id":"torn',
    line({ ...team, doc: { id: team.id, name: 7 } }),
    line({ ...team, kind: 'hologram', doc: {} }),
    line({ ...team, doc: undefined }),
    line({ id: aCustomer().id, kind: 'customer', parent: null, ver: 9, doc: aCustomer() }),
  ];
  const { changes, setAside } = await readRows(lines.join('\n'), clock);
  expect(changes.map(({ kind }) => kind)).toEqual(['customer']);
  expect(setAside).toBe(3);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});

test('many rows are read in slices, with a pause for the window between them', async () => {
  pauses = 0;
  const lines = Array.from({ length: 1200 }, (_, n) => line({ ...team, id: `team ${n}` }));
  expect((await readRows(lines.join('\n'), clock)).changes).toHaveLength(1200);
  expect(pauses).toBe(2);
});
