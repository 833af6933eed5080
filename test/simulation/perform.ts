/** Does one step of a plan. All chance in it comes from the seed of the step. */

import { isPending } from '#renderer/data/client.ts';
import { foldJournal } from '#renderer/data/journal.ts';
import { caseIdSchema, type SupportCase, supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { archiveScope, teamScope } from '#shared/protocol/scopes.ts';
import { toldRow } from '#test/support/told-row.ts';
import { aTeam } from '../support/builders.ts';
import { laterMutator } from '../support/sync-builds.ts';
import type { Break } from '../support/sync-database.ts';
import { aDisk, loseKey, loseRow } from '../support/sync-disk.ts';
import { noFaults } from '../support/sync-network.ts';
import type { Place } from '../support/sync-simulation.ts';
import { otherTeam } from '../support/sync-space.ts';
import { attachSomething, workSomething } from '../support/sync-work.ts';
import { type Company, type Machine, wordOf } from './company.ts';
import { deleteUnderWindows } from './deleted-journal.ts';
import { personOf, writePerson } from './people.ts';
import type { Happening, Step } from './plan.ts';
import { draftKey, note, type Scene, windowOf } from './scene.ts';

const hourMs = 3_600_000;
const mostMachines = 8;
const teams = [aTeam().id, otherTeam.id];

export async function perform(company: Company, step: Step): Promise<void> {
  const { simulation, machines } = company;
  simulation.dice.reseed(step.dice);
  const machine = must(machines[step.place % machines.length], 'a computer');
  await actions[step.do]({ company, machine, place: machine.active });
  await simulation.time.advance(step.waitMs);
  noteDrafts(company);
}

const actions: Readonly<Record<Happening, (scene: Scene) => void | Promise<void>>> = {
  work: (scene) => {
    const { company, place } = scene;
    company.words += 1;
    const { dice } = company.simulation;
    note(scene, workSomething(windowOf(scene).client, dice, wordOf(place, company.words)));
  },
  attach: (scene) => {
    const { company, place } = scene;
    company.words += 1;
    const { dice } = company.simulation;
    const made = attachSomething(windowOf(scene).client, dice, wordOf(place, company.words));
    // Whoever pulls the plug meanwhile has attached nothing.
    void made.then((attached) => note(scene, attached));
  },
  draft: (scene) => {
    scene.company.words += 1;
    windowOf(scene).client.drafts.write(draftKey, String(scene.company.words));
  },
  kill: (scene) => windowOf(scene).kill(),
  open: ({ place }) => {
    if (place.windows().length < 3) place.open();
  },
  freeze: (scene) => windowOf(scene).freeze(),
  thaw: ({ place }) => {
    for (const window of place.windows()) window.thaw();
  },
  'switch-user': ({ company, machine }) => {
    turnOff(machine.active);
    machine.active = must(company.simulation.dice.pick(machine.places), 'somebody');
    machine.active.open();
  },
  network: ({ company, machine }) => {
    const isOnline = company.simulation.dice.chance(0.6);
    for (const place of machine.places) place.setOnline(isOnline);
  },
  'network-faults': ({ company: { simulation } }) => {
    const { dice, setFaults } = simulation;
    const share = (most: number): number => dice.int(most) / 100;
    setFaults({
      lostRequests: share(20),
      lostAnswers: share(20),
      doubled: share(20),
      busy: share(10),
      longestPush: dice.chance(0.3) ? 1 + dice.int(4) : noFaults.longestPush,
      cut: share(20),
      lostPokes: share(50),
      lostMessages: share(20),
      slowestMs: 5 + dice.int(400),
    });
  },
  'disk-full': ({ company, place }) => {
    place.disk.isFull = company.simulation.dice.chance(0.4);
  },
  'disk-damaged': ({ place }) => {
    place.disk.isDamaged = true;
  },
  'delete-journal': deleteUnderWindows,
  'lose-row': ({ company, place }) => {
    turnOff(place);
    loseRow(place.disk, company.simulation.dice);
  },
  clock: ({ company, machine }) => {
    const skewMs = company.simulation.dice.int(20 * hourMs) - 10 * hourMs;
    for (const place of machine.places) place.setSkew(skewMs);
  },
  'copy-profile': ({ company, place }) => {
    if (company.machines.length >= mostMachines || place.isOlder()) return;
    findKey(company, place);
    turnOff(place);
    const copy = company.simulation.newPlace(place.person, {
      disk: structuredClone(place.disk),
      space: place.space,
    });
    company.machines.push({ places: [copy], active: copy });
  },
  'keep-profile': ({ company, place }) => {
    if (place.isOlder()) return;
    findKey(company, place);
    company.profiles.set(place, structuredClone(place.disk));
  },
  'roll-profile-back': ({ company, place }) => {
    const kept = company.profiles.get(place);
    if (kept === undefined || place.isOlder()) return;
    turnOff(place);
    company.lostKeys.delete(place);
    Object.assign(place.disk, structuredClone(kept));
    forgetWhatIsLost(company, place);
  },
  'wipe-store': ({ company, place }) => {
    turnOff(place);
    const { journal, torn, damaged, blobs } = place.disk;
    Object.assign(place.disk, { ...aDisk(), journal, torn, damaged, blobs });
    company.seen.delete(place);
  },
  'wipe-profile': ({ company, place }) => {
    turnOff(place);
    company.lostKeys.delete(place);
    Object.assign(place.disk, aDisk());
    forgetWhatIsLost(company, place);
  },
  'lose-key': ({ company, place }) => {
    if (company.lostKeys.has(place) || place.isOlder()) return;
    turnOff(place);
    company.lostKeys.set(place, loseKey(place.disk));
  },
  'find-key': ({ company, place }) => findKey(company, place),
  'older-app': ({ company, machine }) => {
    for (const place of machine.places) findKey(company, place);
    setBuild(machine, true);
  },
  'newer-app': ({ machine }) => setBuild(machine, false),
  'older-server': ({ company: { simulation } }) => simulation.server.forgetMutator(laterMutator),
  'newer-server': ({ company: { simulation } }) => simulation.server.forgetMutator(undefined),
  grants: async ({ company, place }) => {
    const { dice } = company.simulation;
    const doc: Person = {
      ...personOf(company, place.space.id, place.person),
      teamIds: teams.filter(() => dice.chance(0.6)),
      isDisabled: dice.chance(0.2),
    };
    await writePerson(company, place.space.id, doc);
  },
  'move-case': (scene) => rewriteCase(scene, ({ dice }) => ({ teamId: must(dice.pick(teams), 'a team') })),
  'archive-case': (scene) => rewriteCase(scene, ({ time }) => ({ archivedAt: toInstant(time.now()) })),
  'write-unheld': async (scene) => {
    const { company, place } = scene;
    const { dice, database } = company.simulation;
    const cursors = teams.map((id) => ({ scope: archiveScope(teamScope(id)), ver: 0 }));
    const { changes } = await database.readPulls(place.space.id, { asking: [], cursors });
    const there = dice.pick(changes.flat().filter((one) => toldRow(one).kind === 'case'));
    if (there === undefined) return;
    company.words += 1;
    const args = { caseId: caseIdSchema.parse(there.id), text: wordOf(place, company.words) };
    const mutated = windowOf(scene).client.mutate('case.note', args);
    if (mutated.kind === 'applied') note(scene, { name: 'case.note', ...mutated });
  },
  'server-start': ({ company: { simulation } }) => simulation.restartServer('same'),
  'back-up': ({ company: { simulation } }) => simulation.backUp(),
  restore: ({ company: { simulation } }) => simulation.restartServer('backup'),
  'lose-tail': ({ company: { simulation } }) => simulation.database.loseTail(),
  forget: ({ company: { simulation } }) => simulation.sweep(),
  'break-connection': ({ company: { simulation } }) => {
    const { dice, server } = simulation;
    const when = dice.pick<Break>(['use', 'before-commit', 'after-commit']);
    if (when !== undefined) server.breakConnection(when);
  },
  /** By whoever runs the plan. */
  look: () => {},
};

/** By the server: no mutation stands behind it. */
async function rewriteCase(
  scene: Scene,
  change: (simulation: Company['simulation']) => Partial<SupportCase>,
): Promise<void> {
  const { company, place } = scene;
  const { dice, server, database } = company.simulation;
  const { rows } = windowOf(scene).client;
  const shown = dice.pick(rows.all('case').filter((row) => !isPending(row)));
  const parts = change(company.simulation);
  if (shown === undefined) return;
  const { id } = shown;
  const [row] = await database.look(place.space.id, (moment) => moment.gather([id]));
  if (row === undefined) return;
  const doc: SupportCase = { ...supportCaseSchema.parse(JSON.parse(row.doc)), ...parts };
  const write: Write = { kind: 'case', id, doc };
  await server.write(place.space.id, [write]);
}

export function turnOff(place: Place): void {
  for (const window of place.windows()) window.kill();
  // The shell remembers who led last for as long as it runs.
  place.disk.journalEpoch = 0;
}

export function findKey({ lostKeys }: Company, place: Place): void {
  const bringBack = lostKeys.get(place);
  if (bringBack === undefined) return;
  turnOff(place);
  bringBack();
  lostKeys.delete(place);
}

export function setBuild({ places }: Machine, isOlder: boolean): void {
  for (const place of places) {
    if (place.isOlder() === isOlder) continue;
    turnOff(place);
    place.setOlder(isOlder);
  }
}

/** What only that disk had is gone with it; nothing was promised beyond. */
function forgetWhatIsLost(company: Company, place: Place): void {
  const { journal, torn } = place.disk;
  const held = new Set(foldJournal([...journal, ...torn]).mutations.map(({ mutation }) => mutation.m));
  company.kept = company.kept.filter((kept) => kept.place !== place || held.has(kept.m));
  company.drafts.delete(place);
  company.seen.delete(place);
}

function noteDrafts({ machines, drafts }: Company): void {
  for (const { places } of machines)
    for (const place of places) {
      const texts = place.windows().map(({ client }) => client.drafts.find(draftKey));
      const newest = Math.max(0, ...texts.map((draft) => (draft?.isKept ? Number(draft.text) : 0)));
      drafts.set(place, Math.max(newest, drafts.get(place) ?? 0));
    }
}
