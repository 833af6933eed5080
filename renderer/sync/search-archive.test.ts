import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { archiveWordsLength } from '#shared/protocol/messages.ts';
import { idOf } from '../../test/support/ids.ts';
import { searchArchive } from './search-archive.ts';
import { SyncError, type SyncErrorKind, type Transport } from './transport.ts';

const line = JSON.stringify({
  ...{ id: idOf('case'), number: null, localCode: 'K7-1', subject: 'Cabo', customer: 'Dora' },
  endedAt: toInstant(1),
});
const end = (more: object = {}) => JSON.stringify({ end: true, head: 7, ...more });
const answering = (text: string) => ({ archive: async () => text });
const failing = (kind: SyncErrorKind): Pick<Transport, 'archive'> => ({
  archive: async () => {
    throw new SyncError(kind);
  },
});

test('the cases come as they were found, with whether there are more', async () => {
  const cases = [JSON.parse(line), JSON.parse(line)];
  expect(await searchArchive(answering([line, line, end({ hasMore: true })].join('\n')), 'cabo')).toEqual({
    ...{ kind: 'found', cases, hasMore: true },
  });
  expect(await searchArchive(answering(end()), 'cabo')).toEqual({ kind: 'found', cases: [], hasMore: false });
});

test('an answer that was cut short is none', async () => {
  expect(await searchArchive(answering(`${line}\n${line.slice(0, 9)}`), 'cabo')).toEqual({ kind: 'offline' });
  expect(await searchArchive(answering(''), 'cabo')).toEqual({ kind: 'offline' });
});

test('a server that cannot read the question, has no time or is away is told apart', async () => {
  const kindFor = async (kind: SyncErrorKind) => (await searchArchive(failing(kind), 'cabo')).kind;
  expect(await kindFor('rejected')).toBe('server-older');
  expect(await kindFor('server-older')).toBe('server-older');
  expect(await kindFor('busy')).toBe('busy');
  for (const kind of ['unreachable', 'signed-out', 'wiped', 'app-older'] as const)
    expect(await kindFor(kind)).toBe('offline');
});

test('no more is asked than the server reads', async () => {
  const asked: unknown[] = [];
  const archive: Transport['archive'] = async (query) => {
    asked.push(query);
    return end();
  };
  await searchArchive({ archive }, 'x'.repeat(500));
  expect(asked).toEqual([{ words: 'x'.repeat(archiveWordsLength) }]);
});
