/** A way over TCP that can be cut, mended and led elsewhere. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Place = { readonly host: string; readonly port: number };

export type Way = {
  /** Of this computer. */
  readonly port: number;
  /** Every connection breaks, and new ones are refused. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Every connection breaks, and new ones lead there. */
  readonly leadTo: (place: Place) => void;
};

export async function openWay(to: Place): Promise<Way> {
  let target = to;
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
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  const port = await listen(0);
  return {
    port,
    cut: async () => {
      const closed = gate.listening ? once(gate, 'close') : Promise.resolve();
      gate.close();
      breakAll();
      await closed;
    },
    mend: async () => {
      await listen(port);
    },
    leadTo: (place) => {
      target = place;
      breakAll();
    },
  };
}
