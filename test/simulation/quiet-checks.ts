/** What must hold once nothing is wrong any more and everyone had time. */
import { isDeepStrictEqual } from 'node:util';
import { isPending } from '#renderer/data/client.ts';
import { foldJournal } from '#renderer/data/journal.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import {
  formerNumbersIn,
  namesOf,
  supportCaseSchema,
  toNumberName,
} from '#shared/domain/case/support-case.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/must.ts';
import { contentsOf, type Place } from '../support/sync-simulation.ts';
import { type Company, type Kept, nameOf } from './company.ts';
import { draftKey } from './scene.ts';

export async function checkQuiet(company: Company): Promise<readonly string[]> {
  const places = company.machines.flatMap((machine) => machine.places);
  return [
    ...places.flatMap((place) => queueDrained(company, place)),
    ...places.flatMap((place) => mendedForCause(company, place)),
    ...(await contentsEqual(company, places)),
    ...places.flatMap((place) => historiesFold(place)),
    ...(await nothingLost(company)),
    ...(await numbersFound(company, places)),
    ...places.flatMap((place) => draftsKept(company, place)),
    ...(await atRest(company)),
  ];
}

/** 16: quiet ⇒ queues drain. */
function queueDrained(company: Company, place: Place): readonly string[] {
  const where = nameOf(company, place);
  const windows = place.windows().map(({ client }) => client);
  const states = windows.map((client) => client.sync.state());
  const isDrained = (state: (typeof states)[number]): boolean =>
    state.pending === 0 && state.connection === 'online' && state.isLoaded && state.notKeeping === null;
  return [
    ...states
      .filter((state) => !isDrained(state))
      .map((state) => `16 queues drain: ${where} has ${JSON.stringify(state)}`),
    ...(states.filter(({ isLeader }) => isLeader).length === 1 ? [] : [`16 one window leads: ${where}`]),
    ...(place.disk.meta.settled.length === 0 ? [] : [`16 what is settled is marked: ${where}`]),
  ];
}

/** 6: what is held is what a pull brought: only what a disk lost is ever mended, and then it is. */
function mendedForCause(company: Company, place: Place): readonly string[] {
  const { hasLost, meta } = place.disk;
  return meta.mendings
    .filter(({ isMended }) => !hasLost || !isMended)
    .map((one) => `6 nothing differs from the server: ${nameOf(company, place)} ${JSON.stringify(one)}`);
}

/** 9: quiet ⇒ equal contents everywhere: what a computer that has never been here is told. */
async function contentsEqual(company: Company, places: readonly Place[]): Promise<readonly string[]> {
  const { newPlace, time } = company.simulation;
  const fresh = new Map<string, ReturnType<typeof newPlace>>();
  for (const { person, space } of places)
    if (!fresh.has(space.id + person.id)) fresh.set(space.id + person.id, newPlace(person, { space }));
  for (const place of fresh.values()) place.open();
  // One more window each, that knows only what is on the disk.
  for (const place of places) place.open();
  await time.advance(20_000);
  return places.flatMap((place) => {
    const newcomer = must(fresh.get(place.space.id + place.person.id)?.windows()[0], 'a window').client;
    const told = contentsOf(newcomer);
    const where = nameOf(company, place);
    if (told.size <= 5) return [`9 a fresh computer was told nothing: ${where}`];
    return place.windows().flatMap(({ client }) => {
      const shown = [...contentsOf(client)].filter(([id]) => !isVoid(place, id));
      return [
        ...(shown.some(([, row]) => isPending(row)) ? [`16 nothing is pending on screen: ${where}`] : []),
        ...(isDeepStrictEqual(new Map(shown), told) ? [] : [`9 equal contents everywhere: not ${where}`]),
      ];
    });
  });
}

/** Shown as refused at this computer alone: the server would not read it. */
function isVoid({ disk }: Place, refusalId: string): boolean {
  return foldJournal(disk.journal).mutations.some(
    (known) => known.isVoid && derivedId(known.mutation.m, 'refusal') === refusalId,
  );
}

