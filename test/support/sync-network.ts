/** A network between simulated computers and a real sync server: late, lossy, and cut when a test says so. */

import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { BlobTransport } from '#renderer/sync/blob-transport.ts';
import { SyncError, type SyncErrorKind, type Transport } from '#renderer/sync/transport.ts';
import type { Blobs } from '#server/blobs/create-blobs.ts';
import type { Author, Sync } from '#server/sync/create-sync.ts';
import { pullQuerySchema, pushLimit, pushRequestSchema } from '#shared/protocol/messages.ts';
import { asNewest, asOlder } from './sync-builds.ts';
import type { Dice, SimTime } from './sync-time.ts';

export type Faults = {
  /** Shares of requests that never arrive, and of answers. */
  readonly lostRequests: number;
  readonly lostAnswers: number;
  /** Share of requests that arrive twice, the second time up to seconds later. */
  readonly doubled: number;
  /** Share of requests the server has no time for (429, 503). */
  readonly busy: number;
  /** More mutations a push are too long for something on the way (413). */
  readonly longestPush: number;
  /** Share of pulls cut somewhere in their text. */
  readonly cut: number;
  readonly lostPokes: number;
  /** Share of what windows of one computer tell each other. */
  readonly lostMessages: number;
  readonly slowestMs: number;
};

export const noFaults: Faults = {
  lostRequests: 0,
  lostAnswers: 0,
  doubled: 0,
  busy: 0,
  longestPush: pushLimit,
  cut: 0,
  lostPokes: 0,
  lostMessages: 0,
  slowestMs: 10,
};

const latestDoubleMs = 5000;

export type NetworkOptions = {
  readonly sync: () => Sync;
  readonly blobs: () => Blobs;
  readonly author: Author;
  readonly time: SimTime;
  readonly dice: Dice;
  readonly faults: () => Faults;
  readonly isOnline: () => boolean;
  /** Of the window that speaks: a killed one hears no answer. */
  readonly isAlive: () => boolean;
  /** Of a build that does not know everything. */
  readonly isOlder: () => boolean;
  /** How the server answers this push (or, with no text, anything else) before it looks at it. */
  readonly refuse: (push: string) => SyncErrorKind | undefined;
  /** Told of every push and pull. */
  readonly onRequest: () => void;
};

export function aTransport(options: NetworkOptions): Transport & BlobTransport {
  const { sync, blobs, author, time, dice, faults, isOnline, isAlive, isOlder, refuse, onRequest } = options;
  const travel = (): Promise<void> => time.delay(dice.int(faults().slowestMs));
  const lose = (share: number): void => {
    if (!isOnline() || dice.chance(share)) throw new SyncError('unreachable');
  };

  async function ask<T>(push: string, work: () => Promise<T>): Promise<T> {
    onRequest();
    lose(faults().lostRequests);
    await travel();
    const kind = refuse(push);
    if (kind !== undefined) throw new SyncError(kind);
    if (dice.chance(faults().busy)) throw new SyncError('busy');
    if (dice.chance(faults().doubled))
      time.after(dice.int(latestDoubleMs), () => void work().catch(() => undefined));
    const answer = await work().catch((cause) => {
      throw cause instanceof SyncError ? cause : new SyncError('busy', { cause });
    });
    await travel();
    lose(faults().lostAnswers);
    return answer;
  }

  return {
    findOffset: async (sha256) => (await ask('', () => blobs().findUpload(author, sha256)))?.offset,
    append: (sha256, offset, piece) => {
      const bytes = Uint8Array.from(piece);
      return ask('', async () => {
        const answer = await blobs().append(author, { sha256, offset, bytes });
        return answer.kind === 'too-long' ? { kind: 'wrong-hash' } : answer;
      });
    },
    download: (sha256) =>
      ask('', async () => {
        const stored = await blobs().open(author, sha256);
        return stored && Uint8Array.from(await buffer(stored.stream));
      }),
    push: (request) => {
      const text = JSON.stringify(request);
      const sent = pushRequestSchema.parse(JSON.parse(isOlder() ? asNewest(text) : text));
      return ask(text, async () => {
        if (sent.mutations.length > faults().longestPush) throw new SyncError('rejected');
        return sync().push(author, sent);
      });
    },
    pull: async ({ client, settled, term, cursors, wantsSums, wantsSnapshots }) => {
      const list = Object.entries(cursors).map(([scope, ver]) => `${scope}:${ver}`);
      const query = pullQuerySchema.parse({
        client,
        settled,
        cursors: list.join(','),
        ...(term === null ? {} : { term }),
        ...(wantsSums ? { sums: '1' } : {}),
        ...(wantsSnapshots && !isOlder() ? { snapshots: '1' } : {}),
      });
      const lines = await ask('', () => sync().pull(author, query));
      const text = isOlder() ? asOlder(lines.join('\n')) : lines.join('\n');
      return dice.chance(faults().cut) ? text.slice(0, dice.int(text.length)) : text;
    },
    snapshotPage: async (scope, hash) => {
      const page = await ask('', () => sync().snapshotPage(author, { scope, page: hash }));
      if (page === undefined) return undefined;
      const text = gunzipSync(page).toString();
      return dice.chance(faults().cut) ? text.slice(0, dice.int(text.length)) : text;
    },
    archive: async (query) => {
      const text = (await ask('', () => sync().archive(author, query))).join('\n');
      return dice.chance(faults().cut) ? text.slice(0, dice.int(text.length)) : text;
    },
    live: async ({ onPoke, onClosed }) => {
      lose(faults().lostRequests);
      await travel();
      const server = sync();
      const stopHearing = server.onCommit(({ space, term, scopes }) => {
        if (space !== author.space) return;
        for (const [scope, ver] of scopes) {
          if (!isOnline() || dice.chance(faults().lostPokes)) continue;
          time.after(dice.int(faults().slowestMs), () => isAlive() && onPoke({ scope, term, ver }));
        }
      });
      let cancelWatch = (): void => {};
      const close = (): void => {
        stopHearing();
        cancelWatch();
      };
      // A dead connection is noticed a while after it died.
      const watch = (): void => {
        cancelWatch = time.after(500, () => {
          if (isOnline() && isAlive() && sync() === server) return watch();
          close();
          if (isAlive()) onClosed();
        });
      };
      watch();
      return close;
    },
  };
}
