/** What the servers committed, judged by itself and by doing it again one thing at a time. */
import { isDeepStrictEqual } from 'node:util';
import { createSync } from '#server/sync/create-sync.ts';
import { createMemoryStore, type MemoryStore } from '#server/sync/memory-store.ts';
import type { Commit, DoneMutation, GatheredRow, RowWrite } from '#server/sync/ports.ts';
import { derivedId, newId } from '#shared/lib/ids.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { asNewest } from '../support/sync-builds.ts';
import type { History, SpaceName } from '../support/sync-database.ts';
import { sentKey } from '../support/sync-server.ts';
import { otherSpace, space } from '../support/sync-simulation.ts';
import { aDice } from '../support/sync-time.ts';
import { type Company, prefixOf } from './company.ts';

type Committed = { readonly at: Instant; readonly commit: Commit };

export async function checkHistory(company: Company): Promise<readonly string[]> {
  const history = company.simulation.database.history();
  const complaints = await Promise.all([space, otherSpace].map((one) => checkSpace(company, one, history)));
  return [...complaints.flat(), ...numbersUnique(company)];
}

async function checkSpace(company: Company, { id }: SpaceName, history: History): Promise<readonly string[]> {
  const committed = history.flatMap((taken) =>
    taken.kind === 'commit' && taken.space === id ? [taken] : [],
  );
  return [
    ...effectsOnce(committed),
    ...orderKept(committed),
    ...outcomesFinal(committed),
    ...(await replayed(company, id, history)),
    ...actorsAreAuthors(committed),
    ...nothingCrossed(company, id, committed),
  ];
}

/** 2: each m takes effect at most once. */
function effectsOnce(committed: readonly Committed[]): readonly string[] {
  const events = committed.flatMap(({ commit }) => commit.rows.filter(({ kind }) => kind === 'event'));
  const seen = new Set<string>();
  return events.flatMap(({ id }) => {
    const isAgain = seen.has(id);
    seen.add(id);
    return isAgain ? [`2 each change takes effect at most once: event ${id} was written again`] : [];
  });
}

/** 3: order per client. What is only told again has no order, nor what is sent again after a restore (mid 0). */
function orderKept(committed: readonly Committed[]): readonly string[] {
  const last = new Map<string, number>();
  const ran = new Set<string>();
  return allDone(committed).flatMap(({ client, person, mid, m }) => {
    const isToldAgain = ran.has(`${m} ${person}`);
    ran.add(`${m} ${person}`);
    if (mid === 0 || isToldAgain) return [];
    const before = last.get(client) ?? 0;
    last.set(client, mid);
    return mid > before ? [] : [`3 the order of a client is kept: ${m}, mid ${mid} after ${before}`];
  });
}

/** 4: one outcome per m, for ever. */
function outcomesFinal(committed: readonly Committed[]): readonly string[] {
  const known = new Map<string, DoneMutation>();
  return allDone(committed).flatMap((done) => {
    const key = `${done.m} ${done.person}`;
    const before = known.get(key) ?? done;
    known.set(key, before);
    return isDeepStrictEqual(before.outcome, done.outcome) ? [] : [`4 one outcome for ever: ${done.m}`];
  });
}

/** 11: actor = author. */
function actorsAreAuthors(committed: readonly Committed[]): readonly string[] {
  const authors = new Map(allDone(committed).map(({ m, person }) => [derivedId(m, 'event'), person]));
  return committed
    .flatMap(({ commit }) => commit.rows)
    .filter(({ id, doc }) => authors.has(id) && authors.get(id) !== JSON.parse(doc).by)
    .map(({ id }) => `11 who did it is who sent it: event ${id}`);
}

