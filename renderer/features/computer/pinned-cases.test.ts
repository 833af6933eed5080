import { expect, test } from 'vitest';
import type { Row } from '#shared/domain/kinds.ts';
import { must } from '#shared/lib/must.ts';
import { aFile } from '#test/support/builders.ts';
import { aCase, aWorld, run, type World } from '#test/support/world.ts';
import { amountOf, filesAway, filesHere, filesToSend, otherFiles, toArrive, toFetch } from './file-facts.ts';
import { pinnedCases } from './pinned-cases.ts';

const [photo, report] = ['ab', 'cd'].map((pair) => aFile({ sha256: pair.repeat(32), bytes: 1_000 }));

function aPinnedCase() {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const files = [must(photo, 'a photo'), must(report, 'a report')];
  run(world, 'case.attach', { caseId, files });
  for (const doc of world.all('attachment')) world.put('attachment', { ...doc, state: 'present' });
  run(world, 'case.pin', { caseId });
  const look = (...held: readonly string[]) => pinnedCases(viewOf(world), new Set(held))[0];
  return { world, caseId, look };
}

const rowsOf = (world: World) => world.all('attachment').map((doc) => toRow('attachment', doc));

function toRow<K extends Row['kind']>(kind: K, doc: Row<K>['doc']): Row<K> {
  return { id: doc.id, kind, parent: null, ver: 1, doc } as Row<K>;
}

function viewOf(world: World, hidden: readonly string[] = []): Parameters<typeof pinnedCases>[0] {
  return {
    find: (kind, id) => {
      const doc = hidden.includes(kind) ? undefined : world.rows.find(kind, id);
      return doc && toRow(kind, doc);
    },
    all: (kind) => world.all(kind).map((doc) => toRow(kind, doc)),
    childrenOf: (kind) => world.all(kind).map((doc) => toRow(kind, doc)),
  };
}

test('a pinned case is whole once each of its files is here, and tells how much is still to come', () => {
  const { look } = aPinnedCase();
  const [one, other] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
  expect(look(one)).toMatchObject({
    isWhole: false,
    here: { count: 1 },
    toFetch: { count: 1, bytes: 1_000 },
  });
  expect(look(one, other)).toMatchObject({
    isWhole: true,
    here: { count: 2, bytes: 2_000 },
    toFetch: { count: 0 },
    toArrive: { count: 0 },
  });
});

test('a file a colleague has still to send keeps a pinned case from being whole, and is told apart', () => {
  const { world, look } = aPinnedCase();
  const [one, other] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
  for (const doc of world.all('attachment'))
    if (doc.sha256 === other) world.put('attachment', { ...doc, state: 'awaited' });
  expect(look(one)).toMatchObject({
    isWhole: false,
    toFetch: { count: 0 },
    toArrive: { count: 1, bytes: 1_000 },
  });
  expect(look()).toMatchObject({ isWhole: false, toFetch: { count: 1 }, toArrive: { count: 1 } });
  expect(look(one, other)).toMatchObject({ isWhole: true, toArrive: { count: 0 } });
});

test('a file awaited for one case and with the company for another has arrived', () => {
  const { world, caseId } = aPinnedCase();
  run(world, 'case.attach', { caseId, files: [must(photo, 'a photo')] });
  const away = filesAway(rowsOf(world), new Set());
  expect([toFetch(away), toArrive(away)].map(amountOf)).toMatchObject([{ count: 2 }, { count: 0 }]);
});

test('without its flow, or gone to others, a pinned case is not whole', () => {
  const { world } = aPinnedCase();
  const held = new Set(['ab'.repeat(32), 'cd'.repeat(32)]);
  expect(pinnedCases(viewOf(world, ['flow-version']), held)[0]).toMatchObject({ isWhole: false });
  expect(pinnedCases(viewOf(world, ['case']), held)[0]).toMatchObject({ name: null, isWhole: false });
});

test('the same bytes under two names count once; what is with the company need not be sent', () => {
  const { world, caseId } = aPinnedCase();
  run(world, 'case.attach', { caseId, files: [must(photo, 'a photo')] });
  expect(amountOf(rowsOf(world))).toEqual({ count: 2, bytes: 2_000 });
  expect(filesToSend(rowsOf(world), new Set(['ab'.repeat(32), 'cd'.repeat(32)]))).toEqual({
    count: 1,
    bytes: 1_000,
  });
});

test('files of cases that left and of drafts are counted with their sizes, apart from those of cases that are here', () => {
  const { world } = aPinnedCase();
  const [attached, chosen, left] = ['ab', 'ef', '12'].map((part) => part.repeat(32)) as [
    string,
    string,
    string,
  ];
  const all = new Map([
    [attached, 1_000],
    [chosen, 300],
    [left, 70],
  ]);
  expect(filesHere(rowsOf(world), all).count).toBe(1);
  const held = { all, drafted: new Set([chosen]) };
  expect(otherFiles(rowsOf(world), held)).toEqual({
    ofDrafts: { count: 1, bytes: 300 },
    leftBehind: { count: 1, bytes: 70 },
  });
  expect(otherFiles([], held).leftBehind).toEqual({ count: 2, bytes: 1_070 });
});
