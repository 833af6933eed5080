/** A scene plays one kind of trouble from beginning to end and tells what it looked at. */
import type { Chance } from '#server/demo/seeded.ts';
import type { Seat } from './seat.ts';

/** What was kept and is gone, a sentence each. */
export type Checked = { readonly what: string; readonly broken: readonly string[] };

export type Scene = (chance: Chance) => AsyncGenerator<Checked>;

/** This computer does not let the scene be played. The message says why. */
export class CannotBePlayedError extends Error {
  override readonly name = 'CannotBePlayedError';
}

/** With what nobody caught in the pages of these seats meanwhile. */
export function checked(what: string, seats: readonly Seat[], broken: readonly string[]): Checked {
  return { what, broken: [...broken, ...seats.flatMap((seat) => seat.takeErrors())] };
}
