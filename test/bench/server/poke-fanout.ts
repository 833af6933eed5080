/**
 * Word to 1,000 open connections that there is something to pull, and what a
 * connection costs the server. The peer is socket.io, heard by its own client,
 * which has to be at the other end; ours is heard by the WebSocket under that
 * client. What the servers differ by is seen where both are heard by a socket
 * that does next to nothing.
 */
import path from 'node:path';
import WebSocket from 'ws';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '#test/support/builders.ts';
import { type Measured, median } from '../figure.ts';
import { joinSocketIo } from '../peers/socket-io-client.ts';
import { type BareSocket, type OpenSocket, openSocket } from './bare-socket.ts';
import { type Computer, inGroups, openComputers } from './computers.ts';
import { gatherCrowd, people } from './crowd.ts';
import { type OwnPostgres, withPostgres } from './own-postgres.ts';
import { type Program, startProgram } from './program.ts';

const rounds = 20;
/** The first ones find code that has never run. */
const warming = 3;

export async function pokeFanout(): Promise<readonly Measured[]> {
  const [ours, peer] = await byTurns(openLibrarySocket, joinSocketIo);
  const [barely, barePeer] = await byTurns(openSocket, joinBarely);
  return [
    {
      name: 'poke-fanout',
      what: `a poke to ${people.toLocaleString('en')} connections, from the first that hears it to the last, median of ${rounds}`,
      unit: 'ms',
      ours: ours.spreadMs,
      peers: { 'socket.io': peer.spreadMs },
      target: { guide: 12, ratioAtMost: 1 / 1.2 },
    },
    {
      name: 'poke-writes',
      what: 'the same, heard by a socket that does next to nothing: what the servers need',
      unit: 'ms',
      ours: barely.spreadMs,
      peers: { 'socket.io': barePeer.spreadMs },
      target: { ratioAtMost: 1.25 },
    },
    {
      name: 'poke-memory',
      what: 'memory of the server for each of them',
      unit: 'KB',
      ours: ours.bytesAConnection / 1_000,
      peers: { 'socket.io': peer.bytesAConnection / 1_000 },
      target: { atMost: 10 },
    },
  ];
}

type Fanout = { readonly spreadMs: number; readonly bytesAConnection: number };

/** Ours and socket.io, a poke of each after a poke of the other: what slows the machine meets both. */
function byTurns(open: OpenSocket, join: Join): Promise<readonly [Fanout, Fanout]> {
  return withPostgres((postgres) =>
    withRaia(postgres, open, (ours) =>
      withSocketIo(join, async (peer) => {
        const [spreads, peers]: [number[], number[]] = [[], []];
        for (let round = 0; round < warming + rounds; round++) {
          spreads.push(await ours.poke(round));
          peers.push(await peer.poke(round));
        }
        const spreadOf = (all: readonly number[]) => median(all.slice(warming));
        return [
          { spreadMs: spreadOf(spreads), bytesAConnection: ours.bytesAConnection },
          { spreadMs: spreadOf(peers), bytesAConnection: peer.bytesAConnection },
        ] as const;
      }),
    ),
  );
}

async function withRaia<T>(postgres: OwnPostgres, open: OpenSocket, work: (crowd: Crowd) => Promise<T>) {
  const members = await gatherCrowd(postgres);
  const server = await startServer(postgres);
  const computers = openComputers(server.url, members, open);
  try {
    const author = must(computers[0], 'somebody');
    return await work(
      await gather(server, {
        connect: (onPoke) =>
          inGroups(computers, (computer) => computer.connect((text) => text.includes('"ref"') && onPoke())),
        poke: (nth) =>
          author.push('customer.edit', { customerId: aCustomer().id, fields: { phone: String(nth) } }),
      }),
    );
  } finally {
    closeAll(computers);
    await server.stop();
  }
}

/** The server as it is shipped. */
export function startServer({ url }: Pick<OwnPostgres, 'url'>): Promise<Program> {
  return startProgram([path.join('dist', 'server', 'raia.js'), 'serve', '--port', '0'], {
    DATABASE_URL: url,
  });
}

export function closeAll(computers: readonly Computer[]): void {
  for (const computer of computers) computer.close();
}

type Left = () => void;
type Join = (url: string, onPoke: () => void) => Promise<Left>;

async function withSocketIo<T>(join: Join, work: (crowd: Crowd) => Promise<T>) {
  const server = await startProgram([path.join('test', 'bench', 'peers', 'socket-io.mjs')]);
  const joined: Left[] = [];
  try {
    return await work(
      await gather(server, {
        connect: (onPoke) =>
          inGroups(
            Array.from({ length: people }),
            async () => void joined.push(await join(server.url, onPoke)),
          ),
        poke: async () => void (await fetch(server.url, { method: 'POST' })),
      }),
    );
  } finally {
    for (const leave of joined) leave();
    await server.stop();
  }
}

/** By its packets: 0 opened, 40 joined, 2 ping, 42 an event. */
function joinBarely(url: string, onPoke: () => void): Promise<Left> {
  return new Promise((resolve, reject) => {
    openSocket(`${url}/socket.io/?EIO=4&transport=websocket`, (text, socket) => {
      if (text.startsWith('42')) onPoke();
      else if (text.startsWith('40')) resolve(socket.terminate);
      else if (text.startsWith('0')) socket.send('40');
      else if (text === '2') socket.send('3');
    }).catch(reject);
  });
}

/** What the client of socket.io uses where there is no browser. */
const openLibrarySocket: OpenSocket = (url, onText) =>
  new Promise((resolve, reject) => {
    const library = new WebSocket(url);
    const socket: BareSocket = {
      send: (text) => library.send(text),
      terminate: () => library.terminate(),
    };
    library.on('message', (data) => onText(String(data), socket));
    library.once('open', () => resolve(socket)).once('error', reject);
  });

type Joining = {
  readonly connect: (onPoke: () => void) => Promise<void>;
  readonly poke: (nth: number) => Promise<void>;
};

type Crowd = {
  readonly bytesAConnection: number;
  /** How long after the first the last one hears it, in ms. */
  readonly poke: (nth: number) => Promise<number>;
};

async function gather(server: Program, { connect, poke }: Joining): Promise<Crowd> {
  let heard: number[] = [];
  let allHeard = () => {};
  const before = await server.memory();
  await connect(() => {
    heard.push(performance.now());
    if (heard.length === people) allHeard();
  });
  const bytesAConnection = ((await server.memory()) - before) / people;
  return {
    bytesAConnection,
    poke: async (nth) => {
      heard = [];
      const all = new Promise<void>((resolve) => {
        allHeard = resolve;
      });
      await Promise.all([all, poke(nth)]);
      return (heard.at(-1) ?? 0) - (heard[0] ?? 0);
    },
  };
}
