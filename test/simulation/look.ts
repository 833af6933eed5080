/**
 * A look in the middle of a simulation. Everyone is offline for a moment, so
 * that what is under way comes to rest, and what each computer holds is set
 * against the server and against what it shows.
 */

import { isDeepStrictEqual } from 'node:util';
import { isPending, type RaiaClient } from '#renderer/data/client.ts';
import type { HeldChange } from '#renderer/data/held-rows.ts';
import { foldJournal } from '#renderer/data/journal.ts';
import { createLocalView, type ListedWork } from '#renderer/data/local-view.ts';
import { areOurs, cursorsFor } from '#server/sync/cursors.ts';
import { feedScopes } from '#server/sync/feed-scopes.ts';
import { isKind, kinds, type Row } from '#shared/domain/kinds.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { laterKind } from '../support/sync-builds.ts';
import { contentsOf, type Place } from '../support/sync-simulation.ts';
import { type Company, nameOf } from './company.ts';
import { type DiskRow, diskRows } from './disk-rows.ts';

const restMs = 5000;

export async function look(company: Company): Promise<readonly string[]> {
  const { time } = company.simulation;
  const places = company.machines.flatMap((machine) => machine.places);
  const online = places.filter((place) => place.isOnline());
  for (const place of online) place.setOnline(false);
  await time.advance(restMs);
  const complaints: string[] = [];
  for (const place of places) {
    if (place.disk.isDamaged) continue;
    const rows = diskRows(place.disk);
    complaints.push(
      ...settledWithEffect(company, place, rows),
      ...(await heldUpToCursor(company, place, rows)),
      ...versNeverFall(company, place, rows),
      ...overlayIsRun(company, place, rows),
    );
  }
  for (const place of online) place.setOnline(true);
  return complaints;
}

type Rows = ReadonlyMap<string, DiskRow>;

/** 5: settled only together with its effect. */
function settledWithEffect(company: Company, place: Place, rows: Rows): readonly string[] {
  const { journal, meta } = place.disk;
  if (meta.term === null) return [];
  const inMeta = new Map(meta.settled.map((settled) => [settled.m, settled]));
  return foldJournal(journal).mutations.flatMap(({ mutation: { m, name, args }, settled }) => {
    const { outcome } = settled ?? inMeta.get(m) ?? {};
    if (outcome?.kind !== 'applied' || !name.startsWith('case.')) return [];
    // A case that left this computer took its history along.
    if (!rows.has(String(args.caseId)) || rows.has(derivedId(m, 'event'))) return [];
    return [`5 settled only together with its effect: ${name} ${m}, ${nameOf(company, place)}`];
  });
}

/** 6 and 10: what is held, and what a pull would bring, is what a computer without anything would be told. */
async function heldUpToCursor(company: Company, place: Place, rows: Rows): Promise<readonly string[]> {
  const { meta } = place.disk;
  const cursors = new Map(Object.entries(meta.cursors));
  const scopes = [...cursors.keys()];
  const news = await company.simulation.database.look(place.space.id, async (snapshot) => {
    // Of another history, or of so long ago that exits since are forgotten: a pull brings everything.
    if (!areOurs(cursors, meta.term ?? undefined, await snapshot.terms(), snapshot.head.ver))
      return undefined;
    if ([...cursors.values()].some((ver) => ver < snapshot.head.horizon)) return undefined;
    return {
      since: await snapshot.changesSince(cursorsFor(scopes, cursors)),
      all: await snapshot.changesSince(cursorsFor(scopes, new Map())),
    };
  });
  if (news === undefined) return [];
  const then = new Map([...rows].map(([id, { ver }]) => [id, ver]));
  for (const { id, ver, doc } of news.since)
    if (doc === null) then.delete(id);
    else then.set(id, ver);
  const all = new Map(news.all.map(({ id, ver }) => [id, ver]));
  const where = nameOf(company, place);
  return [
    ...[...all]
      .filter(([id, ver]) => then.get(id) !== ver)
      .map(([id, ver]) => `6 every visible row up to the cursor is held: not ${id} at ${ver}, ${where}`),
    ...[...then.keys()]
      .filter((id) => !all.has(id))
      .map((id) => `10 nothing outside the grants is held: ${id}, ${where}`),
    ...[...rows.values()]
      .filter((row) => row.kind === 'case' && !scopesOfCase(row).some((scope) => cursors.has(scope)))
      .map(({ id }) => `10 nothing outside the grants is held: case ${id}, ${where}`),
  ];
}

function scopesOfCase({ doc }: DiskRow): readonly string[] {
  return feedScopes({ kind: 'case', doc: kinds.case.parse(doc) }, null);
}

/** 7: a held ver never falls within a generation. */
function versNeverFall(company: Company, place: Place, rows: Rows): readonly string[] {
  const { generation } = place.disk.meta;
  const before = company.seen.get(place);
  company.seen.set(place, { generation, vers: new Map([...rows].map(([id, { ver }]) => [id, ver])) });
  if (before?.generation !== generation) return [];
  return [...before.vers].flatMap(([id, ver]) =>
    (rows.get(id)?.ver ?? ver) < ver ? [`7 a held ver never falls: ${id}, ${nameOf(company, place)}`] : [],
  );
}

/** 13: overlay = run(pending, held). */
function overlayIsRun(company: Company, place: Place, rows: Rows): readonly string[] {
  const leader = place.windows().find(({ client }) => client.sync.state().isLeader);
  if (leader === undefined || !leader.client.sync.state().isLoaded) return [];
  if (leader.isFrozen() || place.disk.isFull) return [];
  const settled = new Set(place.disk.meta.settled.map(({ m }) => m));
  const list = foldJournal(place.disk.journal)
    .mutations.filter((known) => known.settled === null && !settled.has(known.mutation.m))
    .map(({ mutation: { mid: _mid, ...work }, isVoid }): ListedWork => ({ work, isVoid }));
  const view = createLocalView(toActor(place.person));
  view.update(list, { changes: [...rows.values()].flatMap((row) => toChange(place, row)), isAll: true });
  return isDeepStrictEqual(withoutPredictions(leader.client), withoutPredictions(view))
    ? []
    : [`13 the overlay is the pending work run over the held rows: ${nameOf(company, place)}`];
}

function toChange(place: Place, row: DiskRow): readonly HeldChange[] {
  const { id, kind, ver: at } = row;
  if (!isKind(kind) || (place.isOlder() && kind === laterKind)) return [];
  return [{ id, kind, at, row: { ...row, doc: kinds[kind].parse(row.doc) } as Row }];
}

/** Pending rows are numbered as they are written, however often that was. */
function withoutPredictions(shown: Pick<RaiaClient, 'rows'>): unknown {
  return new Map(
    [...contentsOf(shown)].map(([id, row]) => [id, { ...row, ver: isPending(row) ? -1 : row.ver }]),
  );
}
