/**
 * Whole numbers from 0, seven bits a byte, the lowest first; the high bit says
 * that more follow. Most numbers of an index are small.
 */
export type NumberWriter = {
  readonly put: (value: number) => void;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
};

export type NumberReader = {
  /** 0 beyond the end. */
  readonly next: () => number;
  /** Bytes still to be read; below 0 where more was asked for than there is. */
  readonly left: () => number;
};

const longest = 5;

export function createNumberWriter(): NumberWriter {
  let bytes = new Uint8Array(1 << 16);
  let length = 0;

  function grow(): void {
    const longer = new Uint8Array(bytes.length * 2);
    longer.set(bytes);
    bytes = longer;
  }

  return {
    put: (value) => {
      if (length + longest > bytes.length) grow();
      let rest = value;
      for (; rest > 0x7f; rest >>>= 7) {
        bytes[length] = (rest & 0x7f) | 0x80;
        length += 1;
      }
      bytes[length] = rest;
      length += 1;
    },
    bytes: () => bytes.slice(0, length),
  };
}

export function createNumberReader(bytes: Uint8Array): NumberReader {
  let at = 0;
  return {
    next: () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at] ?? 0;
        at += 1;
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value >>> 0;
      }
    },
    left: () => bytes.length - at,
  };
}
