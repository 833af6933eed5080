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
const drawnBy = (name: string, work = 'Look') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
    <process id="Process_1" name="${name}"><startEvent id="s"/><userTask id="t" name="${work}"/><endEvent id="e"/>
    <sequenceFlow id="st" sourceRef="s" targetRef="t"/><sequenceFlow id="te" sourceRef="t" targetRef="e"/></process>
  </definitions>`;

test('files of other tools are flows of their own, published at once are versions, and stay for what they were for', async () => {
  const url = await createTestDatabaseUrl();
  const { raia, ask, folder } = aCli(url);
  await raia('user', 'add', ...ana);
  const publish = async (name: string, work: string, ...more: readonly string[]) => {
    const file = join(folder, `${work}.bpmn`);
    await writeFile(file, drawnBy(name, work));
    return ask('flow', 'publish', file, ...more);
  };
  expect(await publish('Orders', 'Look', '--channels', 'phone,chat')).toMatchObject({ version: 1 });
  expect(await publish('Returns', 'Look')).toMatchObject({ version: 1 });
  const atOnce = await Promise.all([publish('Orders', 'Pack'), publish('Orders', 'Send')]);
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

test('what a flow is for is checked, told, and shown in the list', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  await raia('user', 'add', ...ana);
  const says = async (...more: readonly string[]) => (await raia('flow', 'publish', 'T2', ...more)).err;
  expect(await raia('flow', 'publish', 'T2', '--channels', 'pigeon')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no channel “pigeon”.*phone, email/),
  });
  expect(await raia('flow', 'publish', 'T2', '--categories', 'nonsense')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/category “nonsense”.*billing, access/),
  });
  const before = await ask('flow', 'list', '--published');
  expect(before).not.toContainEqual(expect.objectContaining({ key: 'T2', company: 'Casa Aurora' }));
  expect(await says('--channels', 'phone,chat', '--categories', 'error')).toContain(
    'the categories error by the channels phone, chat',
  );
  expect(await says('--channels', '')).toContain('the categories error.');
  expect(await says('--categories', '')).toContain('every case that no other flow is for');
  expect(await says('--channels', 'chat')).toContain('stays version 1');
  const { err } = await raia('flow', 'list', '--published');
  expect(err).toMatch(/T2 {2}v1 .*the channels chat/);
  expect(await ask('flow', 'list', '--published')).toContainEqual(
    expect.objectContaining({
      ...{ key: 'T2', version: 1, isCurrent: true },
      opensFor: { channels: ['chat'], categories: [] },
    }),
  );
});

test('a flow for the same cases is named, and the one published last says that it is taken', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  await raia('user', 'add', ...ana);
  await raia('flow', 'publish', 'T3.1', '--channels', 'phone,chat');
  const { err } = await raia('flow', 'publish', 'T2', '--channels', 'phone');
  expect(err).toMatch(/Also for such cases: “[^”]+”\. .*this one is taken/);
  expect(await ask('flow', 'publish', 'T2', '--channels', 'email')).toMatchObject({ alsoFor: [] });
  expect((await raia('flow', 'publish', 'T2', '--channels', '')).err).toContain('Whoever opens the case');
});

test('an adapted flow is the next version of the flow it was made of', async () => {
  const { raia, ask, folder } = aCli(await createTestDatabaseUrl());
  await raia('user', 'add', ...ana);
  const file = join(folder, 'triage.bpmn');
  await raia('flow', 'adapt', 'T0', 'A2', file);
  expect(await ask('flow', 'publish', file)).toMatchObject({ key: 'T0', version: 2, change: 'version' });
});

test('what is published already is said to be, and is no new version; another design is', async () => {
  const { raia, ask, folder } = aCli(await createTestDatabaseUrl());
  await raia('user', 'add', ...ana);
  expect(await ask('flow', 'publish', 'T0')).toMatchObject({ version: 1, change: 'none' });
  expect(await raia('flow', 'publish', 'T0')).toMatchObject({
    code: 0,
    err: expect.stringContaining('Nothing has changed'),
  });
  const file = join(folder, 'orders.bpmn');
  const publish = async (work: string) => {
    await writeFile(file, drawnBy('Orders', work));
    return ask('flow', 'publish', file);
  };
  expect(await publish('Look')).toMatchObject({ version: 1, change: 'version' });
  expect(await publish('Look')).toMatchObject({ version: 1, change: 'none' });
  expect(await publish('Pack')).toMatchObject({ version: 2, change: 'version' });
  const { err } = await raia('flow', 'list', '--published');
  expect(err).toMatch(/imported {2}v1 .*earlier version/);
  expect(err).not.toContain('T0  v2');
});
