/**
 * A case's history as it is read: words in bubbles, moves as one line of
 * chips, small changes as a sentence.
 *
 * Steps completed one after the other by the same person, with nothing said in
 * between, stand on one line.
 */

import { isPending } from '#renderer/data/client.ts';
import type { AttachmentId } from '#shared/domain/case/attachment.ts';
import type { CaseEvent, Happening, SentMessage } from '#shared/domain/case/case-event.ts';
import type { LateStep } from '#shared/domain/case/late.ts';
import { findElement, findStep, findTransition, isCustomers, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { heardBy } from '#shared/domain/flow/outcomes.ts';
import type { Move, TokenId } from '#shared/domain/flow/position.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { groupBy } from '#shared/lib/group-by.ts';

type Told = { readonly id: string; readonly event: CaseEvent; readonly isPending: boolean };

/** One place a token left or came to, and the outcome that led there. */
export type Hop = {
  readonly id: string;
  readonly stop: ElementId | 'ended';
  /** It came there from elsewhere; else it had been there before, or the case begins there. */
  readonly isReached: boolean;
  readonly outcome: TransitionId | null;
};

export type Recorded = {
  readonly elementId: ElementId;
  readonly form: Readonly<Record<string, string>>;
  readonly checked: readonly string[];
};

export type TimelineEntry =
  | (Told & { readonly kind: 'words'; readonly happening: Extract<Happening, { readonly text: string }> })
  | (Told & { readonly kind: 'said'; readonly text: string })
  | (Told & { readonly kind: 'files'; readonly attachmentIds: readonly AttachmentId[] })
  | (Told & { readonly kind: 'assigned'; readonly happening: Happening & { readonly kind: 'assigned' } })
  | (Told & { readonly kind: 'late'; readonly happening: LateStep })
  | (Told & { readonly kind: 'decided'; readonly isAccepted: boolean })
  | (Told & { readonly kind: 'migrated'; readonly happening: Happening & { readonly kind: 'migrated' } })
  | (Told & {
      readonly kind: 'moved';
      /** The one it happened in. */
      readonly version: FlowVersion;
      readonly hops: readonly Hop[];
      readonly recorded: readonly Recorded[];
    })
  | (Told & { readonly kind: 'flow-message'; readonly message: SentMessage });

/** `version` is the one the case is in, `all` are those of its flow that are on this computer. */
export function timelineOf(
  rows: readonly Row<'event'>[],
  version: FlowVersion,
  all: readonly FlowVersion[] = [],
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const versions = versionsAt(rows, version, all);
  let living: ReadonlySet<TokenId> = new Set();
  for (const [index, row] of rows.entries()) {
    const before = living;
    living = livingAfter(before, row.doc.moves);
    for (const entry of entriesOf(row, versions[index] ?? version, { before, after: living })) {
      const last = entries.at(-1);
      if (last?.kind === 'moved' && entry.kind === 'moved' && isSameBreath(last, entry))
        entries[entries.length - 1] = {
          ...entry,
          id: last.id,
          hops: [...last.hops, ...entry.hops.slice(1)],
          recorded: [...last.recorded, ...entry.recorded],
        };
      else entries.push(entry);
    }
  }
  return entries;
}

/** Which version each event happened in: back from the present one, past each change of it. */
function versionsAt(
  rows: readonly Row<'event'>[],
  version: FlowVersion,
  all: readonly FlowVersion[],
): readonly FlowVersion[] {
  let at = version;
  return rows
    .toReversed()
    .map(({ doc: { happening } }) => {
      const then = at;
      if (happening.kind === 'migrated') at = all.find(({ number }) => number === happening.from) ?? at;
      return then;
    })
    .reverse();
}

const breathMs = 30 * 60_000;

type Moved = TimelineEntry & { readonly kind: 'moved' };

/** Of one person without a pause, and on from where the one before came to rest. */
function isSameBreath(last: Moved, next: Moved): boolean {
  return (
    last.hops.at(-1)?.stop === next.hops[0]?.stop &&
    last.event.by === next.event.by &&
    last.isPending === next.isPending &&
    next.event.at - last.event.at < breathMs
  );
}

/** The tokens of a case around an event. */
type Living = { readonly before: ReadonlySet<TokenId>; readonly after: ReadonlySet<TokenId> };

function livingAfter(before: ReadonlySet<TokenId>, moves: readonly Move[]): ReadonlySet<TokenId> {
  const living = new Set(before);
  for (const { tokenId, to } of moves) {
    if (to === null) living.delete(tokenId);
    else living.add(tokenId);
  }
  return living;
}

function entriesOf(row: Row<'event'>, version: FlowVersion, living: Living): readonly TimelineEntry[] {
  const event = row.doc;
  const { happening } = event;
  const told = { event, isPending: isPending(row) };
  const entries: TimelineEntry[] = [];
  if (happening.kind === 'assigned') entries.push({ ...told, id: row.id, kind: 'assigned', happening });
  else if (happening.kind === 'arrived-late') entries.push({ ...told, id: row.id, kind: 'late', happening });
  else if (happening.kind === 'migrated') entries.push({ ...told, id: row.id, kind: 'migrated', happening });
  else if ('eventId' in happening)
    entries.push({ ...told, id: row.id, kind: 'decided', isAccepted: happening.kind === 'late-accepted' });
  else if (happening.kind === 'attached')
    entries.push({ ...told, id: row.id, kind: 'files', attachmentIds: happening.attachmentIds });
  else if ('text' in happening) entries.push({ ...told, id: row.id, kind: 'words', happening });
  const said = happening.kind === 'step-completed' ? saidIn(happening, version) : null;
  if (said !== null) entries.push({ ...told, id: `${row.id} said`, kind: 'said', text: said });
  const recorded = said === null ? recordedBy(event) : [];
  // The same place in another drawing is no step of the case, and what is sent leaves nothing.
  const steps = event.moves.filter(({ why }) => why !== 'migrated' && why !== 'sent');
  const lines = [...groupBy(steps, ({ tokenId }) => tokenId).values()]
    .map((moves) => hopsOf(event, moves, version, living))
    .filter((hops) => hops.length > 0);
  for (const [place, hops] of lines.entries()) {
    const id = place === 0 ? `${row.id} moved` : `${row.id} moved ${place}`;
    const named = hops.map((hop, nth) => ({ ...hop, id: `${id} ${nth}` }));
    const work = place === 0 ? recorded : [];
    entries.push({ ...told, id, kind: 'moved', version, hops: named, recorded: work });
  }
  for (const [place, message] of event.messages.entries())
    entries.push({ ...told, id: `${row.id} message ${place}`, kind: 'flow-message', message });
  return entries;
}

/** In the customer’s lane the customer answers: the words written at such a step are theirs. */
function saidIn(
  { elementId, form, checked }: Happening & { readonly kind: 'step-completed' },
  version: FlowVersion,
): string | null {
  const step = findStep(version, elementId);
  if (step === undefined || checked.length > 0 || !isCustomers(laneOf(version, elementId))) return null;
  const answers = Object.entries(form).filter(([, value]) => value.trim() !== '');
  const areWords = answers.every(([id]) =>
    step.form.some((field) => field.id === id && (field.type === 'text' || field.type === 'long-text')),
  );
  return answers.length > 0 && areWords ? answers.map(([, value]) => value).join('\n\n') : null;
}

function recordedBy({ happening, moves }: CaseEvent): readonly Recorded[] {
  const start = moves.find(({ why }) => why === 'started')?.to ?? null;
  if (happening.kind === 'opened' && start !== null)
    return recordedAt({ elementId: start, form: happening.form ?? {}, checked: [] });
  return happening.kind === 'step-completed' ? recordedAt(happening) : [];
}

function recordedAt({ elementId, form, checked }: Recorded): readonly Recorded[] {
  const isEmpty = Object.values(form).every((value) => value.trim() === '') && checked.length === 0;
  return isEmpty ? [] : [{ elementId, form, checked }];
}

/** Where a token left, and where it came to rest. What is born in this event has left nothing. */
function hopsOf(
  { happening }: CaseEvent,
  moves: readonly Move[],
  version: FlowVersion,
  { before, after }: Living,
): readonly Omit<Hop, 'id'>[] {
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined || last.why === 'cancelled') return [];
  const isBorn = !before.has(first.tokenId);
  // What is born around others says nothing that those do not.
  if (isBorn && last.to !== null && isAround(version, last.to)) return [];
  const reached: Hop['stop'] | null = last.to ?? (after.size === 0 ? 'ended' : last.from);
  const chosen = moves.findLast(({ why, via }) => why === 'completed' && via !== null)?.via;
  const outcome = chosen ?? (isBorn ? heardIn(happening, version) : null);
  const hops = [
    { stop: isBorn ? null : first.from, isReached: false, outcome: null },
    { stop: reached, isReached: before.size > 0, outcome },
  ];
  return hops.flatMap(({ stop, ...hop }) =>
    stop === null || !isDrawn(version, stop) ? [] : { stop, ...hop },
  );
}

function isAround(version: FlowVersion, id: ElementId): boolean {
  const kind = findElement(version, id)?.kind;
  return kind === 'sub-process' || kind === 'call';
}

/** What somebody heard, where that is what they recorded at a step. */
function heardIn(happening: Happening, version: FlowVersion): TransitionId | null {
  if (happening.kind !== 'step-completed') return null;
  const way = findTransition(version, happening.outcome);
  return way === undefined || heardBy(version, way) === undefined ? null : way.id;
}

function isDrawn(version: FlowVersion, stop: Hop['stop']): boolean {
  return stop === 'ended' || findElement(version, stop) !== undefined;
}
