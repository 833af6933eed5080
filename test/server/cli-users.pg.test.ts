import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listAccounts } from '#server/auth/accounts.ts';
import { signIn } from '#server/auth/sessions.ts';
import { signInsSchema } from '#server/cli/demo.ts';
import { openDatabase } from '#server/db/database.ts';
import { readRows } from '#server/db/rows.ts';
import { createSpace, listSpaces } from '#server/db/spaces.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aCli } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const ana = [
  'user',
  'add',
  'ana',
  '--name',
  'Ana Reis',
  '--company',
  'Casa Aurora',
  '--password',
  'segredo-12',
];

const inAurora = {
  company: 'Casa Aurora',
  teams: ['Casa Aurora'],
  floors: [],
  isDisabled: false,
  devices: [],
  wipes: [],
};

test('the first user brings the company, its team and its flow; others join it', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  expect(await raia('user', 'add', 'ana', '--name', 'Ana Reis')).toMatchObject({ code: 1, out: '' });
  expect((await raia(...ana, '--roles', 'lead,agent')).code).toBe(0);
  const rui = await ask('user', 'add', 'Rui', '--name', 'Rui Prado', '--language', 'es');
  expect(rui).toMatchObject({ login: 'Rui', password: expect.stringMatching(/^[\w-]{12}$/) });
  expect(await ask('user', 'list')).toEqual([
    { ...inAurora, login: 'ana', name: 'Ana Reis', roles: ['lead', 'agent'] },
    { ...inAurora, login: 'rui', name: 'Rui Prado', roles: ['agent'] },
  ]);
  expect(await ask('verify')).toMatchObject({ ok: true });
});

test('cut off while the company, or the account, was being made, the same command goes on from there', async () => {
  const url = await createTestDatabaseUrl();
  const { raia, ask } = aCli(url);
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  await createSpace(db, { id: randomUUID(), name: 'Casa Aurora' });
  expect((await raia(...ana)).code).toBe(0);
  await db.query('DELETE FROM account');
  expect((await raia(...ana)).code).toBe(0);
  const [space] = await listSpaces(db);
  expect(await readRows(db, must(space, 'the company').id, 'person')).toHaveLength(1);
  expect(await ask('verify')).toMatchObject({ ok: true });
});

test('a user changes teams, floors and roles; a team there is not is said to be none', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  await raia(...ana);
  await ask('team', 'add', 'Implantação');
  expect(await raia('team', 'add', 'Implantação')).toMatchObject({ code: 1 });
  const change = [
    'user',
    'change',
    'ANA',
    '--teams',
    'Implantação',
    '--floors',
    'Casa Aurora',
    '--roles',
    'lead',
  ];
  expect((await raia(...change)).code).toBe(0);
  expect(await ask('user', 'list')).toMatchObject([
    { login: 'ana', name: 'Ana Reis', roles: ['lead'], teams: ['Implantação'], floors: ['Casa Aurora'] },
  ]);
  const unknown = await raia('user', 'change', 'ana', '--teams', 'Finanças');
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('Casa Aurora, Implantação') });
  expect(await raia('user', 'change', 'nobody', '--teams', '')).toMatchObject({ code: 1 });
  expect(await raia('user', 'change', 'ana', '--lang', 'en')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Nothing to change'),
  });
  expect(await ask('verify')).toMatchObject({ ok: true });
});

test('a login is given once; a user who is disabled stays known', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  await raia(...ana);
  const again = await raia('user', 'add', 'ANA', '--name', 'Another', '--lang', 'pt-BR');
  expect(again).toMatchObject({ code: 1, err: 'O login ANA já existe.\n' });
  expect((await raia('user', 'disable', 'Ana')).code).toBe(0);
  expect(await ask('user', 'list')).toMatchObject([{ login: 'ana', isDisabled: true }]);
  expect((await raia('user', 'disable', 'nobody')).code).toBe(1);
});

test('a password may come from standard input', async () => {
  const { raia, ask } = aCli(await createTestDatabaseUrl());
  const added = await ask(...ana.slice(0, -2), '--password-stdin');
  expect(added).not.toHaveProperty('password');
  expect((await aCli(undefined, { readStdin: async () => '' }).raia(...ana, '--password-stdin')).code).toBe(
    2,
  );
  expect((await raia('user', 'list')).err).toContain('Ana Reis');
});

