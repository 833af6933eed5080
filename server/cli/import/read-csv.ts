/**
 * A CSV file as records that know on which physical line they begin.
 *
 * Files come from spreadsheets and other systems: with or without a byte order
 * mark, comma, semicolon or tab, UTF-8 or the older Windows encoding, line
 * breaks inside quotes. A broken record costs itself alone: reading goes on
 * with the next physical line.
 */
import { CsvError, type Info, parse } from 'csv-parse/sync';

export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };
export type CsvFile = {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
  readonly broken: readonly { readonly line: number; readonly reason: BrokenCsv }[];
};
export type BrokenCsv = 'quotes' | 'columns';

/** Null when the bytes are no text or hold no header. */
export function readCsv(bytes: Uint8Array): CsvFile | null {
  const text = decode(bytes)?.replace(/^\uFEFF/, '');
  if (text === undefined || text.trim() === '') return null;
  const source = Buffer.from(text, 'utf8');
  const { records, broken } = readRecords(source, delimiterOf(text));
  const [head, ...rest] = records;
  if (head === undefined) return null;
  const header = head.cells.map((cell) => cell.trim());
  const fits = (record: CsvRecord) => record.cells.length === header.length;
  const misfits = rest
    .filter((record) => !fits(record))
    .map(({ line }) => ({ line, reason: 'columns' as const }));
  return {
    header,
    records: rest.filter(fits),
    broken: [...broken, ...misfits].sort((a, b) => a.line - b.line),
  };
}

function readRecords(source: Buffer, delimiter: string) {
  const records: CsvRecord[] = [];
  const broken: { line: number; reason: BrokenCsv }[] = [];
  const lineAt = lineCounter(source);
  let start = afterBlankLines(source, 0);
  while (start < source.length) {
    let next = start;
    const keep = (cells: readonly string[], info: Info): null => {
      records.push({ line: lineAt(next), cells });
      next = afterBlankLines(source, start + info.bytes);
      return null;
    };
    try {
      parse(source.subarray(start), {
        delimiter,
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (cells: string[], context) => keep(cells, context),
      });
      return { records, broken };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      broken.push({ line: lineAt(next), reason: 'quotes' });
      start = afterBlankLines(source, afterLine(source, next));
    }
  }
  return { records, broken };
}

const newline = 10;
const carriageReturn = 13;

/** Counts forward only: asked for growing offsets. */
function lineCounter(source: Buffer): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (; counted < offset; counted++) if (source[counted] === newline) line++;
    return line;
  };
}

function afterBlankLines(source: Buffer, from: number): number {
  let offset = from;
  while (source[offset] === newline || source[offset] === carriageReturn) offset++;
  return offset;
}

function afterLine(source: Buffer, from: number): number {
  const end = source.indexOf(newline, from);
  return end === -1 ? source.length : end + 1;
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator the header line uses most. */
function delimiterOf(text: string): string {
  const firstLine =
    text
      .trimStart()
      .split(/\r?\n/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
