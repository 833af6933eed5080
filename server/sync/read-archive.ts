/** What no computer holds by itself: cases with their histories, told to who may read them, and found by words. */
import { endedAtOf } from '#shared/domain/case/archive.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { customerSchema } from '#shared/domain/people/customer.ts';
import {
  type ArchivedCase,
  type ArchiveEnd,
  type ArchiveQuery,
  archiveFoundLimit,
  type FetchQuery,
} from '#shared/protocol/messages.ts';
import { archiveScope, grantingScope } from '#shared/protocol/scopes.ts';
import { askedWords } from '#shared/search/archive-words.ts';
import { isRowId } from './draft.ts';
import { findGrants } from './grants.ts';
import type { GatheredRow, SpaceMoment } from './ports.ts';

/** One line a row or case found, and a last one without which nothing was said. No others where there is none, or none for this person. */
export async function readArchive(
  moment: SpaceMoment,
  person: string,
  query: ArchiveQuery,
): Promise<readonly string[]> {
  const [reader] = await moment.gather([person]);
  const scopes = await findGrants(reader, moment.teams);
  const { lines, hasMore } =
    'words' in query
      ? await search(moment, scopes, query.words)
      : { lines: await fetchWanted(moment, scopes, query), hasMore: false };
  const end: ArchiveEnd = { end: true, head: moment.head.ver, hasMore };
  return [...lines, JSON.stringify(end)];
}

async function fetchWanted(
  moment: SpaceMoment,
  scopes: readonly string[],
  query: FetchQuery,
): Promise<readonly string[]> {
  const mayRead = (row: GatheredRow): boolean =>
    row.kind === 'case' && row.scopes.some((scope) => scopes.includes(grantingScope(scope)));
  const lines: string[] = [];
  for (const { id } of (await findWanted(moment, query)).filter(mayRead))
    lines.push(...(await moment.familyOf(id)).map(({ line }) => line));
  return lines;
}

async function findWanted(moment: SpaceMoment, query: FetchQuery): Promise<readonly GatheredRow[]> {
  if ('name' in query) return moment.findArchived(query.name);
  return isRowId(query.case) ? moment.gather([query.case]) : [];
}

/** What this build cannot read is not among what is found, and spoils nothing else of it. */
async function search(moment: SpaceMoment, scopes: readonly string[], text: string) {
  const rows = await moment.searchArchive({
    words: askedWords(text),
    scopes: scopes.map(archiveScope),
    limit: archiveFoundLimit + 1,
  });
  const cases = rows
    .slice(0, archiveFoundLimit)
    .flatMap(({ doc }) => supportCaseSchema.safeParse(JSON.parse(doc)).data ?? []);
  const names = await findNames(moment, new Set(cases.map(({ customerId }) => customerId)));
  const lines = cases.map((supportCase) => {
    const { id, number, localCode, subject, customerId } = supportCase;
    const customer = names.get(customerId) ?? '';
    const line: ArchivedCase = { id, number, localCode, subject, customer, endedAt: endedAtOf(supportCase) };
    return JSON.stringify(line);
  });
  return { lines, hasMore: rows.length > archiveFoundLimit };
}

async function findNames(
  { gather }: Pick<SpaceMoment, 'gather'>,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await gather([...ids]);
  const customers = rows.flatMap(({ doc }) => customerSchema.safeParse(JSON.parse(doc)).data ?? []);
  return new Map(customers.map(({ id, name }) => [id, name]));
}
