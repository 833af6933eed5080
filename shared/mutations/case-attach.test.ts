import { expect, test } from 'vitest';
import { largestFileBytes, mostFilesAtOnce } from '#shared/domain/case/attachment.ts';
import { aFile } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, run, walk } from '#test/support/world.ts';
import { mutators } from './registry.ts';

test('files are rows of their case, awaited until the server has their bytes, and one event names them', () => {
  const world = aWorld();
  const { id: caseId, position } = aCase(world);
  const files = [aFile({ name: 'nota fiscal.pdf' }), aFile({ name: 'balcão.jpg', type: 'image/jpeg' })];
  const outcome = done(world, 'case.attach', { caseId, files });
  const rows = world.all('attachment');
  expect(rows).toMatchObject([
    { ...files[0], caseId, state: 'awaited', addedBy: world.people.agent.id },
    { ...files[1], caseId, state: 'awaited', addedBy: world.people.agent.id },
  ]);
  expect(outcome.writes.filter(({ kind }) => kind === 'attachment').map(({ parent }) => parent)).toEqual([
    caseId,
    caseId,
  ]);
  expect(world.eventsOf(caseId).at(-1)?.happening).toEqual({
    kind: 'attached',
    attachmentIds: rows.map(({ id }) => id),
  });
  expect(caseOf(world, caseId).position).toEqual(position);
});

test('whoever sees the case may add a file, also after it ended; nobody to one that is not there', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  walk(world, caseId, 'G1-yes', 'G2-base', 'S4-M3');
  done(world, 'case.attach', { caseId, files: [aFile()] }, { actor: world.people.owner });
  expect(run(world, 'case.attach', { caseId: idOf('nowhere'), files: [aFile()] })).toMatchObject({
    code: 'not-found',
  });
});

test('too large, empty, nameless, of no real hash or too many at once is not understood', () => {
  const caseId = idOf('case');
  const isUnderstood = (...files: readonly object[]) =>
    mutators['case.attach'].args.safeParse({ caseId, files }).success;
  expect(isUnderstood(aFile({ bytes: largestFileBytes, name: 'n'.repeat(200) }))).toBe(true);
  expect(isUnderstood(...Array.from({ length: mostFilesAtOnce }, () => aFile()))).toBe(true);
  for (const wrong of [
    { bytes: largestFileBytes + 1 },
    { bytes: 0 },
    { name: ' ' },
    { name: 'n'.repeat(201) },
    { sha256: 'A'.repeat(64) },
    { sha256: '../../etc/passwd' },
  ])
    expect(isUnderstood(aFile(wrong)), JSON.stringify(wrong)).toBe(false);
  expect(isUnderstood(...Array.from({ length: mostFilesAtOnce + 1 }, () => aFile()))).toBe(false);
  expect(isUnderstood()).toBe(false);
});
