/**
 * Sends what waits, in order, one group at a time.
 *
 * The answer does not settle anything: that is for the pull which also brings
 * the effect. It only says what need not be sent again.
 */
import { assertNever } from '#shared/lib/must.ts';
import { type Mutation, type PushResponse, pushLimit } from '#shared/protocol/messages.ts';
import type { Ledger, Sending } from './ledger.ts';
import { kindOf, SyncError, type Transport } from './transport.ts';

export type Pusher = {
  /**
   * `pull-first`: the server has less than was once settled here. A pull tells
   * whether it was restored; until then nothing goes, for what comes later may
   * stand on what it lost.
   */
  readonly step: (term: string | null) => Promise<'sent' | 'idle' | 'pull-first'>;
};

const groupLimitBytes = 1024 * 1024;
/** The server will not read a lone mutation: after so many answers it is never sent again. */
const rejectionsUntilVoid = 3;
const gapsUntilFork = 3;

/** What a server said that it has of one client, where that is less than this client once knew. */
type Gap = { readonly client: string; readonly have: number; readonly times: number };

export function createPusher(transport: Pick<Transport, 'push'>, ledger: Ledger): Pusher {
  let limit = pushLimit;
  let rejections = 0;
  let gap: Gap | undefined;

  async function step(term: string | null): Promise<'sent' | 'idle' | 'pull-first'> {
    const sending = ledger.toSend();
    const group = groupOf(sending, limit);
    const first = group[0];
    if (first === undefined) return 'idle';
    const client = ledger.client();
    const have = gap?.client === client ? gap.have : undefined;
    const from = have !== undefined && first.mid > have + 1 ? { from: first.mid } : {};
    const place = sending.isAgain ? { again: true as const } : from;
    try {
      const response = await transport.push({ client, term, ...place, mutations: group });
      limit = pushLimit;
      rejections = 0;
      return await take(response, client, group);
    } catch (error) {
      if (kindOf(error) === 'rejected') reject(group, first);
      throw error;
    }
  }

  async function take(
    response: PushResponse,
    client: string,
    group: readonly Mutation[],
  ): Promise<'sent' | 'pull-first'> {
    switch (response.kind) {
      case 'done': {
        gap = undefined;
        ledger.answer(response.outcomes);
        const told = new Set(response.outcomes.map(({ m }) => m));
        // An answer about nothing we sent would have us send it for ever.
        if (!group.some(({ m }) => told.has(m))) throw new SyncError('busy');
        return 'sent';
      }
      case 'gap': {
        const times = gap?.client === client ? gap.times + 1 : 1;
        gap = { client, have: response.have, times };
        ledger.sendAgainAfter(response.have);
        if (times >= gapsUntilFork) await ledger.fork();
        return times === 1 && response.have < ledger.settledMid() ? 'pull-first' : 'sent';
      }
      case 'forked':
        await ledger.fork();
        return 'sent';
      default:
        return assertNever(response);
    }
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
function groupOf({ isAgain, mutations }: Sending, limit: number): readonly Mutation[] {
  const group: Mutation[] = [];
  let bytes = 0;
  for (const mutation of mutations) {
    bytes += JSON.stringify(mutation).length;
    const last = group.at(-1);
    const isNext = isAgain || last === undefined || mutation.mid === last.mid + 1;
    if (!isNext || group.length >= limit || (last !== undefined && bytes > groupLimitBytes)) break;
    group.push(mutation);
  }
  return group;
}
