import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { readRows } from '#server/db/rows.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { must } from '#shared/lib/must.ts';
import { aCli } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const ana = ['ana', '--name', 'Ana Reis', '--company', 'Casa Aurora', '--password', 'segredo-12'];

/** As another tool draws it: without a word of Raia. */
const drawnBy = (name: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
    <process id="Process_1" name="${name}"><startEvent id="s"/><userTask id="t" name="Look"/><endEvent id="e"/>
    <sequenceFlow id="st" sourceRef="s" targetRef="t"/><sequenceFlow id="te" sourceRef="t" targetRef="e"/></process>
  </definitions>`;

test('files of other tools are flows of their own, published at once are versions, and stay for what they were for', async () => {
  const url = await createTestDatabaseUrl();
  const { raia, ask, folder } = aCli(url);
  await raia('user', 'add', ...ana);
  const publish = async (name: string, ...more: readonly string[]) => {
    const file = join(folder, `${name}.bpmn`);
    await writeFile(file, drawnBy(name));
    return ask('flow', 'publish', file, ...more);
  };
  expect(await publish('Orders', '--channels', 'phone,chat')).toMatchObject({ version: 1 });
  expect(await publish('Returns')).toMatchObject({ version: 1 });
  const atOnce = await Promise.all([publish('Orders'), publish('Orders')]);
  expect(atOnce).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ version: 2 }),
      expect.objectContaining({ version: 3 }),
    ]),
  );
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const [space] = await listSpaces(db);
  const flows = (await readRows(db, must(space, 'the company').id, 'flow')).map(({ doc }) => doc);
  expect(flows.find(({ name }) => name.en === 'Orders')?.opensFor).toEqual({
    channels: ['phone', 'chat'],
    categories: [],
  });
  expect(flows.find(({ name }) => name.en === 'Returns')?.opensFor).toBeUndefined();
});
