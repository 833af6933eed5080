import { expect, test } from 'vitest';
import { BlobError } from '#renderer/data/blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { createDraftBook } from '#renderer/data/draft-book.ts';
import { filesDraftKey } from '#renderer/data/draft-keys.ts';
import { largestFileBytes, mostFilesAtOnce } from '#shared/domain/case/attachment.ts';
import { sha256Of } from '../../../../test/support/sha256.ts';
import { useAttachStore } from './attach-store.ts';
import { chooseFiles, chosenIn, findProblem, unchooseFile } from './chosen-files.ts';

function aDesk(keep: RaiaClient['files']['keep'] = async (bytes) => sha256Of(bytes)) {
  const drafts = createDraftBook({ now: () => 1, keep: () => {} });
  const files: RaiaClient['files'] = {
    keep,
    open: async () => ({ kind: 'not-there' }),
    isHere: () => true,
    subscribe: () => () => {},
  };
  return { drafts, files, chosen: () => chosenIn(drafts.find(filesDraftKey('c'))?.text) };
}

const aText = (name: string, text = name) => new File([text], name, { type: 'text/plain' });

test('files are chosen once their bytes are kept, the same one once, and can be taken back', async () => {
  const desk = aDesk();
  await chooseFiles(desk, 'c', [aText('um.txt'), aText('dois.txt'), aText('um de novo.txt', 'um.txt')]);
  expect(desk.chosen()).toMatchObject([
    { name: 'um.txt', type: 'text/plain', bytes: 6, sha256: sha256Of(Buffer.from('um.txt')) },
    { name: 'dois.txt' },
  ]);
  expect(useAttachStore.getState()).toMatchObject({ problems: { c: [] }, keeping: { c: 0 } });
  unchooseFile(desk, 'c', sha256Of(Buffer.from('um.txt')));
  expect(desk.chosen().map(({ name }) => name)).toEqual(['dois.txt']);
  unchooseFile(desk, 'c', sha256Of(Buffer.from('dois.txt')));
  expect(desk.drafts.find(filesDraftKey('c'))).toBeUndefined();
});

test('what cannot be attached is named with its reason, and the others are', async () => {
  const desk = aDesk(async (bytes) => {
    if (bytes.length === 4) throw new BlobError('disk-full');
    return sha256Of(bytes);
  });
  const gone = Object.assign(aText('pen drive.txt'), {
    arrayBuffer: () => Promise.reject(new Error('gone')),
  });
  await chooseFiles(desk, 'c', [aText('vazio.txt', ''), aText('a', 'four'), gone, aText('bom.txt')]);
  expect(useAttachStore.getState().problems.c).toEqual([
    { name: 'vazio.txt', reason: 'empty' },
    { name: 'a', reason: 'disk-full' },
    { name: 'pen drive.txt', reason: 'unreadable' },
  ]);
  expect(desk.chosen().map(({ name }) => name)).toEqual(['bom.txt']);
});

test('too large, a name too long and one too many are refused before a byte is read', () => {
  expect(findProblem({ name: 'a', size: largestFileBytes }, 0)).toBeUndefined();
  expect(findProblem({ name: 'a', size: largestFileBytes + 1 }, 0)).toBe('too-large');
  expect(findProblem({ name: 'a'.repeat(201), size: 1 }, 0)).toBe('name-too-long');
  expect(findProblem({ name: 'a', size: 1 }, mostFilesAtOnce)).toBe('too-many');
});

test('a draft that cannot be read is no choice of files', () => {
  for (const text of [undefined, '', '{', '[{}]', 'null', '[{"name":"x"}]'])
    expect(chosenIn(text)).toEqual([]);
});
