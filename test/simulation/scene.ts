/** Where one step of a plan happens, and what of it is written down to be checked in the end. */
import type { SimWindow } from '../support/sync-computer.ts';
import type { Place } from '../support/sync-simulation.ts';
import type { Made } from '../support/sync-work.ts';
import type { Company, Machine } from './company.ts';

export const draftKey = 'new-case:subject';

export type Scene = {
  readonly company: Company;
  readonly machine: Machine;
  readonly place: Place;
};

export function note({ company, place }: Scene, made: Made | undefined): void {
  if (made === undefined) return;
  const { m, name, kept } = made;
  company.made.set(m, place);
  void kept.then(() => {
    company.kept = [...company.kept, { m, name, place }];
  });
}

/** The window somebody works at. */
export function windowOf({ company, place }: Scene): SimWindow {
  return company.simulation.dice.pick(place.windows()) ?? place.open();
}
