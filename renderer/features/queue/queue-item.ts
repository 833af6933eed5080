/** What one line of the queue shows, worked out once per version of its case and customer. */
import { isPending } from '#renderer/data/client.ts';
import { type Channel, caseName, type Priority } from '#shared/domain/case/support-case.ts';
import { findElement, getLane } from '#shared/domain/flow/elements.ts';
import type { ElementId, FlowVersion, LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Words } from '#shared/lib/words.ts';

export type QueuePlace = {
  readonly stepId: ElementId;
  readonly step: Words;
  readonly lane: Words;
  readonly letter: string;
  readonly tone: LaneTone;
};

export type QueueItem = {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly customer: string;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
  readonly assigneeId: PersonId | null;
  /** Null once the case has ended, and while its flow version is not here. */
  readonly place: QueuePlace | null;
  readonly isEnded: boolean;
  readonly isEscalated: boolean;
  readonly isPending: boolean;
  /** Folded text the filter looks in. */
  readonly haystack: string;
};

type Made = {
  readonly customer: Row<'customer'> | undefined;
  readonly version: Row<'flow-version'> | undefined;
  readonly item: QueueItem;
};

const made = new WeakMap<Row<'case'>, Made>();

/** The same object as long as the case, its customer and its flow version are the same rows. */
export function toQueueItem(
  row: Row<'case'>,
  customer: Row<'customer'> | undefined,
  version: Row<'flow-version'> | undefined,
): QueueItem {
  const known = made.get(row);
  if (known !== undefined && known.customer === customer && known.version === version) return known.item;
  const item = createItem(row, customer, version?.doc);
  made.set(row, { customer, version, item });
  return item;
}

function createItem(
  row: Row<'case'>,
  customer: Row<'customer'> | undefined,
  version: FlowVersion | undefined,
): QueueItem {
  const { doc } = row;
  const token = doc.position.tokens[0];
  const { name = '', organization = '', code = '' } = customer?.doc ?? {};
  return {
    id: doc.id,
    name: caseName(doc),
    subject: doc.subject,
    customer: name,
    channel: doc.channel,
    priority: doc.priority,
    openedAt: doc.openedAt,
    changedAt: doc.changedAt,
    assigneeId: doc.assigneeId,
    place: findPlace(version, token?.elementId)?.place ?? null,
    isEnded: doc.position.endedAt !== null,
    isEscalated: token !== undefined && token.returnsTo !== null,
    isPending: isPending(row),
    haystack: fold([doc.subject, name, caseName(doc), doc.localCode, organization, code].join('\n')),
  };
}

export type FoundPlace = {
  readonly place: QueuePlace;
  /** A lane without a role: the case waits for its customer. */
  readonly isCustomers: boolean;
};

const places = new WeakMap<FlowVersion, Map<ElementId, FoundPlace | undefined>>();

/** The same object every time. Undefined where the version, or the element in it, is not known here. */
export function findPlace(
  version: FlowVersion | undefined,
  elementId: ElementId | undefined,
): FoundPlace | undefined {
  if (version === undefined || elementId === undefined) return undefined;
  const known = places.get(version) ?? new Map<ElementId, FoundPlace | undefined>();
  places.set(version, known);
  if (!known.has(elementId)) known.set(elementId, readPlace(version, elementId));
  return known.get(elementId);
}

function readPlace(version: FlowVersion, elementId: ElementId): FoundPlace | undefined {
  const element = findElement(version, elementId);
  if (element === undefined) return undefined;
  const { name: lane, letter, tone, role } = getLane(version, element.laneId);
  return {
    place: { stepId: element.id, step: element.name, lane, letter, tone },
    isCustomers: role === null,
  };
}