/** 12: nothing crosses spaces or persons. */
function nothingCrossed(company: Company, id: string, committed: readonly Committed[]): readonly string[] {
  const foreign = prefixOf(id === space.id ? otherSpace.id : space.id);
  const isOwn = ({ m, person }: DoneMutation): boolean => {
    const maker = company.made.get(m);
    return maker === undefined || (maker.person.id === person && maker.space.id === id);
  };
  return [
    ...committed
      .flatMap(({ commit }) => commit.rows)
      .filter(({ doc }) => doc.includes(foreign))
      .map((row) => `12 nothing crosses companies: ${row.kind} ${row.id}`),
    ...allDone(committed)
      .filter((done) => !isOwn(done))
      .map(({ m }) => `12 nothing crosses persons: ${m}`),
  ];
}

/** 14: case numbers are unique, those told before a restore too. */
function numbersUnique({ simulation }: Company): readonly string[] {
  return [...simulation.database.numbers()].flatMap(([number, cases]) =>
    cases.size === 1 ? [] : [`14 case numbers are unique: ${number} was told of ${cases.size} cases`],
  );
}

function allDone(committed: readonly Committed[]): readonly DoneMutation[] {
  return committed.flatMap(({ commit }) => commit.done);
}

/** 8: state = serial replay of `done`. */
async function replayed(company: Company, id: string, history: History): Promise<readonly string[]> {
  let store = emptyStore(id);
  for (const taken of history) {
    if (taken.kind === 'numbers-spared') store = store.copy(taken.count);
    else if (taken.space !== id) continue;
    else if (taken.kind === 'swept') await store.locked(id, (locked) => locked.sweep(taken.sweep));
    else await replayCommit(company, store, id, taken);
  }
  const [again, real] = await Promise.all([
    store.look(id, (moment) => moment.gather(idsOf(history, id))),
    company.simulation.database.look(id, (moment) => moment.gather(idsOf(history, id))),
  ]);
  const known = new Map(again.map((row) => [row.id, row]));
  return real
    .filter((row) => !isDeepStrictEqual(held(row), held(known.get(row.id))))
    .map((row) => `8 the state is the serial replay of what was done: ${row.kind} ${row.id}`);
}

/** A group tells where its rows have come to, and nothing of where they passed. */
function held(row: GatheredRow | undefined): unknown {
  return row && { ...row, scopes: [...row.scopes].sort(), left: [] };
}

function emptyStore(id: string): MemoryStore {
  const store = createMemoryStore();
  store.createSpace({ id, name: 'again' });
  return store;
}

function idsOf(history: History, id: string): readonly string[] {
  const rows = history.flatMap((taken) =>
    taken.kind === 'commit' && taken.space === id ? taken.commit.rows : [],
  );
  return [...new Set(rows.map((row) => row.id))];
}

/** Each mutation alone, as if it were the first its computer ever sent. */
async function replayCommit(
  { simulation: { server } }: Company,
  store: MemoryStore,
  id: string,
  { at, commit }: Committed,
): Promise<void> {
  const random = aDice(commit.ver).bytes;
  const sync = createSync({ store, findMutator, clock: () => at, random });
  if (commit.done.length === 0 && commit.rows.length > 0) await sync.writeRows(id, commit.rows.map(toWrite));
  for (const { m, person } of commit.done) {
    const sent = must(server.sent.get(sentKey({ space: id, person }, m)), 'what was sent');
    const { author } = sent;
    // An older build may have been the last to send it, under a name nobody knows.
    const mutation = JSON.parse(asNewest(JSON.stringify(sent.mutation))) as typeof sent.mutation;
    const client = newId(toInstant(at), random);
    // Whoever says how it had ended may only do so when sending it again.
    const again = mutation.outcome === undefined ? {} : { again: true as const };
    await sync.push(author, { client, term: null, ...again, mutations: [{ ...mutation, mid: 1 }] });
  }
}

/** What the server wrote was parsed when it was written. */
function toWrite({ id, kind, parent, doc }: RowWrite): Write {
  return { id, kind, ...(parent === null ? {} : { parent }), doc: JSON.parse(doc) } as Write;
}
