/** A window that does not lead: its work goes through the window that does. */
import type { Clock } from '#renderer/data/ports.ts';
import type { Loader } from './loader.ts';
import type { Channel, Keeper, KeeperEvents, ToFollowers, ToLeader } from './windows.ts';

export type Following = Keeper & { readonly receive: (message: ToFollowers) => void };

export type FollowingOptions = {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly loader: Loader;
  readonly events: KeeperEvents;
};

const sendAgainMs = 1000;

export function follow({ channel, clock, loader, events }: FollowingOptions): Following {
  let isStopped = false;
  let cancelSendAgain = () => {};
  /** The newest state told, until it was taken over. */
  let told: (ToFollowers & { kind: 'state' }) | undefined;
  let isCatchingUp = false;
  /** Told everything once; changes come by themselves from then on. */
  let isGreeted = false;

  const post = (message: ToLeader): void => channel.post({ to: 'leader', message });

  function sendUnkept(): void {
    cancelSendAgain();
    if (isStopped) return;
    if (!isGreeted) post({ kind: 'hello' });
    const { works, drafts } = events.unkept();
    if (works.length > 0) post({ kind: 'keep', works });
    if (drafts.length > 0) post({ kind: 'keep-drafts', changes: drafts });
    cancelSendAgain = clock.after(sendAgainMs, sendUnkept);
  }

  async function catchUp(): Promise<void> {
    if (isCatchingUp) return;
    isCatchingUp = true;
    while (told !== undefined && !isStopped) {
      const state = told;
      told = undefined;
      const caughtUp = await loader.catchUp().catch(() => undefined);
      if (isStopped) break;
      if (caughtUp === undefined) {
        told ??= state;
        clock.after(sendAgainMs, () => void catchUp());
        break;
      }
      if (caughtUp.isDamaged) post({ kind: 'damaged' });
      const { change } = caughtUp;
      caughtUp.accept();
      events.onKept(state.list.map(({ work }) => work.m));
      events.onList(state.list, change.isAll || change.changes.length > 0 ? change : undefined);
      events.onStatus(state.status);
      events.onLoaded();
    }
    isCatchingUp = false;
  }

  function receive(message: ToFollowers): void {
    switch (message.kind) {
      case 'leading':
        isGreeted = false;
        sendUnkept();
        break;
      case 'state':
        isGreeted = true;
        told = message;
        void catchUp();
        break;
      case 'kept':
        events.onKept(message.ms, message.ended);
        break;
      case 'drafts':
        events.onDrafts(message.changes, true);
        break;
      case 'alive':
        break;
    }
  }

  sendUnkept();
  return {
    receive,
    keep: (works) => post({ kind: 'keep', works }),
    keepDrafts: (changes) => post({ kind: 'keep-drafts', changes }),
    dismiss: (m) => post({ kind: 'dismiss', m }),
    nudge: () => post({ kind: 'nudge' }),
    stop: () => {
      isStopped = true;
      cancelSendAgain();
    },
  };
}
