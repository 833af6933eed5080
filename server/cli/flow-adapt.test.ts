/** `raia flow adapt`: what it writes is a flow like any other, and what does not fit is told by name. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitions as inModel, process as inProcess, way } from '#test/support/bpmn-text.ts';
import { aCli } from '#test/support/cli-run.ts';

test.each(['A1', 'A2'])('%s of its flow is drawn whole, right, and can be played', async (key) => {
  const { raia, ask, folder } = aCli();
  const file = join(folder, 'adapted.bpmn');
  expect(await raia('flow', 'adapt', 'T0', key, file)).toMatchObject({ code: 0 });
  expect(await ask('flow', 'check', file)).toMatchObject({ ok: true, problems: [] });
  expect(await ask('flow', 'convert', file, join(folder, 'adapted.svg'))).toMatchObject({
    isDrawnAnew: false,
  });
  expect(await ask('flow', 'play', file)).toMatchObject({ problem: null, faults: [] });
});

test('one after the other they are both in the flow', async () => {
  const { raia, ask, folder } = aCli();
  const [one, both] = [join(folder, 'one.bpmn'), join(folder, 'both.bpmn')] as const;
  await raia('flow', 'adapt', 'T0', 'A1', one);
  expect(await raia('flow', 'adapt', one, 'A2', both)).toMatchObject({ code: 0 });
  expect(await ask('flow', 'check', both)).toMatchObject({ ok: true, problems: [] });
  const xml = await readFile(both, 'utf8');
  for (const id of ['S1a', 'S6c']) expect(xml).toContain(`id="${id}"`);
});

test('the list of flows tells the adaptations of each', async () => {
  const { raia, ask } = aCli();
  expect((await raia('flow', 'list', '--lang', 'en')).err).toContain(
    '  A1  A chat agent fills in the form  (adaptation)\n',
  );
  expect(await ask('flow', 'list')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        key: 'T0',
        adaptations: [expect.objectContaining({ key: 'A1' }), expect.objectContaining({ key: 'A2' })],
      }),
      expect.objectContaining({ key: 'T1', adaptations: [] }),
    ]),
  );
});

describe('what cannot be adapted is said, and nothing is written', () => {
  /** Beside an element that only another tool runs. */
  const scripted = inModel(
    inProcess(
      `<startEvent id="s"/><scriptTask id="t" name="Sum up"/><endEvent id="e"/>${way('s', 't')}${way('t', 'e')}`,
    ),
  );

  test.each([
    [
      'a flow that lacks what it builds on, by name',
      ['T1', 'A2', 'o.bpmn'],
      'patternDoesNotFit',
      /S7 “Look for a solution”/,
    ],
    ['a path that is not there, by its ends', ['T1', 'A1', 'o.bpmn'], 'patternDoesNotFit', /S1-M1 “.+ → .+”/],
    ['an adaptation nobody knows', ['T0', 'A9', 'o.bpmn'], 'noSuchPattern', /A1 “A chat agent/],
    ['a flow nobody knows', ['T99', 'A1', 'o.bpmn'], 'fileUnreadable', /T99/],
    ['another ending', ['T0', 'A1', 'o.svg'], 'writtenAsBpmn', /o\.svg/],
    ['what would be lost', ['scripted.bpmn', 'A1', 'o.bpmn'], 'adaptedWouldLose', /t “Sum up”/],
  ] as const)('%s', async (_, typed, code, said) => {
    const { ask, folder } = aCli();
    await writeFile(join(folder, 'scripted.bpmn'), scripted);
    const args = typed.map((part) => (part.includes('.') ? join(folder, part) : part));
    expect(await ask('flow', 'adapt', ...args, '--lang', 'en')).toMatchObject({
      problem: { code, message: expect.stringMatching(said) },
    });
    await expect(readFile(join(folder, 'o.bpmn'))).rejects.toThrow('ENOENT');
  });
});
