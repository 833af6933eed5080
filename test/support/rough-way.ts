/**
 * A proxy before a server that treats calls as a bad network would: cut before
 * they arrive, after they arrived and in the middle of the answer; late; sent
 * twice; or left hanging for good. Live connections break now and then.
 *
 * Calm, it only passes on. Only calls of the API are treated roughly: a page
 * that does not load shows nothing about them.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export const faults = ['cut-before', 'cut-after', 'cut-answer', 'twice', 'hang'] as const;
export type Fault = (typeof faults)[number];

/** What happens to one call. */
export type Treatment = Fault | { readonly lateMs: number } | undefined;

export type RoughWay = {
  readonly url: string;
  /** From now on each call is treated as `choose` says. */
  readonly roughen: (choose: () => Treatment) => void;
  /** From now on everything passes; what hangs is cut. */
  readonly calm: () => void;
  /** How many calls were not simply passed on. */
  readonly treated: () => number;
  readonly close: () => Promise<void>;
};

type Answer = { readonly message: IncomingMessage; readonly body: Buffer };

export async function openRoughWay(to: string): Promise<RoughWay> {
  let choose: () => Treatment = () => undefined;
  let treated = 0;
  const hanging = new Set<Socket>();
  const live = new Set<Socket>();

  const proxy = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  // The live connection is piped through as it is.
  proxy.on('upgrade', (incoming, near: Socket, head) => {
    const { hostname, port } = new URL(to);
    const far = connect({ host: hostname, port: Number(port) });
    far.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${rawHeaders(incoming)}\r\n\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    live.add(near);
    for (const [socket, other] of [[near, far] as const, [far, near] as const])
      socket
        .on('error', () => {})
        .on('close', () => {
          live.delete(socket);
          other.destroy();
        });
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming;
    const body = await readAll(incoming);
    const treatment = incoming.url?.startsWith('/api/') ? choose() : undefined;
    if (treatment !== undefined) treated += 1;
    switch (treatment) {
      case 'cut-before':
        socket.destroy();
        return;
      case 'hang':
        hanging.add(socket);
        socket.once('close', () => hanging.delete(socket));
        return;
      case 'twice':
        // Both at once: the server may take them in any order.
        pass(incoming, body).catch(() => {});
        break;
      case undefined:
      case 'cut-after':
      case 'cut-answer':
        break;
      default:
        await setTimeout(treatment.lateMs);
    }
    const answer = await pass(incoming, body);
    if (treatment === 'cut-after') {
      for (const other of live) other.destroy();
      socket.destroy();
      return;
    }
    const { statusCode = 502, headers } = answer.message;
    const { 'transfer-encoding': _, ...plain } = headers;
    outgoing.writeHead(statusCode, { ...plain, 'content-length': answer.body.length });
    if (treatment !== 'cut-answer') {
      outgoing.end(answer.body);
      return;
    }
    outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => socket.destroy());
  }

  async function pass({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const passed = request(new URL(url ?? '/', to), { method, headers, agent: false });
    passed.end(body);
    const [message] = (await once(passed, 'response')) as [IncomingMessage];
    return { message, body: await readAll(message) };
  }

  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    roughen: (next) => {
      choose = next;
    },
    calm: () => {
      choose = () => undefined;
      for (const socket of hanging) socket.destroy();
    },
    treated: () => treated,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      for (const socket of live) socket.destroy();
      await closed;
    },
  };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function rawHeaders({ rawHeaders: pairs }: IncomingMessage): string {
  const lines = pairs.flatMap((name, place) => (place % 2 === 0 ? [`${name}: ${pairs[place + 1]}`] : []));
  return lines.join('\r\n');
}
