/** The transport of the app: fetch with a bearer token, and a WebSocket opened with a one-use ticket. */
import { z } from 'zod';
import {
  pokeSchema,
  protocolHeader,
  protocolVersion,
  pushResponseSchema,
} from '#shared/protocol/messages.ts';
import { type PullRequest, SyncError, type SyncErrorKind, type Transport } from './transport.ts';

export type HttpTransportOptions = {
  /** As in `openClient`. */
  readonly serverUrl: string;
  readonly token: string;
};

const ticketSchema = z.object({ ticket: z.string() });
/** Nothing heard for so long: the line is dead, whatever the system still hopes. */
const silenceMs = 30_000;
/** Of what is sent nothing is heard until it has arrived, over the slowest line waited for: 4 kB a second. */
const slowestBytesPerMs = 4;

export function createHttpTransport({ serverUrl, token }: HttpTransportOptions): Transport {
  async function ask(path: string, init: RequestInit = {}): Promise<string> {
    const headers = {
      ...init.headers,
      authorization: `Bearer ${token}`,
      [protocolHeader]: String(protocolVersion),
    };
    const silence = watchSilence(silenceMs + String(init.body ?? '').length / slowestBytesPerMs);
    const { signal } = silence;
    try {
      const response = await fetch(`${serverUrl}${path}`, { ...init, headers, signal, cache: 'no-store' });
      if (!response.ok) throw new SyncError(kindOfAnswer(response), { waitMs: waitMsOf(response) });
      return await readText(response, silence.heard);
    } catch (cause) {
      if (cause instanceof SyncError) throw cause;
      throw new SyncError('unreachable', { cause });
    } finally {
      silence.stop();
    }
  }

  return {
    push: async (request) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      };
      return read(pushResponseSchema, await ask('/api/sync/push', init));
    },
    pull: (request) => ask(`/api/sync/pull?${queryOf(request)}`),
    live: async ({ onPoke, onClosed }) => {
      const { ticket } = read(ticketSchema, await ask('/api/sync/live', { method: 'POST' }));
      const url = new URL(`${serverUrl}/api/sync/live`, globalThis.location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      url.searchParams.set('ticket', ticket);
      return openSocket(url, (text) => onPoke(read(pokeSchema, text)), onClosed);
    },
  };
}

/** Aborts when nothing is heard in time: a first sync may take as long as it needs, so long as it goes on. */
function watchSilence(firstMs: number) {
  const aborting = new AbortController();
  let timer = setTimeout(() => aborting.abort(), firstMs);
  return {
    signal: aborting.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(() => aborting.abort(), silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}

async function readText({ body }: Response, heard: () => void): Promise<string> {
  if (body === null) return '';
  const listened = body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        heard();
        controller.enqueue(chunk);
      },
    }),
  );
  return await new Response(listened).text();
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

function queryOf({ client, settled, term, cursors }: PullRequest): string {
  const query = new URLSearchParams({ client, settled: String(settled) });
  if (term !== null) query.set('term', term);
  query.set(
    'cursors',
    Object.entries(cursors)
      .map(([scope, ver]) => `${scope}:${ver}`)
      .join(','),
  );
  return query.toString();
}

function kindOfAnswer({ status, headers }: Response): SyncErrorKind {
  if (status === 426)
    return Number(headers.get(protocolHeader)) < protocolVersion ? 'server-older' : 'app-older';
  if (status === 401) return 'signed-out';
  if (status === 400 || status === 413) return 'rejected';
  return status === 429 || status >= 500 ? 'busy' : 'unreachable';
}

/** A server that asks for longer than this is asked again sooner. */
const longestWaitMs = 60_000;

function waitMsOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, 0), longestWaitMs) : 0;
}

/** An answer that makes no sense is as good as none. */
function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SyncError('unreachable', { cause });
  }
}
