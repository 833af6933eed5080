import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { readCsv } from './read-csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytes(text));

test('a record is named by the physical line it begins on, line breaks in quotes counted', () => {
  const file = read('id,text\n1,"one\ntwo\nthree"\n\n2,plain\n3,"a\r\nb"\n4,end');
  expect(file?.records.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [2, '1'],
    [6, '2'],
    [7, '3'],
    [9, '4'],
  ]);
});

test('a record with too few or too many cells is broken, the others stay', () => {
  const file = read('a,b\n1,2\n1\n1,2,3\n3,4');
  expect(file?.broken).toEqual([
    { line: 3, reason: 'columns' },
    { line: 4, reason: 'columns' },
  ]);
  expect(file?.records.map(({ line }) => line)).toEqual([2, 5]);
});

test('a quote that is never closed costs its own line, not the rest of the file', () => {
  const file = read('a,b\n1,"open\n2,two\n3,"three"\n');
  expect(file?.broken).toEqual([{ line: 2, reason: 'quotes' }]);
  expect(file?.records.map(({ line, cells }) => [line, ...cells])).toEqual([
    [3, '2', 'two'],
    [4, '3', 'three'],
  ]);
});

test('a quote in the middle of a cell costs its own line', () => {
  const file = read('a,b\n1,"x "y" z"\n2,two\n3,5" screen\n4,four');
  expect(file?.broken.map(({ line }) => line)).toEqual([2, 4]);
  expect(file?.records.map(({ cells }) => cells[0])).toEqual(['2', '4']);
});

test('separators, byte order marks and encodings of spreadsheets are understood', () => {
  expect(read('\uFEFFid;assunto\r\n1;Olá, tudo bem\r\n')?.records[0]?.cells).toEqual(['1', 'Olá, tudo bem']);
  expect(read('id\tassunto\n1\ta;b,c')?.records[0]?.cells).toEqual(['1', 'a;b,c']);
  const latin = Uint8Array.from('id,a\n1,não', (letter) => letter.charCodeAt(0));
  expect(readCsv(latin)?.records[0]?.cells).toEqual(['1', 'não']);
  const wide = Buffer.from('\uFEFFid,a\n1,não', 'utf16le');
  expect(readCsv(wide)?.records[0]?.cells).toEqual(['1', 'não']);
});

test('what is no text, or nothing, is no file', () => {
  expect(readCsv(Uint8Array.of(0x7f, 0x45, 0, 1, 2))).toBeNull();
  expect(read('')).toBeNull();
  expect(read(' \n\n')).toBeNull();
});

test('every cell comes back as it was written, on the line where its record begins', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ã', ' ', '"', ',', ';', '\n', '7'), maxLength: 8 });
  const records = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(records, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = rows.map((row) => row.map(quote).join(','));
      const file = read(['one,two', ...lines].join(end));
      expect(file?.broken).toEqual([]);
      expect(file?.records.map(({ cells }) => cells)).toEqual(rows);
      const starts = rows.map(
        (_, index) => ['one,two', ...lines.slice(0, index)].join('\n').split('\n').length + 1,
      );
      expect(file?.records.map(({ line }) => line)).toEqual(starts);
    }),
    { seed },
  );
});

test('no bytes at all make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (raw) => {
      const file = readCsv(raw);
      for (const { cells } of file?.records ?? []) expect(cells).toHaveLength(file?.header.length ?? -1);
    }),
    { seed },
  );
});
