/**
 * Sends what waits, in order, one group at a time.
 *
 * The answer does not settle anything: that is for the pull which also brings
 * the effect. It only says what need not be sent again.
 */
import { type Mutation, type PushResponse, pushLimit } from '#shared/protocol/messages.ts';
import type { Ledger } from './ledger.ts';
import { kindOf, SyncError, type Transport } from './transport.ts';

export type Pusher = {
  /** False when there was nothing to send. */
  readonly step: (term: string | null) => Promise<boolean>;
};

const groupLimitBytes = 1024 * 1024;
/** The server will not read a lone mutation: after so many answers it is never sent again. */
const rejectionsUntilVoid = 3;
const gapsUntilFork = 3;

export function createPusher(transport: Transport, ledger: Ledger): Pusher {
  let limit = pushLimit;
  let rejections = 0;
  let gaps = 0;
  /** What the server said it has, where that is less than this client once knew. */
  let have: number | null = null;

  async function step(term: string | null): Promise<boolean> {
    const group = groupOf(ledger.toSend(), limit);
    const first = group[0];
    if (first === undefined) return false;
    const from = have !== null && first.mid > have + 1 ? { from: first.mid } : {};
    try {
      take(await transport.push({ client: ledger.client(), term, ...from, mutations: group }), group);
      limit = pushLimit;
      rejections = 0;
    } catch (error) {
      if (kindOf(error) === 'rejected') reject(group, first);
      throw error;
    }
    if (gaps >= gapsUntilFork || isForked) await fork();
    return true;
  }

  let isForked = false;

  function take(response: PushResponse, group: readonly Mutation[]): void {
    if (response.kind === 'done') {
      ledger.answer(response.outcomes);
      have = null;
      gaps = 0;
      const told = new Set(response.outcomes.map(({ m }) => m));
      // An answer about nothing we sent would have us send it for ever.
      if (!group.some(({ m }) => told.has(m))) throw new SyncError('busy');
    } else if (response.kind === 'gap') {
      have = response.have;
      gaps += 1;
      ledger.sendAgainAfter(response.have);
    } else isForked = true;
  }

  async function fork(): Promise<void> {
    isForked = false;
    gaps = 0;
    have = null;
    await ledger.fork();
  }

  function reject(group: readonly Mutation[], first: Mutation): void {
    if (group.length > 1) {
      limit = 1;
      return;
    }
    rejections += 1;
    if (rejections < rejectionsUntilVoid) return;
    rejections = 0;
    ledger.void(first.m);
  }

  return { step };
}

/** Neighbours in the order, not more than the server reads at once. */
function groupOf(waiting: readonly Mutation[], limit: number): readonly Mutation[] {
  const group: Mutation[] = [];
  let bytes = 0;
  for (const mutation of waiting) {
    bytes += JSON.stringify(mutation).length;
    const last = group.at(-1);
    const isNext = last === undefined || mutation.mid === last.mid + 1;
    if (!isNext || group.length >= limit || (last !== undefined && bytes > groupLimitBytes)) break;
    group.push(mutation);
  }
  return group;
}
