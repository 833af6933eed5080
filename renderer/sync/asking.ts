/** Requests to the server: a bearer token, and patience with a slow line but not with a dead one. */
import { protocolHeader, protocolVersion } from '#shared/protocol/messages.ts';
import { SyncError, type SyncErrorKind } from './transport.ts';

export type HttpTransportOptions = {
  /** As in `openClient`. */
  readonly serverUrl: string;
  readonly token: string;
};

export type Asking = {
  /** The text of a good answer. */
  readonly ask: (path: string, init?: RequestInit) => Promise<string>;
  /** The same; undefined where there is no such thing. */
  readonly find: (path: string) => Promise<string | undefined>;
  /** Any answer, whatever its status, its body read. */
  readonly fetchWhole: (path: string, init?: RequestInit) => Promise<Answer>;
};

type Answer = { readonly response: Response; readonly body: Uint8Array<ArrayBuffer> };

/** Nothing heard for so long: the line is dead, whatever the system still hopes. */
const silenceMs = 30_000;
/** Of what is sent nothing is heard until it has arrived, over the slowest line waited for: 4 kB a second. */
const slowestBytesPerMs = 4;

export function createAsking({ serverUrl, token }: HttpTransportOptions): Asking {
  const fetchWhole: Asking['fetchWhole'] = async (path, init = {}) => {
    const headers = {
      ...init.headers,
      authorization: `Bearer ${token}`,
      [protocolHeader]: String(protocolVersion),
    };
    const silence = watchSilence(silenceMs + sizeOf(init.body) / slowestBytesPerMs);
    const { signal } = silence;
    try {
      const response = await fetch(`${serverUrl}${path}`, { ...init, headers, signal, cache: 'no-store' });
      return { response, body: await readBody(response, silence.heard) };
    } catch (cause) {
      throw new SyncError('unreachable', { cause });
    } finally {
      silence.stop();
    }
  };
  return {
    fetchWhole,
    ask: async (path, init) => textOf(await fetchWhole(path, init)),
    find: async (path) => {
      const answer = await fetchWhole(path);
      return answer.response.status === 404 ? undefined : textOf(answer);
    },
  };
}

function textOf({ response, body }: Answer): string {
  if (!response.ok) throw errorOf(response);
  return new TextDecoder().decode(body);
}

/** What an answer that is none means. */
export function errorOf(response: Response): SyncError {
  return new SyncError(kindOfAnswer(response), { waitMs: waitMsOf(response) });
}

export function jsonBody(method: 'POST' | 'PUT', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function kindOfAnswer({ status, headers }: Response): SyncErrorKind {
  if (status === 426)
    return Number(headers.get(protocolHeader)) < protocolVersion ? 'server-older' : 'app-older';
  if (status === 401) return 'signed-out';
  if (status === 410) return 'wiped';
  if (status === 400 || status === 413) return 'rejected';
  return status === 429 || status >= 500 ? 'busy' : 'unreachable';
}

/** A server that asks for longer than this is asked again sooner. */
const longestWaitMs = 60_000;

function waitMsOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, 0), longestWaitMs) : 0;
}

function sizeOf(body: RequestInit['body']): number {
  return body instanceof Uint8Array ? body.length : String(body ?? '').length;
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

async function readBody({ body }: Response, heard: () => void): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const listened = body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        heard();
        controller.enqueue(chunk);
      },
    }),
  );
  return new Uint8Array(await new Response(listened).arrayBuffer());
}
