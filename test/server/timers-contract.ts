/** What every form of the store port must do with the timers of cases. */
import { describe, expect, test } from 'vitest';
import type { DuePlace } from '#server/sync/ports.ts';
import { nowhere } from '#shared/domain/flow/position.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aCaseRow, type OpenStore, opened } from './store-under-test.ts';

export function describeTimers(name: string, openStore: OpenStore): void {
  describe(name, () => {
    test('cases in which a timer is due are found by their earliest one, and those without timers never', async () => {
      const { store, space, commit } = await opened(openStore);
      const timed = (...dueAt: readonly number[]) =>
        aCaseRow({
          position: {
            ...nowhere,
            timers: dueAt.map((at) => ({ tokenId: null, elementId: 'T', dueAt: toInstant(at) })),
          },
        });
      const [late, soon, twice] = [timed(9), timed(5), timed(8, 3)];
      await commit({ ver: 1, rows: [late, soon, twice, aCaseRow({}), timed()] });
      const find = (by: number, after: DuePlace | null, limit: number) =>
        store.look(space, ({ findDue }) => findDue(toInstant(by), after, limit));
      expect(await find(2, null, 9)).toEqual([]);
      const due = [
        { id: twice.id, dueAt: 3 },
        { id: soon.id, dueAt: 5 },
      ];
      expect(await find(8, null, 9)).toEqual(due);
      expect(await find(8, null, 1)).toEqual(due.slice(0, 1));
      expect(await find(9, must(due[0], 'the first'), 9)).toEqual([due[1], { id: late.id, dueAt: 9 }]);
    });
  });
}
