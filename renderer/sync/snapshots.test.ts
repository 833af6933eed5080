import { expect, test } from 'vitest';
import type { NamedSnapshot } from '#shared/protocol/messages.ts';
import { sha256Of } from '../../test/support/sha256.ts';
import { createSnapshots } from './snapshots.ts';
import { SyncError } from './transport.ts';

const hashOf = (text: string) => sha256Of(new TextEncoder().encode(text));

function named(scope: string, ...texts: readonly string[]): NamedSnapshot {
  return { scope, ver: 9, pages: texts.map((text) => ({ hash: hashOf(text), bytes: text.length })) };
}

/** A line over which only so many more pages come; what came over it is written down. */
function aLine(texts: readonly string[]) {
  const line = {
    pagesToCome: Number.POSITIVE_INFINITY,
    isStopped: false,
    came: [] as string[],
    answer: (text: string) => text,
  };
  const progress: (string | null)[] = [];
  const snapshots = createSnapshots({
    onProgress: (beginning) => progress.push(beginning && `${beginning.come} of ${beginning.all}`),
    sha256Of: async (bytes) => sha256Of(bytes),
    isStopped: () => line.isStopped,
    transport: {
      snapshotPage: async (scope, hash) => {
        if (line.pagesToCome === 0) throw new SyncError('unreachable');
        line.pagesToCome -= 1;
        const text = texts.find((one) => hashOf(one) === hash) ?? '';
        line.came.push(`${scope} ${text}`);
        return line.answer(text);
      },
    },
  });
  return { line, progress, snapshots };
}

test('the pages of all snapshots come in their order', async () => {
  const { line, snapshots } = aLine(['a\nb', 'c', 'ação 🚀']);
  const texts = await snapshots.fetch([named('ref', 'a\nb', 'ação 🚀'), named('team:1', 'c')]);
  expect(texts).toEqual(['a\nb', 'ação 🚀', 'c']);
  expect(line.came).toEqual(['ref a\nb', 'ref ação 🚀', 'team:1 c']);
});

test('a line that is cut goes on with the page it had come to, and no page comes twice', async () => {
  const { line, snapshots } = aLine(['a', 'b', 'c', 'd']);
  const wanted = [named('ref', 'a', 'b', 'c', 'd')];
  line.pagesToCome = 2;
  await expect(snapshots.fetch(wanted)).rejects.toMatchObject({ kind: 'unreachable' });
  line.pagesToCome = 1;
  await expect(snapshots.fetch(wanted)).rejects.toMatchObject({ kind: 'unreachable' });
  line.pagesToCome = 1;
  expect(await snapshots.fetch(wanted)).toEqual(['a', 'b', 'c', 'd']);
  expect(line.came).toEqual(['ref a', 'ref b', 'ref c', 'ref d']);
});

test('nothing more is fetched once nobody waits for it', async () => {
  const { line, snapshots } = aLine(['a', 'b', 'c']);
  line.answer = (text) => {
    line.isStopped = text === 'b';
    return text;
  };
  expect(await snapshots.fetch([named('ref', 'a', 'b', 'c')])).toBeUndefined();
  expect(line.came).toEqual(['ref a', 'ref b']);
});

test('a page that is not what it is called does not count', async () => {
  const { line, snapshots } = aLine(['a', 'b']);
  line.answer = (text) => text.slice(1);
  await expect(snapshots.fetch([named('ref', 'a', 'b')])).rejects.toBeInstanceOf(SyncError);
  line.answer = (text) => text;
  expect(await snapshots.fetch([named('ref', 'a', 'b')])).toEqual(['a', 'b']);
});

test('of another snapshot only the pages it shares are there already; afterwards none is', async () => {
  const { line, snapshots } = aLine(['a', 'b', 'c']);
  await snapshots.fetch([named('ref', 'a', 'b')]);
  await snapshots.fetch([named('ref', 'a', 'c')]);
  await snapshots.fetch([named('ref', 'b')]);
  snapshots.forget();
  await snapshots.fetch([named('ref', 'b')]);
  expect(line.came).toEqual(['ref a', 'ref b', 'ref c', 'ref b', 'ref b']);
});

test('where no page has come it is told to be over as well', async () => {
  const { line, progress, snapshots } = aLine(['a']);
  line.pagesToCome = 0;
  await expect(snapshots.fetch([named('ref', 'a')])).rejects.toBeInstanceOf(SyncError);
  snapshots.forget();
  snapshots.forget();
  expect(progress).toEqual(['0 of 1', null]);
});

test('how far it has come is told before each page, what came before the cut counted, and that it is over', async () => {
  const { line, progress, snapshots } = aLine(['aaaa', 'bb', 'c']);
  const wanted = [named('ref', 'aaaa', 'bb', 'c')];
  line.pagesToCome = 1;
  await expect(snapshots.fetch(wanted)).rejects.toBeInstanceOf(SyncError);
  line.pagesToCome = 2;
  await snapshots.fetch(wanted);
  snapshots.forget();
  snapshots.forget();
  expect(progress).toEqual(['0 of 7', '4 of 7', '4 of 7', '6 of 7', null]);
});
