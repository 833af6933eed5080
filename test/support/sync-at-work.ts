/** Where most tests of synchronising begin: somebody at a computer who has opened a case. */
import type { RaiaClient } from '#renderer/data/client.ts';
import { idOf } from './ids.ts';
import type { Disk } from './sync-disk.ts';
import { aSimulation, type Place, type Simulation } from './sync-simulation.ts';
import { openArgs, syncPeople } from './sync-space.ts';

export const caseId = idOf('case');

/** Somebody at a computer, with a case of theirs open. */
export async function atWork(
  seed: number,
): Promise<Simulation & { readonly place: Place; readonly client: RaiaClient }> {
  const simulation = await aSimulation(seed);
  const place = simulation.newPlace(syncPeople.agent);
  const { client } = place.open();
  await simulation.time.advance(2000);
  client.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(2000);
  return { ...simulation, place, client };
}

/** Two people at computers of their own; the first has opened a case. */
export async function twoAtOneCase(seed: number) {
  const simulation = await aSimulation(seed);
  const lia = simulation.newPlace(syncPeople.agent);
  const ana = simulation.newPlace(syncPeople.colleague);
  const here = lia.open().client;
  const there = ana.open().client;
  await simulation.time.advance(2000);
  here.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(2000);
  return { ...simulation, lia, ana, here, there };
}

export function notesOf({ client }: { readonly client: RaiaClient }): readonly string[] {
  return client.rows
    .childrenOf('event', caseId)
    .flatMap(({ doc }) => (doc.happening.kind === 'noted' ? [doc.happening.text] : []));
}

/** Ends every window of a computer; what is on its disk stays. */
export function turnOff(place: Place): Disk {
  for (const window of place.windows()) window.kill();
  return structuredClone(place.disk);
}

export const note = (text: string) => ({ caseId, text });
