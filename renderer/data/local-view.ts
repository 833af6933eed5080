/**
 * What one window shows: held rows, the work still waiting for the server in
 * its order, and the overlay of the second over the first. Always
 * overlay = run(pending, held), whichever way the two came to change.
 */
import type { Kind } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type Refused, type Rows, writesOf } from '#shared/mutations/mutator.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { argsLimitBytes } from '#shared/protocol/messages.ts';
import type { RowsView } from './client.ts';
import { createHeldRows, type HeldRows } from './held-rows.ts';
import { createOverlay, type HeldUpdate, type Listed } from './overlay.ts';
import { baseOf, type PendingMutation, toPending, type Work } from './pending-mutation.ts';
import { presenceOf } from './presence.ts';

/** Work as the journal lists it. `isVoid`: the server would not read it; shown as refused. */
export type ListedWork = { readonly work: Work; readonly isVoid: boolean };

/** `rowIds`: what the work writes, none where it is sent without a preview. */
export type Proposal =
  | { readonly kind: 'applied'; readonly work: Work; readonly rowIds: readonly string[] }
  | Refused;

export type LocalView = {
  readonly rows: RowsView;
  /** As in `RaiaClient`. */
  readonly actor: () => Actor;
  /** What the server confirmed of them; another object after everything was told anew. */
  readonly held: () => HeldRows;
  /** Runs a new mutation over what is shown and keeps it in the list, unless it is refused here. */
  readonly propose: (name: string, args: unknown, identity: { m: string; at: Instant }) => Proposal;
  /** The whole list as it is from now on, with what changed among the held rows. */
  readonly update: (list: readonly ListedWork[], change?: HeldUpdate) => void;
  /** The work the server would not read whose refusal has this id. */
  readonly findVoid: (refusalId: string) => Work | undefined;
};

export function createLocalView(signedIn: Actor): LocalView {
  const overlay = createOverlay(createHeldRows(), signedIn);
  let listed: readonly Listed[] = [];

  function propose(name: string, args: unknown, { m, at }: { m: string; at: Instant }): Proposal {
    const mutator = findMutator(name);
    if (mutator === undefined) throw new Error(`No mutator is called ${name}`);
    const cleaned = toStorable(args);
    if (cleaned === undefined) return { kind: 'refused', code: 'fault', details: [] };
    const work: Work = { m, name, v: mutator.version, args: cleaned, base: {}, at };
    const first = toPending(work);
    if (first.call === undefined) return { kind: 'refused', code: 'fault', details: [] };
    const outcome = overlay.preview(first);
    if (outcome.kind === 'refused' && outcome.code === 'not-found' && isAboutUnheld(first, overlay)) {
      list(first);
      return { kind: 'applied', work, rowIds: [] };
    }
    if (outcome.kind === 'refused') return outcome;
    const writes = writesOf(outcome);
    const based: Work = { ...work, base: baseOf(writes, cleaned, overlay.find) };
    list({ ...first, work: based });
    return { kind: 'applied', work: based, rowIds: writes.map(({ id }) => id) };
  }

  function list(pending: PendingMutation): void {
    const added: Listed = { pending, isVoid: false };
    listed = [...listed, added];
    overlay.append([added]);
  }

  function update(list: readonly ListedWork[], change?: HeldUpdate): void {
    const known = new Map(listed.map((item) => [item.pending.work.m, item]));
    const next = list.map(({ work, isVoid }): Listed => {
      const same = known.get(work.m);
      if (same === undefined) return { pending: toPending(work), isVoid };
      return same.isVoid === isVoid ? same : { ...same, isVoid };
    });
    const isLonger = listed.every((item, place) => item === next[place]);
    const added = isLonger ? next.slice(listed.length) : next;
    listed = next;
    if (change === undefined && isLonger) overlay.append(added);
    else overlay.rebase(next, change);
  }

  return {
    rows: overlay,
    actor: overlay.actor,
    held: overlay.held,
    propose,
    update,
    findVoid: (refusalId) =>
      listed.find(({ pending, isVoid }) => isVoid && pending.id('refusal') === refusalId)?.pending.work,
  };
}

/**
 * All it misses is a case that is not on this computer: the server, which has
 * it or not, says what comes of it. Until then there is nothing to show it over.
 */
function isAboutUnheld({ call }: PendingMutation, rows: RowsView): boolean {
  const known: Rows = { find: <K extends Kind>(kind: K, id: string) => rows.find(kind, id)?.doc };
  const presences = (call?.mutator.needs(call.args, known) ?? []).map((key) => presenceOf(rows, key));
  return presences.includes('unheld') && !presences.includes('absent');
}

/**
 * Arguments as they can travel and be stored: JSON, no NUL, no half of a
 * character (a paste can bring both). Undefined where they are too long.
 */
function toStorable(args: unknown): Work['args'] | undefined {
  const text = JSON.stringify(args, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD') : value,
  );
  if (new TextEncoder().encode(text).length > argsLimitBytes) return undefined;
  return JSON.parse(text) as Work['args'];
}
