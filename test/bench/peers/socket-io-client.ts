/** The client of socket.io. It is installed with the peers, and found there. */
import { createRequire } from 'node:module';
import path from 'node:path';

const load = createRequire(path.resolve('test', 'bench', 'peers', 'package.json'));

/** Resolves when it has joined; the answer leaves. */
export function joinSocketIo(url: string, onPoke: () => void): Promise<() => void> {
  const { io }: typeof import('socket.io-client') = load('socket.io-client');
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  socket.on('poke', onPoke);
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(() => socket.disconnect()));
    socket.on('connect_error', () => reject(new Error(`${url} could not be joined`)));
  });
}
