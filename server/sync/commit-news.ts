/**
 * Word of commits between the processes on one database, such as two servers,
 * or an import beside a running one.
 *
 * It goes out after the commit and not with it: a notification inside would
 * have every commit of the database wait for every other. One that gets lost
 * costs nothing; clients pull now and then anyway.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '#server/db/database.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Committed } from './create-sync.ts';

export type CommitNews = {
  /** To the other processes, together with what else comes within 50 ms. */
  readonly tell: (committed: Committed) => void;
  /** What others commit. `onReady` is called whenever it begins to be heard. */
  readonly hear: (onCommitted: (committed: Committed) => void, onReady?: () => void) => void;
  /** Everything told has gone out, and nothing more is heard. */
  readonly close: () => Promise<void>;
};

const channel = 'raia_commits';
const intervalMs = 50;
/** A payload holds 8,000 bytes. */
const scopesAPayload = 60;

const payloadSchema = z.object({
  from: z.uuid(),
  space: z.uuid(),
  term: z.uuid(),
  scopes: z.array(z.tuple([z.string(), z.number().int()])),
});
type Payload = z.infer<typeof payloadSchema>;

export function createCommitNews(db: Database): CommitNews {
  const from = randomUUID();
  const waiting = new Map<string, { readonly term: string; readonly scopes: Map<string, number> }>();
  const stops: (() => Promise<void>)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();

  function send(): void {
    timer = undefined;
    const payloads = [...waiting].flatMap(([space, { term, scopes }]) =>
      inParts([...scopes]).map((part) =>
        JSON.stringify({ from, space, term, scopes: part } satisfies Payload),
      ),
    );
    waiting.clear();
    const sent = db.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload', [
      channel,
      payloads,
    ]);
    // A database that is away tells nobody.
    sending = Promise.allSettled([sending, sent]).then(() => {});
  }

  return {
    tell: ({ space, term, scopes }) => {
      const known = waiting.get(space);
      const all = new Map([...(known?.scopes ?? []), ...scopes]);
      waiting.set(space, { term, scopes: all });
      timer ??= setTimeout(send, intervalMs);
    },
    hear: (onCommitted, onReady = () => {}) => {
      const onPayload = (payload: string): void => {
        // A newer build may say it in another way.
        const news = payloadSchema.safeParse(parseJson(payload)).data;
        if (news === undefined || news.from === from) return;
        onCommitted({ space: news.space, term: news.term, scopes: new Map(news.scopes) });
      };
      stops.push(db.listen(channel, { onPayload, onReady }).stop);
    },
    close: async () => {
      if (timer !== undefined) {
        clearTimeout(timer);
        send();
      }
      await Promise.all([sending, ...stops.map((stop) => stop())]);
    },
  };
}

function inParts(scopes: readonly [string, number][]): readonly [string, number][][] {
  const parts: [string, number][][] = [];
  for (let at = 0; at < scopes.length; at += scopesAPayload)
    parts.push(scopes.slice(at, at + scopesAPayload));
  return parts;
}
