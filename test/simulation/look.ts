/**
 * A look in the middle of a simulation. Everyone is offline for a moment, so
 * that what is under way comes to rest, and what each computer holds is set
 * against the server and against what it shows.
 */

import { isDeepStrictEqual } from 'node:util';
import { isPending, type RaiaClient } from '#renderer/data/client.ts';
import { createHeldRows, type HeldChange } from '#renderer/data/held-rows.ts';
import { foldJournal } from '#renderer/data/journal.ts';
import { createLocalView, type ListedWork } from '#renderer/data/local-view.ts';
import { mergeChanges } from '#server/sync/changes.ts';
import { areOurs, cursorsFor } from '#server/sync/cursors.ts';
import { isKind, kinds, type Row } from '#shared/domain/kinds.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { feedScopes } from '#shared/protocol/feed-scopes.ts';
import { toldRow } from '#test/support/told-row.ts';
import { asOlder, laterKind } from '../support/sync-builds.ts';
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
    if (place.disk.isDamaged || place.disk.isLossy) continue;
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
  const [since, all] = [cursorsFor(scopes, cursors), cursorsFor(scopes, new Map())];
  const { head, terms, changes } = await company.simulation.database.readPulls(place.space.id, {
    asking: [],
    cursors: [...since, ...all],
  });
  // Of another history, or of so long ago that exits since are forgotten: a pull brings everything.
  if (!areOurs(cursors, meta.term ?? undefined, terms, head.ver)) return [];
  if ([...cursors.values()].some((ver) => ver < head.horizon)) return [];
  const news = {
    since: mergeChanges(since, changes.slice(0, since.length)),
    all: mergeChanges(all, changes.slice(since.length)),
  };
  const then = new Map([...rows].map(([id, { ver }]) => [id, ver]));
  for (const { id, ver, gone } of news.since.map(toldRow))
    if (gone) then.delete(id);
    else then.set(id, ver);
  const visible = new Map(news.all.map(({ id, ver }) => [id, ver]));
  const where = nameOf(company, place);
  return [
    ...[...visible]
      .filter(([id, ver]) => then.get(id) !== ver)
      .map(([id, ver]) => `6 every visible row up to the cursor is held: not ${id} at ${ver}, ${where}`),
    ...[...then.keys()]
      .filter((id) => !visible.has(id))
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
  view.update(list, {
    isAll: true,
    held: createHeldRows([...rows.values()].flatMap((row) => toChange(place, row))),
  });
  return isDeepStrictEqual(withoutPredictions(leader.client), withoutPredictions(view))
    ? []
    : [`13 the overlay is the pending work run over the held rows: ${nameOf(company, place)}`];
}

function toChange(place: Place, { at, ...row }: DiskRow): readonly HeldChange[] {
  const { id, kind } = row;
  if (!isKind(kind) || (place.isOlder() && kind === laterKind)) return [];
  const doc: unknown = place.isOlder() ? JSON.parse(asOlder(JSON.stringify(row.doc))) : row.doc;
  return [{ id, kind, at, row: { ...row, doc: kinds[kind].parse(doc) } as Row }];
}

/** Pending rows are numbered as they are written, however often that was. */
function withoutPredictions(shown: Pick<RaiaClient, 'rows'>): unknown {
  return new Map(
    [...contentsOf(shown)].map(([id, row]) => [id, { ...row, ver: isPending(row) ? -1 : row.ver }]),
  );
}
