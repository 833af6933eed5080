/** A whole file into cases: reads, checks, and pushes through the same door as every computer. */
import { createHash } from 'node:crypto';
import type { Author } from '#server/sync/create-sync.ts';
import { type Language, languages } from '#shared/lib/words.ts';
import { caseOpen } from '#shared/mutations/case-open.ts';
import { pushAll, type Unsent } from '../push-all.ts';
import type { OpenStore } from '../store.ts';
import type { BrokenCsv, CsvFile } from './read-csv.ts';
import { type ImportInto, type Note, toCase, type Unfit } from './to-case.ts';

export type SkipReason = BrokenCsv | Unfit | 'repeated' | 'refused';
export type ImportReport = {
  readonly imported: number;
  /** In the company already, from an earlier run. */
  readonly already: number;
  readonly skipped: readonly {
    readonly line: number;
    readonly reason: SkipReason;
    readonly detail: string;
  }[];
  readonly notes: readonly { readonly line: number; readonly note: Note }[];
  /** Of the records that fit, by language. */
  readonly languages: Readonly<Record<Language, number>>;
};

type Ready = Unsent & { readonly line: number; readonly language: Language };

export async function importRecords(
  file: CsvFile,
  into: ImportInto,
  { store, author, client, at }: { store: OpenStore; author: Author; client: string; at: Unsent['at'] },
): Promise<ImportReport> {
  const skipped: { line: number; reason: SkipReason; detail: string }[] = file.broken.map((broken) => ({
    ...broken,
    detail: '',
  }));
  const notes: { line: number; note: Note }[] = [];
  const ready: Ready[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of file.records) {
    const identity = identityOf(cells, into, seen);
    const before = seen.get(identity);
    const result = toCase(cells, identity, into);
    if (before !== undefined) skipped.push({ line, reason: 'repeated', detail: String(before) });
    else if (result.kind === 'unfit') skipped.push({ line, reason: result.reason, detail: '' });
    else {
      notes.push(...result.notes.map((note) => ({ line, note })));
      const { m, args, language } = result;
      ready.push({ m, name: caseOpen.name, v: caseOpen.version, args, at, line, language });
    }
    if (before === undefined) seen.set(identity, line);
  }
  const known = await findKnown(store, author.space, ready);
  const fresh = ready.filter((record) => !known.has(record.m));
  const outcomes = await pushAll(store.sync, author, client, fresh);
  const refused = fresh.flatMap((record, index) => {
    const outcome = outcomes[index];
    return outcome?.kind === 'refused'
      ? [{ line: record.line, reason: 'refused' as const, detail: outcome.code }]
      : [];
  });
  return {
    imported: fresh.length - refused.length,
    already: known.size,
    skipped: [...skipped, ...refused].sort((a, b) => a.line - b.line),
    notes,
    languages: countLanguages(ready),
  };
}

/** Two records without an id and with the same words are two records. */
function identityOf(cells: readonly string[], into: ImportInto, seen: ReadonlyMap<string, number>): string {
  const id = cells[into.columns.get('id') ?? -1]?.trim() ?? '';
  if (id !== '') return `id:${id}`;
  const content = createHash('sha256').update(JSON.stringify(cells)).digest('hex');
  let copy = 1;
  while (seen.has(`content:${content}:${copy}`)) copy++;
  return `content:${content}:${copy}`;
}

async function findKnown(
  store: OpenStore,
  space: string,
  ready: readonly Ready[],
): Promise<ReadonlySet<string>> {
  const rows = await store.db.query<{ m: string }>(
    "SELECT DISTINCT m FROM done WHERE space = $1 AND m = ANY($2::uuid[]) AND outcome->>'kind' = 'applied'",
    [space, ready.map((record) => record.m)],
  );
  return new Set(rows.map((row) => row.m));
}

function countLanguages(ready: readonly Ready[]): Readonly<Record<Language, number>> {
  const count = (language: Language) => ready.filter((record) => record.language === language).length;
  return Object.fromEntries(languages.map((language) => [language, count(language)])) as Record<
    Language,
    number
  >;
}
