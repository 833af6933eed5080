/** How the store in memory finds what belongs into the archive, and what lies there. */
import { endedAtOf, isArchivable } from '#shared/domain/case/archive.ts';
import { pinSchema } from '#shared/domain/case/pin.ts';
import { type SupportCase, supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { customerSchema } from '#shared/domain/people/customer.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { archiveWords, meetsAll } from '#shared/search/archive-words.ts';
import type { ClosedPlace, RowWrite } from './ports.ts';

type Rows = ReadonlyMap<string, RowWrite>;

export function findClosed(
  rows: Rows,
  before: Instant,
  after: ClosedPlace | null,
  limit: number,
): readonly ClosedPlace[] {
  const pinned = pinnedIn(rows);
  return casesOf(rows)
    .filter((doc) => isArchivable(doc, before) && !pinned.has(doc.id))
    .map(({ id, changedAt }) => ({ id, changedAt }))
    .filter((place) => after === null || byPlace(place, after) > 0)
    .sort(byPlace)
    .slice(0, limit);
}

export function findPinned(rows: Rows, caseIds: readonly string[]): readonly string[] {
  const pinned = pinnedIn(rows);
  return caseIds.filter((id) => pinned.has(id));
}

export function findArchived(rows: Rows, name: string): readonly string[] {
  return archivedOf(rows)
    .filter(({ number, formerNumbers, localCode }) =>
      [localCode, ...[number, ...formerNumbers].map(String)].includes(name),
    )
    .map(({ id }) => id);
}

/** The one that ended last first. */
export function findByWords(rows: Rows, words: readonly string[]): readonly string[] {
  const customerOf = ({ customerId }: SupportCase) => {
    const row = rows.get(customerId);
    return row && customerSchema.safeParse(JSON.parse(row.doc)).data;
  };
  return archivedOf(rows)
    .filter((doc) => meetsAll(archiveWords(doc, customerOf(doc)), words))
    .sort((one, other) => endedAtOf(other) - endedAtOf(one) || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}

function pinnedIn(rows: Rows): ReadonlySet<string> {
  const pins = ofKind(rows, 'pin').map(({ doc }) => pinSchema.parse(JSON.parse(doc)));
  return new Set(pins.filter(({ unpinnedAt }) => unpinnedAt === null).map(({ caseId }) => caseId));
}

function archivedOf(rows: Rows): readonly SupportCase[] {
  return casesOf(rows).filter(({ archivedAt }) => archivedAt !== null);
}

/** Those this build can read. */
export function casesOf(rows: Rows): readonly SupportCase[] {
  return ofKind(rows, 'case').flatMap(({ doc }) => supportCaseSchema.safeParse(JSON.parse(doc)).data ?? []);
}

function ofKind(rows: Rows, wanted: string): readonly RowWrite[] {
  return [...rows.values()].filter(({ kind }) => kind === wanted);
}

function byPlace(one: ClosedPlace, other: ClosedPlace): number {
  return one.changedAt - other.changedAt || (one.id < other.id ? -1 : Number(one.id > other.id));
}
