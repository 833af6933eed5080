/**
 * Word to 1,000 open connections that there is something to pull, and what a
 * connection costs the server. The peer is socket.io, heard by the same client,
 * so that only the servers differ.
 */
import path from 'node:path';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '#test/support/builders.ts';
import { type Measured, median } from '../figure.ts';
import { type Computer, inGroups, openComputers, openSocket } from './computers.ts';
import { gatherCrowd, people } from './crowd.ts';
import { type OwnPostgres, withPostgres } from './own-postgres.ts';
import { type Program, startProgram } from './program.ts';

const rounds = 20;
/** The first ones find code that has never run. */
const warming = 3;

type Fanout = { readonly spreadMs: number; readonly bytesAConnection: number };

export async function pokeFanout(): Promise<readonly Measured[]> {
  const [ours, peer] = [await withPostgres(pokesOfRaia), await pokesOfSocketIo()];
  return [
    {
      name: 'poke-fanout',
      what: `a poke to ${people.toLocaleString('en')} connections, from the first that hears it to the last, median of ${rounds}`,
      unit: 'ms',
      ours: ours.spreadMs,
      peers: { 'socket.io': peer.spreadMs },
      target: { atMost: 12, ratioAtMost: 1 / 1.2 },
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

async function pokesOfRaia(postgres: OwnPostgres): Promise<Fanout> {
  const members = await gatherCrowd(postgres);
  const server = await startServer(postgres);
  const computers = openComputers(server.url, members);
  try {
    const author = must(computers[0], 'somebody');
    const poke = (nth: number) =>
      author.push('customer.edit', { customerId: aCustomer().id, fields: { phone: String(nth) } });
    return await measure(server, {
      connect: (onPoke) =>
        inGroups(computers, (computer) => computer.connect((scope) => scope === 'ref' && onPoke())),
      poke,
    });
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

async function pokesOfSocketIo(): Promise<Fanout> {
  const server = await startProgram([path.join('test', 'bench', 'peers', 'socket-io.mjs')]);
  const sockets: { readonly terminate: () => void }[] = [];
  const address = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const join = (onPoke: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      openSocket(address, (text, socket) => {
        // Its packets: 0 opened, 40 joined, 2 ping, 42 an event.
        if (text.startsWith('42')) onPoke();
        else if (text.startsWith('40')) resolve();
        else if (text.startsWith('0')) socket.send('40');
        else if (text === '2') socket.send('3');
      }).then((socket) => sockets.push(socket), reject);
    });
  try {
    return await measure(server, {
      connect: (onPoke) => inGroups(Array.from({ length: people }), () => join(onPoke)),
      poke: async () => void (await fetch(server.url, { method: 'POST' })),
    });
  } finally {
    for (const socket of sockets) socket.terminate();
    await server.stop();
  }
}

type Crowd = {
  readonly connect: (onPoke: () => void) => Promise<void>;
  readonly poke: (nth: number) => Promise<void>;
};

async function measure(server: Program, { connect, poke }: Crowd): Promise<Fanout> {
  let heard: number[] = [];
  let allHeard = () => {};
  const before = await server.memory();
  await connect(() => {
    heard.push(performance.now());
    if (heard.length === people) allHeard();
  });
  const bytesAConnection = ((await server.memory()) - before) / people;
  const spreads: number[] = [];
  for (let round = 0; round < warming + rounds; round++) {
    heard = [];
    const all = new Promise<void>((resolve) => {
      allHeard = resolve;
    });
    await Promise.all([all, poke(round)]);
    if (round >= warming) spreads.push((heard.at(-1) ?? 0) - (heard[0] ?? 0));
  }
  return { spreadMs: median(spreads), bytesAConnection };
}
