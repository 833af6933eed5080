/**
 * A WebSocket that does as little as can be done. A library takes as long to
 * read a frame as a server to send it, and would be what is measured.
 */
import { request } from 'node:http';
import type { Socket } from 'node:net';

export type BareSocket = { readonly send: (text: string) => void; readonly terminate: () => void };

const kinds = { text: 0x81, ping: 0x89, pong: 0x8a };
/** A client has to mask what it sends; with zeros it stays as it is. */
const mask = [0, 0, 0, 0];

export type OpenSocket = (
  url: string,
  onText: (text: string, socket: BareSocket) => void,
) => Promise<BareSocket>;

export const openSocket: OpenSocket = (url, onText) => {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers });
    asked.once('upgrade', (_response, wire, first) => {
      const socket = {
        send: (text: string) => wire.write(toFrame(kinds.text, Buffer.from(text))),
        terminate: () => wire.destroy(),
      };
      const read = (chunk: Buffer): void => readFrames(chunk, wire, (text) => onText(text, socket));
      wire.on('data', read).on('error', () => {});
      resolve(socket);
      if (first.length > 0) read(first);
    });
    asked.once('response', ({ statusCode }) => reject(new Error(`${url} was answered ${statusCode}`)));
    asked.once('error', reject);
    asked.end();
  });
};

/** What the servers say is short: no frame is cut in two. */
function readFrames(chunk: Buffer, wire: Socket, onText: (text: string) => void): void {
  for (let at = 0; at < chunk.length; ) {
    const isLong = chunk.readUInt8(at + 1) === 126;
    const from = at + (isLong ? 4 : 2);
    const to = from + (isLong ? chunk.readUInt16BE(at + 2) : chunk.readUInt8(at + 1));
    const kind = chunk.readUInt8(at);
    if (kind === kinds.text) onText(chunk.toString('latin1', from, to));
    else if (kind === kinds.ping) wire.write(toFrame(kinds.pong, chunk.subarray(from, to)));
    at = to;
  }
}

function toFrame(kind: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([kind, 0x80 | content.length, ...mask]), content]);
}
