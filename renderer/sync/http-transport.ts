/** The transport of the app: fetch with a bearer token, and a WebSocket opened with a one-use ticket. */
import { z } from 'zod';
import { pokeSchema, pushResponseSchema } from '#shared/protocol/messages.ts';
import { createAsking, type HttpTransportOptions, jsonBody } from './asking.ts';
import { type PullRequest, SyncError, type Transport } from './transport.ts';

const ticketSchema = z.object({ ticket: z.string() });

export function createHttpTransport({ serverUrl, token }: HttpTransportOptions): Transport {
  const { ask, find } = createAsking({ serverUrl, token });
  return {
    push: async (request) => read(pushResponseSchema, await ask('/api/sync/push', jsonBody('POST', request))),
    pull: (request) => ask(`/api/sync/pull?${queryOf(request)}`),
    snapshotPage: (scope, page) => find(`/api/sync/snapshot?${new URLSearchParams({ scope, page })}`),
    archive: (query) => ask(`/api/sync/archive?${new URLSearchParams(query)}`),
    live: async ({ onPoke, onClosed }) => {
      const { ticket } = read(ticketSchema, await ask('/api/sync/live', { method: 'POST' }));
      const url = new URL(`${serverUrl}/api/sync/live`, globalThis.location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      url.searchParams.set('ticket', ticket);
      return openSocket(url, (text) => onPoke(read(pokeSchema, text)), onClosed);
    },
  };
}

function openSocket(url: URL, onText: (text: string) => void, onClosed: () => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    let isOurs = false;
    socket.onopen = () => {
      resolve(() => {
        isOurs = true;
        socket.close();
      });
    };
    socket.onmessage = ({ data }) => {
      try {
        onText(String(data));
      } catch {
        // Not a poke we know; the pull every minute does not need it.
      }
    };
    socket.onclose = () => {
      reject(new SyncError('unreachable'));
      if (!isOurs) onClosed();
    };
  });
}

function queryOf({ client, settled, term, cursors, wantsSums, wantsSnapshots }: PullRequest): string {
  const query = new URLSearchParams({ client, settled: String(settled) });
  if (term !== null) query.set('term', term);
  if (wantsSums) query.set('sums', '1');
  if (wantsSnapshots) query.set('snapshots', '1');
  query.set(
    'cursors',
    Object.entries(cursors)
      .map(([scope, ver]) => `${scope}:${ver}`)
      .join(','),
  );
  return query.toString();
}

/** An answer that makes no sense is as good as none. */
function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SyncError('unreachable', { cause });
  }
}
