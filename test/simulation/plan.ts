/**
 * What happens in a simulation, written down before it runs: a list of steps,
 * each with a seed for all that is left to chance in it. Any part of the list
 * is a plan too, which is how a failure is made short.
 */
import { z } from 'zod';
import { aDice } from '../support/sync-time.ts';

/** How often each happens, beside the others. */
const shares = {
  /** Somebody does something at a window. */
  work: 60,
  draft: 5,
  /** A file is attached to a case. */
  attach: 4,
  /** A window ends in the middle of what it does, opens, hangs, goes on. */
  kill: 5,
  open: 5,
  freeze: 5,
  thaw: 5,
  /** The person at the computer changes, where several share it. */
  'switch-user': 3,
  network: 5,
  'network-faults': 2,
  'disk-full': 3,
  'disk-damaged': 1,
  /** A browser deletes its journal under an open window. */
  'delete-journal': 3,
  /** A computer comes back with a row less on its disk, and nobody tells it. */
  'lose-row': 2,
  clock: 2,
  'copy-profile': 1,
  'keep-profile': 2,
  'roll-profile-back': 1,
  'wipe-store': 1,
  'wipe-profile': 1,
  /** Nothing a person has at a computer can be read, until the company's copy of the key has come. */
  'lose-key': 1,
  'find-key': 2,
  'older-app': 2,
  'newer-app': 2,
  'older-server': 1,
  'newer-server': 2,
  /** A person joins and leaves teams, is disabled and enabled. */
  grants: 4,
  /** A case goes to another team. */
  'move-case': 3,
  /** A case goes to the archive; somebody writes to one that is there. */
  'archive-case': 3,
  'write-unheld': 3,
  'server-start': 2,
  'back-up': 4,
  restore: 1,
  /** A standby takes over that had not heard the newest. */
  'lose-tail': 1,
  'break-connection': 4,
  /** The server forgets who left what a while ago. */
  forget: 2,
  /** Nothing arrives anywhere for a while, and everything that stands is looked at. */
  look: 2,
} as const;

export type Happening = keyof typeof shares;
const happenings = Object.keys(shares) as [Happening, ...Happening[]];

export const stepSchema = z
  .object({
    do: z.enum(happenings),
    /** Which place, counted from 0 and around. */
    place: z.number().int().nonnegative(),
    dice: z.number().int(),
    waitMs: z.number().nonnegative(),
  })
  .readonly();
export type Step = z.infer<typeof stepSchema>;

export const planSchema = z
  .object({ seed: z.number().int(), steps: z.array(stepSchema).readonly() })
  .readonly();
export type Plan = z.infer<typeof planSchema>;

const length = 70;

export function planOf(seed: number): Plan {
  const dice = aDice(seed);
  const lots = happenings.flatMap((what) => Array.from({ length: shares[what] }, () => what));
  const steps = Array.from({ length }, (_, n): Step => {
    // Most runs begin with a bad network.
    const what = n === 0 ? 'network-faults' : (dice.pick(lots) ?? 'work');
    return {
      do: what,
      place: dice.int(24),
      dice: dice.int(2 ** 31),
      waitMs: dice.chance(0.3) ? dice.int(8000) : dice.int(300),
    };
  });
  return { seed, steps };
}
