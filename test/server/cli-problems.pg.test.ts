import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commands } from '#server/cli/commands.ts';
import { openDatabase } from '#server/db/database.ts';
import { aCli } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

test('with --json what fails is one object with a code and a sentence; people read the sentence all the same', async () => {
  const { raia } = aCli();
  const message = 'There is no flow T99. raia flow list shows those there are.';
  expect(await raia('flow', 'show', 'T99', '--json')).toEqual({
    code: 1,
    out: `${JSON.stringify({ problem: { code: 'noSuchFlow', message } })}\n`,
    err: `${message}\n`,
  });
  expect(await raia('flow', 'show', 'T99')).toMatchObject({ code: 1, out: '' });
});

test('the code of a problem is the same in every language', async () => {
  const { raia } = aCli();
  for (const language of ['pt-BR', 'es', 'en']) {
    const { code, out } = await raia('flow', 'show', '--json', '--lang', language);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ problem: { code: 'positionals' } });
  }
});

test('what was typed wrong is told with --json too, and its usage to people alone', async () => {
  const { code, out, err } = await aCli().raia('verify', '--nope', '--json');
  expect(code).toBe(2);
  const message = 'The option --nope is not understood.';
  expect(JSON.parse(out)).toEqual({ problem: { code: 'optionUnreadable', message } });
  expect(err).toContain(message);
  expect(err).toContain('raia verify');
});

test('a database that does not answer is a problem with a code', async () => {
  const { out } = await aCli('postgres://127.0.0.1:1/none').raia('verify', '--json');
  expect(JSON.parse(out)).toMatchObject({ problem: { code: 'databaseAway' } });
});

test.each([['--lang', 'xx'], ['--lang=xx'], ['--lang=']])(
  'a language there is not is said to be none, with those there are: %s %s',
  async (...typed) => {
    const { raia } = aCli();
    for (const argv of [['flow', 'list'], ['flow', 'list', '--help'], ['--help'], ['no-command']]) {
      const { code, out, err } = await raia(...argv, ...typed, '--json');
      expect(code).toBe(2);
      expect(err).toContain('pt-BR, es, en');
      expect(JSON.parse(out)).toMatchObject({ problem: { code: 'whichLanguage' } });
    }
  },
);

test('a tag of a language Raia speaks is understood however it is written', async () => {
  const { raia } = aCli();
  for (const tag of ['es', 'es-MX', 'es_AR.UTF-8', 'ES'])
    expect(await raia('flow', 'show', 'T99', '--lang', tag)).toMatchObject({
      code: 1,
      err: expect.stringContaining('No existe el flujo T99'),
    });
});

/** Each as it is meant, in the folder of a test. */
const readOrChange: Readonly<Record<string, readonly string[]>> = {
  'user add': ['ana', '--name', 'Ana Reis'],
  'user list': [],
  'user change': ['ana', '--name', 'Ana'],
  'user disable': ['ana'],
  'user wipe': ['ana'],
  'team add': ['Em campo'],
  'import cases': ['cases.csv'],
  'flow list': ['--published'],
  'flow publish': ['T0'],
  backup: ['raia.backup'],
  verify: [],
  serve: ['--port', '0'],
};
const makers = ['demo', 'restore'];

test('every command is known here for one that begins a company or one that does not', () => {
  const known = [
    ...Object.keys(readOrChange),
    ...makers,
    'flow adapt',
    'flow check',
    'flow convert',
    'flow mend',
    'flow play',
    'flow show',
  ];
  expect(known.sort()).toEqual(commands.map(({ name }) => name).sort());
});

test.each(Object.entries(readOrChange))(
  'raia %s makes nothing where there is no Raia',
  async (name, typed) => {
    const url = await createTestDatabaseUrl();
    const db = openDatabase(url);
    onTestFinished(() => db.close());
    await db.query('DROP SCHEMA public CASCADE');
    await db.query('CREATE SCHEMA public');
    const [embedded, outside] = [aCli(), aCli(url)];
    for (const { raia, folder, code: expected } of [
      { ...embedded, code: 'noRaia' },
      { ...outside, code: 'noRaiaInDatabase' },
    ]) {
      await writeFile(join(folder, 'cases.csv'), 'id,message\n1,hello\n');
      const args = typed.map((part) => (/\.(csv|backup)$/.test(part) ? join(folder, part) : part));
      const typo = join(folder, 'typo');
      const { code, out } = await raia(...name.split(' '), ...args, '--data', typo, '--json');
      expect(JSON.parse(out)).toMatchObject({ problem: { code: expected } });
      expect(code).toBe(1);
      expect(existsSync(typo)).toBe(false);
    }
    expect(await db.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  },
);
