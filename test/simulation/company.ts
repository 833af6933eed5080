/** Who is there when a simulation begins: two companies, and the computers of their people. */
import type { Person } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import type { Disk } from '../support/sync-disk.ts';
import { aSimulation, otherSpace, type Place, type Simulation } from '../support/sync-simulation.ts';
import { syncPeople } from '../support/sync-space.ts';

/** A computer, and those who have signed in there; one of them works at a time. */
export type Machine = { readonly places: readonly Place[]; active: Place };

/** Work a computer said it kept, which has to come to something. */
export type Kept = { readonly m: string; readonly name: string; readonly place: Place };

export type Company = {
  readonly simulation: Simulation;
  readonly machines: Machine[];
  /** Who made what, kept or not. */
  readonly made: Map<string, Place>;
  kept: readonly Kept[];
  /** The newest draft each computer said it kept. */
  readonly drafts: Map<Place, number>;
  /** What was copied from disks, to be put back later. */
  readonly profiles: Map<Place, Disk>;
  /** What brings back what nobody can read there. */
  readonly lostKeys: Map<Place, () => void>;
  /** How far each row was seen on a disk, by its generation. */
  readonly seen: Map<Place, { readonly generation: number; readonly vers: ReadonlyMap<string, number> }>;
  /** Whose teams the server has changed, by company and person. */
  readonly people: Map<string, Person>;
  words: number;
};

export async function aCompany(seed: number): Promise<Company> {
  const simulation = await aSimulation(seed);
  const { newPlace } = simulation;
  const { agent, colleague, both } = syncPeople;
  simulation.backUp();
  const machines = [
    [newPlace(agent), newPlace(colleague), newPlace(agent, { space: otherSpace })],
    [newPlace(agent)],
    [newPlace(colleague)],
    [newPlace(both)],
    [newPlace(colleague, { space: otherSpace })],
  ].map((places): Machine => ({ places, active: must(places[0], 'somebody') }));
  return {
    simulation,
    machines,
    made: new Map(),
    kept: [],
    drafts: new Map(),
    profiles: new Map(),
    lostKeys: new Map(),
    seen: new Map(),
    people: new Map(),
    words: 0,
  };
}

/** In the texts of one company and of no other. */
export function wordOf(place: Place, n: number): string {
  return `${prefixOf(place.space.id)}${n}`;
}

export function prefixOf(space: string): string {
  return space === otherSpace.id ? 'padaria-' : 'serra-';
}

export function nameOf({ machines }: Company, place: Place): string {
  const machine = machines.findIndex(({ places }) => places.includes(place));
  return `${place.person.name} of ${place.space.name} at computer ${machine}`;
}