function historiesFold(place: Place): readonly string[] {
  const { rows } = must(place.windows()[0], 'a window').client;
  return rows.all('case').flatMap(({ id, doc }) => {
    const events = rows.childrenOf('event', id).map((row) => row.doc);
    return isDeepStrictEqual(foldPosition(events), doc.position) ? [] : [`8 events tell where case ${id} is`];
  });
}

/**
 * 14: a number told is found. Of two copies of one profile the one that came first
 * may not have heard of it.
 */
async function numbersFound({ simulation }: Company, places: readonly Place[]): Promise<readonly string[]> {
  const opened = places.flatMap(({ space, disk }) =>
    foldJournal(disk.journal)
      .mutations.filter(({ mutation, settled }) => mutation.name === 'case.open' && settled !== null)
      .map(({ mutation: { m, args, base } }) => ({ space, m, caseId: String(args.caseId), base })),
  );
  const complaints = await Promise.all(
    opened
      .filter(({ m }) => opened.filter((other) => other.m === m).length === 1)
      .map(async ({ space, caseId, base }) => {
        const [row] = await simulation.database.look(space.id, ({ gather }) => gather([caseId]));
        // Who may no longer open it there was refused, and has its words.
        if (row === undefined) return [];
        const found = namesOf(supportCaseSchema.parse(JSON.parse(row.doc)));
        return formerNumbersIn(base[caseId], null)
          .filter((number) => !found.includes(toNumberName(number)))
          .map((number) => `14 a number told is found: #${number} of ${caseId}`);
      }),
  );
  return complaints.flat();
}

/** 1: kept ⇒ settled, or refused and shown. Nothing is pending any more. */
async function nothingLost(company: Company): Promise<readonly string[]> {
  const complaints = await Promise.all(company.kept.map((kept) => lossOf(company, kept)));
  return complaints.flat();
}

async function lossOf(company: Company, { m, name, place }: Kept): Promise<readonly string[]> {
  const lost = (why: string): readonly string[] => [
    `1 what was kept is not lost: ${name} ${m} of ${nameOf(company, place)} ${why}`,
  ];
  const known = foldJournal(place.disk.journal).mutations.find(({ mutation }) => mutation.m === m);
  if (known === undefined) return lost('left the journal');
  if (known.isVoid && known.settled !== null) return [];
  const [done] = company.simulation.database
    .history()
    .flatMap((taken) => (taken.kind === 'commit' && taken.space === place.space.id ? taken.commit.done : []))
    .filter((line) => line.m === m && line.person === place.person.id);
  if (done === undefined && !known.isVoid) return lost('never reached the server');
  if (done?.outcome.kind === 'applied') {
    if (!name.startsWith('case.')) return [];
    const event = derivedId(m, 'event');
    const rows = await company.simulation.database.look(place.space.id, ({ gather }) => gather([event]));
    return rows.length === 1 ? [] : lost('had no effect');
  }
  const isShown = place.windows().every(({ client }) => {
    const doc = client.rows.find('refusal', derivedId(m, 'refusal'))?.doc;
    return doc?.m === m && isDeepStrictEqual(doc.args, known.mutation.args);
  });
  return isShown ? [] : lost('was refused and is not shown');
}

/** Words that were said to be kept, or newer ones of the same field, on every window of that computer. */
function draftsKept({ drafts, ...company }: Company, place: Place): readonly string[] {
  const newest = drafts.get(place) ?? 0;
  const texts = new Set(place.windows().map(({ client }) => client.drafts.find(draftKey)?.text));
  const [text] = texts;
  const isKept = texts.size === 1 && (newest === 0 || Number(text) >= newest);
  return isKept ? [] : [`1 drafts are not lost: ${nameOf({ drafts, ...company }, place)} had ${newest}`];
}

/** Nobody asks the server more than once a minute when nothing happens. */
async function atRest({ simulation: { requests, time, places } }: Company): Promise<readonly string[]> {
  const before = requests();
  await time.advance(300_000);
  const asked = requests() - before;
  return asked <= 6 * places.length ? [] : [`16 a quiet company is at rest: ${asked} requests`];
}
