/** What a computer says to the server, without the app around it: a thousand of them fit into one process. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type PullEnd, pullEndSchema } from '#shared/protocol/messages.ts';
import { type BareSocket, type OpenSocket, openSocket } from './bare-socket.ts';
import type { Member } from './crowd.ts';

export type Computer = {
  readonly member: Member;
  /** Opens the live connection. A poke is given as it came. */
  readonly connect: (onPoke: (text: string) => void) => Promise<void>;
  readonly push: (name: string, args: object) => Promise<void>;
  /** The texts of the notes that are news. */
  readonly pull: () => Promise<readonly string[]>;
  readonly close: () => void;
};

/** Each with its session and its own order of mutations. */
export function openComputers(
  url: string,
  members: readonly Member[],
  open: OpenSocket = openSocket,
): readonly Computer[] {
  // In turn, so that none is idle for so long that the server closes it just when it is used.
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'fifo' });
  return members.map((member) => openComputer(url, agent, member, open));
}

function openComputer(url: string, agent: Agent, member: Member, open: OpenSocket): Computer {
  let mid = 0;
  let end: PullEnd | undefined;
  let socket: BareSocket | undefined;
  const ask = (method: 'GET' | 'POST', route: string, body?: object) =>
    textOf(url + route, { agent, method, token: member.token }, body);
  return {
    member,
    connect: async (onPoke) => {
      const { ticket } = JSON.parse(await ask('POST', '/api/sync/live'));
      socket = await open(`${url}/api/sync/live?ticket=${ticket}`, onPoke);
    },
    push: async (name, args) => {
      mid += 1;
      const mutation = { m: randomUUID(), mid, name, v: 1, args, base: {}, at: Date.now() };
      const answer = await ask('POST', '/api/sync/push', {
        client: member.client,
        term: null,
        mutations: [mutation],
      });
      if (!answer.includes('"applied"')) throw new Error(`A push was answered ${answer}`);
    },
    pull: async () => {
      const cursors = (end?.scopes ?? []).map((scope) => `${scope}:${end?.head}`).join(',');
      const term = end === undefined ? '' : `&term=${end.term}`;
      const query = `client=${member.client}&settled=${mid}&cursors=${cursors}${term}`;
      const lines = (await ask('GET', `/api/sync/pull?${query}`)).trimEnd().split('\n');
      const parsed = lines.map((line) => JSON.parse(line));
      end = pullEndSchema.parse(parsed.pop());
      return parsed.flatMap(({ kind, doc }) => (kind === 'event' ? doc.happening.text : []));
    },
    close: () => socket?.terminate(),
  };
}

type Asking = { readonly agent: Agent; readonly method: string; readonly token: string };

/** A server with too much to do is asked again when it says, as the app does. */
async function textOf(url: string, asking: Asking, body?: object): Promise<string> {
  for (;;) {
    const { status, text, waitS } = await askOnce(url, asking, body);
    if (status === 200) return text;
    if (status !== 503) throw new Error(`${asking.method} ${url} was answered ${status}: ${text}`);
    await wait(waitS * 1_000);
  }
}

type Answer = { readonly status: number; readonly text: string; readonly waitS: number };

function askOnce(url: string, { agent, method, token }: Asking, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { authorization: `Bearer ${token}`, ...json };
    const asked = request(url, { agent, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          waitS: Number(response.headers['retry-after'] ?? 1),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A few at a time: a thousand handshakes at once measure the handshakes. */
export async function inGroups<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 25)
    await Promise.all(all.slice(from, from + 25).map((one) => work(one)));
}
