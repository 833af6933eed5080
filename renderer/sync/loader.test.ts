import { expect, test, vi } from 'vitest';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import type { Pages } from '#renderer/data/pages.ts';
import { rowForms } from '#renderer/data/row-forms.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { idOf } from '../../test/support/ids.ts';
import { aDisk, aMemoryPages } from '../../test/support/sync-disk.ts';
import { createLoader } from './loader.ts';

const clock = { now: () => 0, after: () => () => {}, pause: async () => {} };

const rowOf = (name: string, ver: number): string =>
  JSON.stringify({ id: companyId, kind: 'company', parent: null, ver, doc: { id: companyId, name } });

async function aStore(forms: string | null = null): Promise<{
  readonly pages: Pages;
  readonly publish: (text: string) => Promise<number>;
}> {
  const pages = aMemoryPages(aDisk());
  const epoch = await pages.takeLead(0);
  const state = {
    term: idOf('term'),
    cursors: {},
    forms,
    setAside: 0,
    settled: [],
    clockOffsetMs: 0,
    mendings: [],
    isAll: false,
  };
  return {
    pages,
    publish: async (text) => (await pages.publish(epoch, { ...state, text })) ?? 0,
  };
}

/** Of the one row there is, as `change` brings it. */
const verIn = (change: HeldUpdate): number | undefined =>
  change.isAll ? change.held.find('company', companyId)?.ver : change.changes[0]?.at;

/** Everything of the log up to `seq` onto one page. */
async function fold(pages: Pages, text: string, seq: number): Promise<void> {
  const { epoch, generation } = await pages.meta();
  await pages.fold(epoch, generation, { pages: [{ kind: 'company', n: 0, text }], foldedTo: seq });
}

test('rows folded while the store is being read are not missed', async () => {
  const { pages, publish } = await aStore();
  const seq = await publish(rowOf('Farol', 1));
  let isFolded = false;
  // The pages have been read, the log has not, and the row moves from the second to the first.
  const moving: Pages = {
    ...pages,
    readPages: async function* () {
      yield* pages.readPages();
      if (isFolded) return;
      isFolded = true;
      await fold(pages, rowOf('Farol', 1), seq);
    },
  };
  const { change } = await createLoader(moving, clock).catchUp();
  expect(verIn(change)).toBe(1);
});

test('a window that had not read what was folded reads everything again, once', async () => {
  const { pages, publish } = await aStore();
  const loader = createLoader(pages, clock);
  await publish(rowOf('Farol', 1));
  const first = await loader.catchUp();
  first.accept();
  expect(first.change.isAll).toBe(true);
  const seq = await publish(rowOf('Farol Sistemas', 2));
  await fold(pages, rowOf('Farol Sistemas', 2), seq);
  const second = await loader.catchUp();
  second.accept();
  expect(second.change.isAll).toBe(true);
  expect(verIn(second.change)).toBe(2);
  expect((await loader.catchUp()).change).toEqual({ isAll: false, changes: [] });
});

/** As an older build would have stored it. */
const withoutName = JSON.stringify({
  id: companyId,
  kind: 'company',
  parent: null,
  ver: 1,
  doc: { id: companyId },
});

test('rows that were found plain by the same forms are taken as they are, others are looked at', async () => {
  const looked = await aStore('forms of another build');
  vi.spyOn(console, 'warn').mockImplementationOnce(() => {});
  await looked.publish(withoutName);
  const first = await createLoader(looked.pages, clock).catchUp();
  expect(first.isPlain).toBe(false);
  expect(verIn(first.change)).toBeUndefined();
  const taken = await aStore(rowForms());
  await taken.publish(withoutName);
  const second = await createLoader(taken.pages, clock).catchUp();
  expect(second.isPlain).toBe(true);
  expect(verIn(second.change)).toBe(1);
});

test('rows are looked at after all where something that is not plain came in between', async () => {
  const { pages, publish } = await aStore(rowForms());
  await publish(rowOf('Farol', 1));
  const { epoch, term, cursors } = await pages.meta();
  let isPublished = false;
  const changing: Pages = {
    ...pages,
    readPages: async function* () {
      yield* pages.readPages();
      if (isPublished) return;
      isPublished = true;
      const text = withoutName.replace('"ver":1', '"ver":2');
      const rest = {
        ...{ term, cursors, forms: null, setAside: 0, settled: [], clockOffsetMs: 0, mendings: [] },
        isAll: false,
      };
      await pages.publish(epoch, { ...rest, text });
    },
  };
  vi.spyOn(console, 'warn').mockImplementationOnce(() => {});
  const { isPlain, change } = await createLoader(changing, clock).catchUp();
  expect(isPlain).toBe(false);
  expect(verIn(change)).toBe(1);
});
