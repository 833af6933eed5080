import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../../test/support/seed.ts';
import { crc32 } from './crc32.ts';

test('the checksum is the one of zlib, in one piece and in two', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array(), (one, other) => {
      expect(crc32(one)).toBe(zlibCrc32(one));
      expect(crc32(other, crc32(one))).toBe(zlibCrc32(Buffer.concat([one, other])));
    }),
    { seed },
  );
});
