/** The way to a database, which a test can cut and mend. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type CuttableWay = {
  /** Leads to the database while the way is whole. */
  readonly url: string;
  /** Every connection breaks, and new ones are refused. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
};

export async function cuttableWay(to: string): Promise<CuttableWay> {
  const url = new URL(to);
  const target = { host: url.hostname, port: Number(url.port) };
  const open = new Set<Socket>();
  const gate = createServer((near) => {
    const far = connect(target);
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = async (port: number) => {
    gate.listen(port, '127.0.0.1');
    await once(gate, 'listening');
    return (gate.address() as AddressInfo).port;
  };
  const cut = async () => {
    const closed = gate.listening ? once(gate, 'close') : Promise.resolve();
    gate.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  onTestFinished(cut);
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: async () => {
      await listen(port);
    },
  };
}
