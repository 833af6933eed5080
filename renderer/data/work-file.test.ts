import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import { sha256Of } from '../../test/support/sha256.ts';
import { type CarriedWork, readWorkFile, writeWorkFile } from './work-file.ts';

const passphrase = 'três gatos na varanda';
const work: CarriedWork = {
  spaceId: idOf('space'),
  personId: idOf('person'),
  works: [
    { m: idOf('m'), name: 'case.note', v: 1, args: { text: 'Ligou às 9h' }, base: {}, at: toInstant(1) },
  ],
  drafts: [{ key: 'case:1:message', text: 'Bom dia, Dora' }],
  files: [],
};
const aFile = (bytes: Uint8Array<ArrayBuffer>) => ({ sha256: sha256Of(bytes), name: 'foto.jpg', bytes });

test('what was exported is read again with its passphrase, however its letters are put together', async () => {
  const file = await writeWorkFile(work, passphrase.normalize('NFC'));
  expect(await readWorkFile(file, passphrase.normalize('NFD'))).toEqual({ kind: 'read', work });
});

test('attached files come out as they went in, be they full of zeros or of braces', async () => {
  const contents = fc.array(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(contents, async (all) => {
      const files = all.map((bytes) => aFile(Uint8Array.from(bytes)));
      const file = await writeWorkFile({ ...work, files }, passphrase);
      expect(await readWorkFile(file, passphrase)).toEqual({ kind: 'read', work: { ...work, files } });
    }),
    { seed, numRuns: 4, examples: [[[new Uint8Array(9), new TextEncoder().encode('{}}')]]] },
  );
});

test('no word of it can be read in the file, and no two files are alike', async () => {
  const files = [aFile(new TextEncoder().encode('Leitura do roteador'))];
  const [one, other] = [
    await writeWorkFile({ ...work, files }, passphrase),
    await writeWorkFile({ ...work, files }, passphrase),
  ];
  for (const words of ['Leitura', 'foto.jpg', 'Ligou', 'Dora', 'case.note', idOf('person')])
    expect(Buffer.from(one).includes(words)).toBe(false);
  expect(Buffer.from(one).equals(other)).toBe(false);
});

test('another passphrase is told from damage', async () => {
  const file = await writeWorkFile(work, passphrase);
  expect(await readWorkFile(file, `${passphrase}.`)).toEqual({ kind: 'wrong-passphrase' });
});

test('a byte changed or cut off anywhere is told as damage, or as a file of something else', async () => {
  const file = await writeWorkFile(work, passphrase);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (place, mask, isCut) => {
      const at = place % file.length;
      const changed = isCut ? file.slice(0, at) : file.slice();
      if (!isCut) changed[at] = (changed[at] ?? 0) ^ mask;
      expect((await readWorkFile(changed, passphrase)).kind).toMatch(/^(damaged|not-ours|newer)$/);
    }),
    { seed, numRuns: 200 },
  );
});

test('whatever else is chosen as a file is not taken for one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await readWorkFile(Uint8Array.from(bytes), passphrase)).kind).toBe('not-ours');
    }),
    { seed, numRuns: 100 },
  );
});
