import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { readRows } from '#server/db/rows.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { must } from '#shared/lib/must.ts';
import { aCli, type CliWorld } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

async function aCompany(): Promise<CliWorld & { readonly url: string }> {
  const url = await createTestDatabaseUrl();
  const cli = aCli(url);
  const ana = ['ana', '--name', 'Ana Reis', '--company', 'Casa Aurora', '--password', 'segredo-12'];
  expect((await cli.raia('user', 'add', ...ana)).code).toBe(0);
  return { ...cli, url };
}

async function storedCases(url: string) {
  const db = openDatabase(url);
  const space = must((await listSpaces(db))[0], 'the company').id;
  const cases = (await readRows(db, space, 'case')).map((row) => row.doc);
  const events = (await readRows(db, space, 'event')).map((row) => row.doc);
  const customers = (await readRows(db, space, 'customer')).map((row) => row.doc);
  await db.close();
  return { cases, events, customers };
}

const mixed = [
  'id;assunto;mensagem;cliente;e-mail;prioridade;canal;aberto em',
  '1;Caixa parado;"primeira linha',
  'segunda linha";Odete Prado;odete@loja.example;alta;telefone;2026-03-02T08:00:00-03:00',
  '2;curto demais',
  '3;Aspas;"no "meio";Rui;;alta;chat;',
  '4;Sem canal;não imprime;Odete Prado;odete@loja.example;urgentíssima;pombo;',
  '5;;;Rui;;baixa;chat;',
  '6;Data;texto;Rui;;baixa;chat;31/02/2026',
  '1;Outra vez;texto;Rui;;baixa;chat;',
].join('\n');

test('a broken record is named by its physical line and the rest goes in', async () => {
  const { ask, raia, folder, url } = await aCompany();
  const file = join(folder, 'mixed.csv');
  await writeFile(file, mixed);
  const report = await ask('import', 'cases', file);
  expect(report).toMatchObject({ imported: 2, already: 0, languages: { 'pt-BR': 2, es: 0, en: 0 } });
  expect(report).toHaveProperty(
    'skipped',
    [4, 5, 7, 8, 9].map((line) => ({ line, reason: expect.stringMatching(/not imported$/) })),
  );
  expect(report).toMatchObject({ notes: [{ line: 6 }, { line: 6 }] });
  const { cases, events, customers } = await storedCases(url);
  const first = cases.find(({ subject }) => subject === 'Caixa parado');
  expect(first).toMatchObject({ priority: 'high', channel: 'phone', openedAt: Date.UTC(2026, 2, 2, 11) });
  const opened = events.find((event) => event.caseId === first?.id)?.happening;
  expect(opened).toMatchObject({ kind: 'opened', text: 'primeira linha\nsegunda linha' });
  expect(customers.map(({ name }) => name)).toEqual(['Odete Prado']);
  expect((await raia('import', 'cases', file, '--lang', 'pt-BR')).err).toContain('linha 4:');
  expect(await ask('verify')).toMatchObject({ ok: true });
});

test('the same file again adds nothing, with ids or without', async () => {
  const { ask, folder, url } = await aCompany();
  const withIds = join(folder, 'ids.csv');
  const without = join(folder, 'plain.csv');
  await writeFile(withIds, 'id,message\n1,não abre\n2,no abre\n');
  await writeFile(without, 'message\nit does not open\nit does not open\n');
  for (const file of [withIds, without]) {
    expect(await ask('import', 'cases', file)).toMatchObject({ imported: 2, already: 0 });
    expect(await ask('import', 'cases', file)).toMatchObject({ imported: 0, already: 2 });
  }
  expect((await storedCases(url)).cases).toHaveLength(4);
});

test('a file, a map or a person that cannot be used is refused before anything is written', async () => {
  const { raia, folder, url } = await aCompany();
  const file = join(folder, 'x.csv');
  await writeFile(file, 'colour,words\nred,hello\n');
  expect((await raia('import', 'cases', join(folder, 'missing.csv'))).code).toBe(2);
  expect((await raia('import', 'cases', file)).code).toBe(2);
  expect((await raia('import', 'cases', file, '--map', 'nothing=message')).err).toContain('colour, words');
  expect((await raia('import', 'cases', file, '--map', 'words=message', '--as', 'nobody')).code).toBe(1);
  expect((await raia('import', 'cases', file, '--map', 'words=message', '--flow', 'T9')).code).toBe(1);
  expect((await storedCases(url)).cases).toEqual([]);
});

const corpus = process.env.RAIA_CORPUS;
const map = 'body=message,category_pt=category,priority_pt=priority';

if (corpus !== undefined) {
  const tickets = join(corpus, 'tickets-multilingual', 'tickets-pt-es-en.csv');

  test('third-party tickets come in as cases, each as it is', async () => {
    const { ask, url } = await aCompany();
    const report = await ask('import', 'cases', tickets, '--map', map);
    expect(report).toEqual({
      ...{ imported: 60, already: 0, skipped: [], notes: [] },
      languages: { 'pt-BR': 20, es: 20, en: 20 },
    });
    const { cases } = await storedCases(url);
    expect(cases.find(({ subject }) => subject === 'Webhook parou de chegar')).toMatchObject({
      ...{ category: 'integração', priority: 'high', channel: 'form', language: 'pt-BR' },
      openedAt: Date.parse('2026-03-16T12:38:00-03:00'),
    });
    expect(await ask('verify')).toMatchObject({ ok: true });
  });

  test('without their language column at least 59 of 60 are understood', async () => {
    const { ask, folder, url } = await aCompany();
    const rows: readonly Readonly<Record<string, string>>[] = parse(await readFile(tickets), {
      columns: true,
      bom: true,
    });
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'language');
    const quote = (text = '') => `"${text.replaceAll('"', '""')}"`;
    const lines = rows.map((row) => columns.map((column) => quote(row[column])).join(','));
    const file = join(folder, 'no-language.csv');
    await writeFile(file, [columns.join(','), ...lines].join('\n'));
    expect(await ask('import', 'cases', file, '--map', map)).toMatchObject({ imported: 60 });
    const { cases } = await storedCases(url);
    const right = rows.filter((row) =>
      cases.some((each) => each.subject === row.subject && each.language.startsWith(row.language ?? '-')),
    );
    expect(right.length).toBeGreaterThanOrEqual(59);
  });
}
