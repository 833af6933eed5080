/** The text of an XML file, by its byte order mark or the encoding it names (XML 1.0, appendix F). */
export type DecodedXml =
  | { readonly kind: 'decoded'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly encoding: string };

/** The encoding is named within so many letters, or not at all. */
const declared = 200;

export function decodeXml(bytes: Uint8Array): DecodedXml {
  const encoding = markedEncoding(bytes) ?? namedEncoding(bytes) ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // What it was written in is past; the text itself says it is Unicode.
    const begins = text.slice(0, declared).replace(/^(\s*<\?xml[^>]*?)\s+encoding=(["'])[^"']*\2/, '$1');
    return { kind: 'decoded', text: begins + text.slice(declared) };
  } catch {
    return { kind: 'unreadable', encoding };
  }
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le';
  return undefined;
}

function namedEncoding(bytes: Uint8Array): string | undefined {
  const begins = String.fromCharCode(...bytes.subarray(0, declared));
  return /^\s*<\?xml[^>]*?encoding=["']([\w.:-]{1,40})["']/.exec(begins)?.[1];
}
