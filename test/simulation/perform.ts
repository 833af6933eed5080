/** Does one step of a plan. All chance in it comes from the seed of the step. */
import { isPending } from '#renderer/data/client.ts';
import { foldJournal } from '#renderer/data/journal.ts';
import { type SupportCase, supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { aTeam } from '../support/builders.ts';
import { laterMutator } from '../support/sync-builds.ts';
import type { SimWindow } from '../support/sync-computer.ts';
import type { Break } from '../support/sync-database.ts';
import { aDisk } from '../support/sync-disk.ts';
import { noFaults } from '../support/sync-network.ts';
import type { Place } from '../support/sync-simulation.ts';
import { otherTeam } from '../support/sync-space.ts';
import { workSomething } from '../support/sync-work.ts';
import { type Company, type Machine, wordOf } from './company.ts';
import { personOf, writePerson } from './people.ts';
import type { Happening, Step } from './plan.ts';

export const draftKey = 'new-case:subject';

const hourMs = 3_600_000;
const mostMachines = 8;
const teams = [aTeam().id, otherTeam.id];

type Scene = {
  readonly company: Company;
  readonly machine: Machine;
  readonly place: Place;
};

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
    const made = workSomething(windowOf(scene).client, dice, wordOf(place, company.words));
    if (made === undefined) return;
    const { m, name, kept } = made;
    company.made.set(m, place);
    void kept.then(() => {
      company.kept = [...company.kept, { m, name, place }];
    });
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
  clock: ({ company, machine }) => {
    const skewMs = company.simulation.dice.int(20 * hourMs) - 10 * hourMs;
    for (const place of machine.places) place.setSkew(skewMs);
  },
  'copy-profile': ({ company, place }) => {
    if (company.machines.length >= mostMachines || place.isOlder()) return;
    turnOff(place);
    const copy = company.simulation.newPlace(place.person, {
      disk: structuredClone(place.disk),
      space: place.space,
    });
    company.machines.push({ places: [copy], active: copy });
  },
  'keep-profile': ({ company, place }) => {
    if (!place.isOlder()) company.profiles.set(place, structuredClone(place.disk));
  },
  'roll-profile-back': ({ company, place }) => {
    const kept = company.profiles.get(place);
    if (kept === undefined || place.isOlder()) return;
    turnOff(place);
    Object.assign(place.disk, structuredClone(kept));
    forgetWhatIsLost(company, place);
  },
  'wipe-store': ({ company, place }) => {
    turnOff(place);
    const { journal, torn } = place.disk;
    Object.assign(place.disk, { ...aDisk(), journal, torn });
    company.seen.delete(place);
  },
  'wipe-profile': ({ company, place }) => {
    turnOff(place);
    Object.assign(place.disk, aDisk());
    forgetWhatIsLost(company, place);
  },
  'older-app': ({ machine }) => setBuild(machine, true),
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
  'move-case': async (scene) => {
    const { place } = scene;
    const { dice, server, database } = scene.company.simulation;
    const { rows } = windowOf(scene).client;
    const shown = dice.pick(rows.all('case').filter((row) => !isPending(row)));
    const teamId = dice.pick(teams);
    if (shown === undefined || teamId === undefined) return;
    const { id } = shown;
    const [row] = await database.look(place.space.id, (snapshot) => snapshot.gather([id]));
    if (row === undefined) return;
    const doc: SupportCase = { ...supportCaseSchema.parse(JSON.parse(row.doc)), teamId };
    const write: Write = { kind: 'case', id, doc };
    await server.write(place.space.id, [write]);
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

/** The window somebody works at. */
function windowOf({ company, place }: Scene): SimWindow {
  return company.simulation.dice.pick(place.windows()) ?? place.open();
}

export function turnOff(place: Place): void {
  for (const window of place.windows()) window.kill();
  // The shell remembers who led last for as long as it runs.
  place.disk.journalEpoch = 0;
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
