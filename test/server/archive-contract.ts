/** What every form of the store port must do with what went to the archive. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClosedPlace, RowWrite, Store } from '#server/sync/ports.ts';
import { toStorable } from '#server/sync/storable.ts';
import { toChange } from '#server/sync/to-change.ts';
import { nowhere } from '#shared/domain/flow/position.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { askedWords } from '#shared/search/archive-words.ts';
import { aCustomer, aPerson } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { aCaseRow, aRow, type OpenStore, opened } from './store-under-test.ts';

export function describeArchive(name: string, openStore: OpenStore): void {
  describe(name, () => {
    test('closed cases nobody has pinned are found by how long nothing happened to them, archived ones by what people call them', async () => {
      const { store, space, commit } = await opened(openStore);
      const [old, older, young, open, archived] = [
        aCaseRow({ changedAt: 2, position: { ...nowhere, endedAt: toInstant(2) } }),
        aCaseRow({ changedAt: 1, position: { ...nowhere, endedAt: toInstant(1) } }),
        aCaseRow({ changedAt: 9, position: { ...nowhere, endedAt: toInstant(9) } }),
        aCaseRow({ changedAt: 1 }),
        aCaseRow({
          number: 4812,
          formerNumbers: [77, 78],
          localCode: 'K7Q',
          archivedAt: 5,
          position: { ...nowhere, endedAt: toInstant(1) },
        }),
      ];
      const pinned = aCaseRow({ changedAt: 1, position: { ...nowhere, endedAt: toInstant(1) } });
      const event = aRow({ kind: 'event', parent: archived.id, ver: 6 });
      const pins = [aPin(pinned, null), aPin(old, toInstant(5))];
      const rows = [old, older, young, open, archived, pinned, event, ...pins];
      await commit({ ver: 6, rows });
      await store.look(space, async (moment) => {
        const found = await moment.findClosed(toInstant(9), null, 5);
        expect(found).toEqual([
          { id: older.id, changedAt: 1 },
          { id: old.id, changedAt: 2 },
        ]);
        expect(await moment.findClosed(toInstant(9), null, 1)).toEqual(found.slice(0, 1));
        expect(await moment.findClosed(toInstant(9), found[0] ?? null, 5)).toEqual(found.slice(1));
        expect(await moment.findClosed(toInstant(9), found[1] ?? null, 5)).toEqual([]);
        for (const name of ['4812', '78', 'K7Q'])
          expect((await moment.findArchived(name)).map(({ id }) => id)).toEqual([archived.id]);
        expect(await moment.findArchived('1')).toEqual([]);
        expect(await moment.familyOf(archived.id)).toEqual([
          toChange(archived, archived.ver),
          toChange(event, 6),
        ]);
        expect(await moment.familyOf(randomUUID())).toEqual([]);
      });
      await store.locked(space, async ({ findPinned }) => {
        expect(await findPinned([pinned.id, old.id, young.id, randomUUID()])).toEqual([pinned.id]);
        expect(await findPinned([])).toEqual([]);
      });
    });

    test('closed cases of one moment are found one after the other, beside one this build cannot read', async () => {
      const { store, space, commit } = await opened(openStore);
      const ended = { changedAt: 1, position: { ...nowhere, endedAt: toInstant(1) } };
      const [strange, ...known] = Array.from({ length: 5 }, () => aCaseRow(ended)) as [RowWrite];
      await commit({ ver: 1, rows: [changed(strange, { subject: 7 }), ...known] });
      const found: string[] = [];
      for (let after: ClosedPlace | null = null; ; ) {
        const some: readonly ClosedPlace[] = await store.look(space, ({ findClosed }) =>
          findClosed(toInstant(9), after, 2),
        );
        after = some.at(-1) ?? null;
        if (after === null) break;
        found.push(...some.map(({ id }) => id));
      }
      expect(found.filter((id) => id !== strange.id)).toEqual(known.map(({ id }) => id).sort());
    });

    test('archived cases are found by their words and those of their customers, the one that ended last first', async () => {
      const { store, space, commit } = await opened(openStore);
      const [ines, dora] = [
        aCustomerRow({ name: 'Inês Araújo', code: 'CLI-042' }),
        aCustomerRow({ name: 'Dora' }),
      ];
      const [older, newer, hers, open, elsewhere] = [
        anArchivedRow(ines, 1, { subject: 'Impressora parada à noite' }),
        anArchivedRow(ines, 2, { subject: 'Impressora sem cabo' }),
        anArchivedRow(dora, 3, { subject: 'Cabo da impressora', form: { solution: 'Troca do cartucho' } }),
        aCaseRow({ subject: 'Impressora na mesa', customerId: ines.id }),
        anArchivedRow(ines, 4, { subject: 'Impressora de outra equipe' }),
      ];
      const rows = [ines, dora, older, newer, hers, open, elsewhere].map((row, nth) => ({
        ...row,
        ver: nth + 1,
      }));
      const scopeOf = ({ id }: RowWrite) => (id === elsewhere.id ? 'archive:team:b' : 'archive:team:a');
      const feeds = rows.map((row) => ({ scope: scopeOf(row), id: row.id, ver: row.ver, gone: false }));
      await commit({ ver: 7, rows, feeds });
      await readAll(store, space);
      const search = searching(store, space);
      expect(await search('impressora')).toEqual([hers.id, newer.id, older.id]);
      expect(await search('impressora', { limit: 2 })).toEqual([hers.id, newer.id]);
      expect(await search('impressora', { scopes: ['archive:team:b', 'ref'] })).toEqual([elsewhere.id]);
      expect(await search('impressora', { scopes: [] })).toEqual([]);
      expect(await search('araujo IMPRESS')).toEqual([newer.id, older.id]);
      expect(await search('cli-042 noite')).toEqual([older.id]);
      expect(await search('cartucho')).toEqual([hers.id]);
      for (const text of ['impress cabo', 'pressora', '', '%'])
        expect([text, await search(text)]).toEqual([text, []]);
    });

    test('what leaves the archive is found there no more, and a customer who changed by what is said of them now', async () => {
      const { store, space, commit } = await opened(openStore);
      const ines = { ...aCustomerRow({ name: 'Inês Araújo' }), ver: 1 };
      const returned = { ...anArchivedRow(ines, 1, { subject: 'Cabo' }), ver: 2 };
      const moved = { ...anArchivedRow(ines, 2, { subject: 'Cabo' }), ver: 3 };
      const kept = { ...anArchivedRow(ines, 3, { subject: 'Cabo' }), ver: 4 };
      const held = (row: RowWrite, gone: boolean) => ({
        scope: 'archive:team:a',
        id: row.id,
        ver: row.ver,
        gone,
      });
      const rows = [ines, returned, moved, kept];
      await commit({ ver: 4, rows, feeds: rows.map((row) => held(row, false)) });
      await readAll(store, space);
      const search = searching(store, space);
      expect(await search('ines')).toEqual([kept.id, moved.id, returned.id]);
      const left = [
        { ...changed(returned, { archivedAt: null }), ver: 5 },
        { ...moved, ver: 6 },
      ];
      await commit({ ver: 6, rows: left, feeds: left.map((row) => held(row, true)) });
      expect(await search('cabo')).toEqual([kept.id]);
      await commit({ ver: 7, rows: [{ ...changed(ines, { name: 'Inês Prado' }), ver: 7 }] });
      await readAll(store, space);
      expect(await search('araujo')).toEqual([]);
      expect(await search('prado cabo')).toEqual([kept.id]);
    });

    test('a customer with more cases than are read in one step is known by a new name in all of them', async () => {
      const { store, space, commit } = await opened(openStore);
      const ines = { ...aCustomerRow({ name: 'Inês' }), ver: 1 };
      const cases = Array.from({ length: 7 }, (_, nth) => ({
        ...anArchivedRow(ines, 7 - nth, {}),
        ver: nth + 2,
      }));
      const feeds = cases.map(({ id, ver }) => ({ scope: 'archive:team:a', id, ver, gone: false }));
      await commit({ ver: 8, rows: [ines, ...cases], feeds });
      await readAll(store, space, 100);
      await commit({ ver: 9, rows: [{ ...changed(ines, { name: 'Agnes' }), ver: 9 }] });
      await readAll(store, space, 3);
      expect(await searching(store, space)('agnes')).toEqual(cases.map(({ id }) => id));
      expect(await searching(store, space)('ines')).toEqual([]);
    });

    test('cases this build cannot read hold up the words of no other', async () => {
      const { store, space, commit } = await opened(openStore);
      const ines = { ...aCustomerRow({ name: 'Inês' }), ver: 1 };
      const cases = Array.from({ length: 5 }, (_, nth) => ({ ...anArchivedRow(ines, 1, {}), ver: nth + 2 }));
      const [known, ...strange] = cases as [RowWrite];
      const feeds = cases.map(({ id, ver }) => ({ scope: 'archive:team:a', id, ver, gone: false }));
      await commit({ ver: 6, rows: [ines, ...cases], feeds });
      await readAll(store, space);
      const rows = strange.map((row, nth) => ({ ...changed(row, { subject: 7 }), ver: 7 + nth }));
      await commit({ ver: 11, rows: [...rows, { ...changed(ines, { name: 'Agnes' }), ver: 11 }] });
      await readAll(store, space);
      expect(await searching(store, space)('agnes')).toEqual([known.id]);
    });

    test('whatever a case says, it is found by each of its words', async () => {
      const { store, space, commit } = await opened(openStore);
      const customer = { ...aCustomerRow({}), ver: 1 };
      await commit({ ver: 1, rows: [customer] });
      let ver = 1;
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), async (text) => {
          ver += 1;
          const scope = `archive:team:${ver}`;
          const row = { ...anArchivedRow(customer, 1, { subject: toStorable(text).value }), ver };
          await commit({ ver, rows: [row], feeds: [{ scope, id: row.id, ver, gone: false }] });
          await readAll(store, space);
          const search = (words: string) => searching(store, space)(words, { scopes: [scope] });
          const words = askedWords(text);
          expect(await search(text)).toEqual(words.length === 0 ? [] : [row.id]);
          for (const word of words) expect(await search(word)).toEqual([row.id]);
        }),
        { seed, numRuns: 30 },
      );
    });
  });
}

function aPin({ id: caseId }: RowWrite, unpinnedAt: Instant | null): RowWrite {
  const id = randomUUID();
  const doc = { id, caseId, personId: aPerson().id, pinnedAt: toInstant(1), unpinnedAt };
  return aRow({ id, kind: 'pin', doc: JSON.stringify(doc) });
}

function aCustomerRow(parts: object): RowWrite {
  const id = randomUUID();
  return aRow({ id, kind: 'customer', doc: JSON.stringify({ ...aCustomer(), ...parts, id }) });
}

function anArchivedRow({ id: customerId }: RowWrite, endedAt: number, parts: object): RowWrite {
  const position = { ...nowhere, endedAt: toInstant(endedAt) };
  return aCaseRow({ customerId, position, archivedAt: 5, ...parts });
}

function changed(row: RowWrite, parts: object): RowWrite {
  return { ...row, doc: JSON.stringify({ ...JSON.parse(row.doc), ...parts }) };
}

async function readAll(store: Store, space: string, limit = 2): Promise<void> {
  for (let steps = 0; await store.readForArchive(space, limit); steps += 1) expect(steps).toBeLessThan(50);
}

const searching =
  (store: Store, space: string) =>
  async (text: string, { scopes = ['archive:team:a'], limit = 10 } = {}): Promise<readonly string[]> => {
    const question = { words: askedWords(text), scopes, limit };
    return (await store.look(space, (moment) => moment.searchArchive(question))).map(({ id }) => id);
  };