test('a login is one word and a password has at least eight characters', async () => {
  const { raia } = aCli(await createTestDatabaseUrl());
  const short = await raia(...ana.slice(0, -1), 'abc1234', '--lang', 'en');
  expect(short).toMatchObject({ code: 1, err: 'The password is too short: at least 8 characters.\n' });
  for (const login of ['Ana B', '<script>', ''])
    expect((await raia('user', 'add', login, ...ana.slice(3))).code).toBe(2);
});

test('the demonstration is made once, its people can sign in, and its cases rest at every step', async () => {
  const url = await createTestDatabaseUrl();
  const { raia, ask, folder } = aCli(url);
  const made = await raia('demo', '--cases', '80', '--data', folder);
  expect(made.code).toBe(0);
  const file = join(folder, 'demo-sign-ins.json');
  const signIns = signInsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(signIns.map(({ login }) => login)).toEqual(['lia', 'bruno', 'camila', 'tania']);
  expect(await ask('demo', '--data', folder)).toMatchObject({ isNew: false, signIns });
  expect(await ask('verify')).toMatchObject({ ok: true, companies: [{ counts: { cases: 80 } }] });
  const db = openDatabase(url);
  const space = must((await listSpaces(db))[0], 'the company').id;
  expect((await listAccounts(db)).map(({ login }) => login)).toEqual(['bruno', 'camila', 'lia', 'tania']);
  const cases = (await readRows(db, space, 'case')).map((row) => row.doc);
  const [version] = await readRows(db, space, 'flow-version');
  const steps = version?.doc.elements
    .filter((element) => element.kind === 'step')
    .map((element) => element.id);
  await db.close();
  const resting = new Set(cases.flatMap((each) => each.position.tokens.map((token) => token.elementId)));
  expect([...resting].sort()).toEqual([...(steps ?? [])].sort());
  expect(cases.some((each) => each.position.endedAt !== null)).toBe(true);
  expect(cases.every((each) => each.number !== null)).toBe(true);
});

test('a demonstration whose making was interrupted is made anew, whole', async () => {
  const url = await createTestDatabaseUrl();
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const { raia, ask, folder } = aCli(url);
  const file = join(folder, 'demo-sign-ins.json');
  // Told to stop as soon as the first moment is asked for: the work has begun.
  const clock = () => {
    stop();
    return toInstant(Date.now());
  };
  const cut = aCli(url, { clock, stopped: () => stopped });
  expect((await cut.raia('demo', '--cases', '8', '--data', folder)).code).not.toBe(0);
  await expect(stat(file)).rejects.toThrow('ENOENT');
  expect(await ask('demo', '--cases', '8', '--data', folder)).toMatchObject({ isNew: true });
  expect(await ask('verify')).toMatchObject({ ok: true, companies: [{ counts: { cases: 8 } }] });
  expect((await raia('demo', '--data', folder)).code).toBe(0);
});

test('wiping asks the computers of a user; how far they are is listed without asking more', async () => {
  const url = await createTestDatabaseUrl();
  const { raia, ask } = aCli(url);
  await raia(...ana);
  expect(await raia('user', 'wipe', 'ana')).toMatchObject({ code: 1, out: '' });
  expect(await raia('user', 'wipe', 'nobody')).toMatchObject({ code: 1, out: '' });
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  for (const device of ['Notebook', 'Loja'])
    await signIn(db, { login: 'ana', password: 'segredo-12', device }, toInstant(1_000));
  expect(await ask('user', 'list')).toMatchObject([
    { devices: [{ device: 'Loja' }, { device: 'Notebook' }] },
  ]);
  const waits = { device: 'Loja', doneAt: null, changes: null, drafts: null };
  expect(await ask('user', 'wipe', 'ana', '--device', 'Loja')).toMatchObject({ asked: 1, wipes: [waits] });
  expect(await raia('user', 'wipe', 'ana', '--device', 'Loja', '--lang', 'pt-BR')).toMatchObject({
    code: 0,
    err: expect.stringContaining('Loja: ainda não fez contato'),
  });
  expect(await ask('user', 'wipe', 'ana', '--list')).toMatchObject({ asked: 0, wipes: [waits] });
  expect(await ask('user', 'list')).toMatchObject([{ devices: [{ device: 'Notebook' }], wipes: [waits] }]);
});

test('the first word of several commands shows them', async () => {
  const { code, err } = await aCli().raia('user');
  expect(code).toBe(2);
  for (const name of ['user add', 'user change', 'user wipe']) expect(err).toContain(name);
  expect(err).not.toContain('serve');
});
