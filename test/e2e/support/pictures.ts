/** Files for the tests: real pictures of one colour, and bytes of any size. */
import { deflateSync } from 'node:zlib';
import type { Attachable } from './desk.ts';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of one colour with a lighter band across, so that it looks like something. */
export function aPicture(name: string, [red, green, blue]: readonly [number, number, number]): Attachable {
  const [width, height] = [320, 200];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => {
    const light = y > 70 && y < 130 ? 40 : 0;
    const pixel = [red + light, green + light, blue + light].map((part) => Math.min(255, part));
    return Buffer.from([0, ...Array.from({ length: width }, () => pixel).flat()]);
  });
  const buffer = Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
}

export function aDocument(name: string, mimeType: string, size: number): Attachable {
  return {
    name,
    mimeType,
    buffer: Buffer.from(Array.from({ length: size }, (_, place) => (place * 31) % 251)),
  };
}
