import { expect, test } from 'vitest';
import { BlobError } from '#renderer/data/blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { createDraftBook } from '#renderer/data/draft-book.ts';
import { chosenIn, filesDraftKey, isFilesDraftKey } from '#renderer/data/file-drafts.ts';
import { largestFileBytes, mostFilesAtOnce } from '#shared/domain/case/attachment.ts';
import { sha256Of } from '../../../../test/support/sha256.ts';
import { useAttachStore } from './attach-store.ts';
import { chooseFiles, findProblem, unchooseFile } from './chosen-files.ts';

const key = filesDraftKey('c', 'note');

function aDesk(keep: RaiaClient['files']['keep'] = async (bytes) => sha256Of(bytes)) {
  const drafts = createDraftBook({ stamp: () => 1, keep: () => {} });
  const files: RaiaClient['files'] = {
    keep,
    open: async () => ({ kind: 'not-there' }),
    readHere: async () => undefined,
    held: async () => new Map(),
    isUnreadable: () => false,
    isHere: () => true,
    subscribe: () => () => {},
  };
  return { drafts, files, chosen: () => chosenIn(drafts.find(key)?.text) };
}

const aText = (name: string, text = name) => new File([text], name, { type: 'text/plain' });

test('files are chosen once their bytes are kept, the same one once, and can be taken back', async () => {
  const desk = aDesk();
  await chooseFiles(desk, key, [aText('um.txt'), aText('dois.txt'), aText('um de novo.txt', 'um.txt')]);
  expect(desk.chosen()).toMatchObject([
    { name: 'um.txt', type: 'text/plain', bytes: 6, sha256: sha256Of(Buffer.from('um.txt')) },
    { name: 'dois.txt' },
  ]);
  expect(useAttachStore.getState()).toMatchObject({ problems: { [key]: [] }, keeping: { [key]: 0 } });
  unchooseFile(desk, key, sha256Of(Buffer.from('um.txt')));
  expect(desk.chosen().map(({ name }) => name)).toEqual(['dois.txt']);
  unchooseFile(desk, key, sha256Of(Buffer.from('dois.txt')));
  expect(desk.drafts.find(key)).toBeUndefined();
});

test('what cannot be attached is named with its reason, and the others are', async () => {
  const desk = aDesk(async (bytes) => {
    if (bytes.length === 4) throw new BlobError('disk-full');
    return sha256Of(bytes);
  });
  const gone = Object.assign(aText('pen drive.txt'), {
    arrayBuffer: () => Promise.reject(new Error('gone')),
  });
  await chooseFiles(desk, key, [aText('vazio.txt', ''), aText('a', 'four'), gone, aText('bom.txt')]);
  expect(useAttachStore.getState().problems[key]).toEqual([
    { id: 1, name: 'vazio.txt', reason: 'empty' },
    { id: 2, name: 'a', reason: 'disk-full' },
    { id: 3, name: 'pen drive.txt', reason: 'unreadable' },
  ]);
  expect(desk.chosen().map(({ name }) => name)).toEqual(['bom.txt']);
});

test('too large, a name too long and one too many are refused before a byte is read', () => {
  expect(findProblem({ name: 'a', size: largestFileBytes }, 0)).toBeUndefined();
  expect(findProblem({ name: 'a', size: largestFileBytes + 1 }, 0)).toBe('too-large');
  expect(findProblem({ name: 'a'.repeat(201), size: 1 }, 0)).toBe('name-too-long');
  expect(findProblem({ name: 'a', size: 1 }, mostFilesAtOnce)).toBe('too-many');
});

test('what is chosen for a note goes with no message', async () => {
  const desk = aDesk();
  await chooseFiles(desk, key, [aText('interno.txt')]);
  expect(desk.drafts.find(filesDraftKey('c', 'message'))).toBeUndefined();
  expect(desk.drafts.keys().filter(isFilesDraftKey)).toEqual([key]);
});

test('a draft that cannot be read is no choice of files', () => {
  for (const text of [undefined, '', '{', '[{}]', 'null', '[{"name":"x"}]'])
    expect(chosenIn(text)).toEqual([]);
});
