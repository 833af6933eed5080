/** `raia flow mend`: what `flow check` offers is taken, told and found no more. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inPackage } from '#server/paths.ts';
import { definitions as inModel, process as inProcess, way } from '#test/support/bpmn-text.ts';
import { aCli } from '#test/support/cli-run.ts';

/** A step nobody can come to, one that leads nowhere, and what another tool painted. */
const forgotten = inModel(
  inProcess(
    `<startEvent id="s"/><task id="A" name="Look"><extensionElements><x:paint xmlns:x="urn:x" as="red"/></extensionElements></task><endEvent id="e"/><task id="lost" name="Lost"/>${way('s', 'A')}`,
  ),
);

test.each([
  ['pt-BR', 'Nenhum caminho leva a “Lost”. Correção: retirar.', '4 pontos corrigidos'],
  ['es', 'Ningún camino lleva a “Lost”. Arreglo: quitarlo.', '4 puntos arreglados'],
  ['en', 'No path leads to “Lost”. Mend: take it out.', '4 things mended'],
])('what was mended is told, and is found no more: %s', async (lang, taken, counted) => {
  const { raia, ask, folder } = aCli();
  const [from, to] = [join(folder, 'from.bpmn'), join(folder, 'to.bpmn')] as const;
  await writeFile(from, forgotten);
  expect((await raia('flow', 'check', from, '--lang', lang)).err).toContain('raia flow mend');
  const { code, err } = await raia('flow', 'mend', from, to, '--lang', lang);
  expect(code).toBe(0);
  expect(err).toContain(taken);
  expect(err).toContain(counted);
  expect(await ask('flow', 'check', to)).toMatchObject({ ok: true, problems: [] });
  expect(await readFile(to, 'utf8')).toContain('as="red"');
  expect(await readFile(from, 'utf8')).toBe(forgotten);
});

test('with --json each mend and each finding that is left is told', async () => {
  const { ask, folder } = aCli();
  const [from, to] = [join(folder, 'from.bpmn'), join(folder, 'to.bpmn')] as const;
  await writeFile(
    from,
    forgotten.replace('<task id="A"', '<scriptTask id="A"').replace('</task>', '</scriptTask>'),
  );
  const answer = await ask('flow', 'mend', from, to);
  expect(answer).toMatchObject({
    ok: false,
    mended: expect.arrayContaining([expect.objectContaining({ rule: 'unreachable', elementId: 'lost' })]),
    problems: expect.arrayContaining([expect.objectContaining({ rule: 'unsupported', elementId: 'A' })]),
  });
  expect(await ask('flow', 'check', to)).toMatchObject({ problems: Object(answer).problems });
});

test('where nothing is offered the file is written as it was', async () => {
  const { raia, folder } = aCli();
  const to = join(folder, 'to.bpmn');
  expect(await raia('flow', 'mend', 'T0', to)).toMatchObject({
    code: 0,
    err: expect.stringContaining('as it was'),
  });
  const t0 = await readFile(inPackage('resources', 'flows', 't0-heflo.bpmn'), 'utf8');
  expect(await readFile(to, 'utf8')).toBe(t0);
});

test.each([
  ['over the file that is read', 'from.bpmn', 'writtenOverItself'],
  ['as a picture', 'to.svg', 'writtenAsBpmn'],
  ['where nothing can be written', 'none/to.bpmn', 'notWritten'],
])('nothing is mended %s', async (_, name, code) => {
  const { ask, folder } = aCli();
  const from = join(folder, 'from.bpmn');
  await writeFile(from, forgotten);
  expect(await ask('flow', 'mend', from, join(folder, name))).toMatchObject({ problem: { code } });
  expect(await readFile(from, 'utf8')).toBe(forgotten);
});
