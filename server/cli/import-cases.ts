import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { listAccounts, toLogin } from '#server/auth/accounts.ts';
import { readRows } from '#server/db/rows.ts';
import type { Space } from '#server/db/spaces.ts';
import { FileError } from '#server/files/file-error.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { newId } from '#shared/lib/ids.ts';
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Problem,
  refused,
  type Say,
  unreadable,
} from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { toldTrouble } from './file-trouble.ts';
import { type ColumnProblem, type Columns, findColumns } from './import/columns.ts';
import { type ImportReport, importRecords } from './import/import-records.ts';
import { type CsvFile, readCsv } from './import/read-csv.ts';
import { type OpenStore, withStore } from './store.ts';

const argsSchema = z.object({
  FILE: z.string().min(1).max(4096),
  map: z.string().max(10_000).default(''),
  as: z.string().max(120).optional(),
  team: z.string().max(120).optional(),
  flow: z.string().max(80).optional(),
  company: z.string().max(200).optional(),
  data: z.string().min(1),
});
type Args = z.infer<typeof argsSchema>;

export const importCases = defineCommand({
  name: 'import cases',
  positionals: ['FILE'],
  options: {
    ...companyOption,
    map: { type: 'string' },
    as: { type: 'string' },
    team: { type: 'string' },
    flow: { type: 'string' },
  },
  args: argsSchema,
  run: async (args, context) => {
    const { say } = context;
    const bytes = await readFile(args.FILE).catch((error: unknown) => new FileError(error));
    if (bytes instanceof FileError)
      return unreadable(say, 'fileUnreadable', { file: args.FILE, why: toldTrouble(bytes, say) });
    const file = readCsv(bytes);
    if (file === null) return unreadable(say, 'notCsv', { file: args.FILE });
    const columns = findColumns(file.header, args.map);
    if ('kind' in columns) return columnProblem(columns, file, say);
    return withStore(args, context.io, (store) => importInto(store, args, { file, columns }, context));
  },
});

async function importInto(
  store: OpenStore,
  args: Args,
  { file, columns }: { readonly file: CsvFile; readonly columns: Columns },
  { io, say }: CommandContext,
): Promise<CommandResult> {
  const found = await findCompany(store.db, args.company, say);
  if ('problem' in found) return found.problem;
  const space = found.space;
  const person = await findImporter(store, space, args.as);
  if (person === undefined) return refused(say, 'noImporter');
  const team = (await readRows(store.db, space.id, 'team')).find(
    (row) => person.teamIds.includes(row.doc.id) && (args.team === undefined || row.doc.name === args.team),
  );
  if (team === undefined) return refused(say, 'noTeamOf', { name: person.name });
  const flows = await readRows(store.db, space.id, 'flow');
  const versions = await readRows(store.db, space.id, 'flow-version');
  const version = versions
    .filter((row) => flows.some((flow) => flow.doc.currentVersionId === row.id))
    .find(
      (row) => args.flow === undefined || [row.doc.key, row.doc.flowId].some((name) => name === args.flow),
    );
  if (version === undefined) return refused(say, 'noSuchFlow', { id: args.flow ?? '' });
  const into = {
    spaceId: space.id,
    teamId: team.doc.id,
    version: version.doc,
    columns,
    unnamed: unnamedCustomer(),
  };
  const author = { space: space.id, person: person.id };
  const at = io.clock();
  const report = await importRecords(file, into, { store, author, client: newId(at, io.random), at });
  const isInVain = report.imported + report.already === 0 && report.skipped.length > 0;
  return { kind: isInVain ? 'refused' : 'done', json: toJson(report, say), words: toWords(report, say) };
}

/** The named person, or the first who keeps the company or its floor, or anyone who may work. */
async function findImporter(
  store: OpenStore,
  space: Space,
  login: string | undefined,
): Promise<Person | undefined> {
  const people = (await readRows(store.db, space.id, 'person')).map((row) => row.doc);
  const active = people.filter((person) => !person.isDisabled && person.teamIds.length > 0);
  if (login !== undefined) {
    const accounts = await listAccounts(store.db);
    const account = accounts.find((one) => one.space === space.id && one.login === toLogin(login));
    return active.find((person) => person.id === account?.person);
  }
  return (
    active.find((person) => person.roles.includes('admin')) ??
    active.find((person) => person.roles.includes('lead')) ??
    active[0]
  );
}

function unnamedCustomer(): Words {
  const entries = languages.map((language) => [
    language,
    createTranslator(language).getFixedT(null, 'cli')('import.unnamedCustomer'),
  ]);
  return Object.fromEntries(entries) as Record<Language, string>;
}

function columnProblem(problem: ColumnProblem, file: CsvFile, say: Say): Problem {
  const text = 'text' in problem ? problem.text : '';
  return unreadable(say, `import.columns.${problem.kind}`, { text, columns: file.header.join(', ') });
}

function toJson(report: ImportReport, say: Say) {
  return {
    ...report,
    skipped: report.skipped.map(({ line, reason, detail }) => ({
      line,
      reason: say(`import.reasons.${reason}`, { detail }),
    })),
    notes: report.notes.map(({ line, note }) => ({ line, note: say(`import.notes.${note}`) })),
  };
}

function toWords(report: ImportReport, say: Say): string {
  const { imported, already } = report;
  const { skipped, notes } = toJson(report, say);
  return [
    say('import.imported', { count: imported }),
    ...(already > 0 ? [say('import.already', { count: already })] : []),
    ...skipped.map(({ line, reason }) => say('import.skippedLine', { line, reason })),
    ...notes.map(({ line, note }) => say('import.skippedLine', { line, reason: note })),
  ].join('\n');
}
