import { expect, test } from 'vitest';
import { decodeXml } from './xml-text.ts';

const inUtf8 = (text: string) => new TextEncoder().encode(text);
const body = '<task name="Análise ✓"/>';

test.each([
  [
    'the encoding it names',
    inLatin('<?xml version="1.0" encoding="ISO-8859-1"?><a n="Análise"/>'),
    '<a n="Análise"/>',
  ],
  ['UTF-8 where it names none', inUtf8(body), body],
  ['UTF-8 by its mark', new Uint8Array([0xef, 0xbb, 0xbf, ...inUtf8(body)]), body],
  ['UTF-16 by its mark, the small end first', new Uint8Array([0xff, 0xfe, ...inUtf16(body, true)]), body],
  ['UTF-16 by its mark, the large end first', new Uint8Array([0xfe, 0xff, ...inUtf16(body, false)]), body],
  ['UTF-16 without a mark', inUtf16(body, false), body],
])('is read in %s', (_, bytes, text) => {
  const decoded = decodeXml(bytes);
  expect(decoded).toMatchObject({ kind: 'decoded' });
  expect(decoded.kind === 'decoded' ? decoded.text : '').toContain(text);
  // What it was written in is past.
  expect(decoded.kind === 'decoded' ? decoded.text : '').not.toContain('encoding');
});

test.each([
  ['klingon-8', inUtf8('<?xml version="1.0" encoding="klingon-8"?><a/>')],
  ['utf-8', new Uint8Array([...inUtf8('<a n="'), 0xff])],
])('what is not in %s is told so', (encoding, bytes) => {
  expect(decodeXml(bytes)).toEqual({ kind: 'unreadable', encoding });
});

test('a declaration that never ends is not gone through again for each of its blanks', () => {
  const endless = `<?xml${' '.repeat(1_000_000)}`;
  expect(decodeXml(inUtf8(endless))).toEqual({ kind: 'decoded', text: endless });
});

function inLatin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function inUtf16(text: string, isSmallEndFirst: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isSmallEndFirst);
  return new Uint8Array(view.buffer);
}
