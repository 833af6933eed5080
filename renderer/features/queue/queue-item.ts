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
  /** It stands in a lane without a role: the customer's. */
  readonly isWaiting: boolean;
  readonly isEscalated: boolean;
  readonly isPending: boolean;
  /** Folded text the filter looks in. */
  readonly haystack: string;
};

type Sources = {
  readonly findCustomer: (id: string) => Row<'customer'> | undefined;
  readonly findVersion: (id: string) => Row<'flow-version'> | undefined;
};

type Made = {
  readonly customer: Row<'customer'> | undefined;
  readonly version: Row<'flow-version'> | undefined;
  readonly item: QueueItem;
};

const made = new WeakMap<Row<'case'>, Made>();

/** The same object as long as the case, its customer and its flow version are the same rows. */
export function toQueueItem(row: Row<'case'>, sources: Sources): QueueItem {
  const customer = sources.findCustomer(row.doc.customerId);
  const version = sources.findVersion(row.doc.flowVersionId);
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
  const element = token && version && findElement(version, token.elementId);
  const lane = element && version && getLane(version, element.laneId);
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
    place:
      element && lane
        ? { stepId: element.id, step: element.name, lane: lane.name, letter: lane.letter, tone: lane.tone }
        : null,
    isEnded: doc.position.endedAt !== null,
    isWaiting: lane !== undefined && lane.role === null,
    isEscalated: token !== undefined && token.returnsTo !== null,
    isPending: isPending(row),
    haystack: fold([doc.subject, name, caseName(doc), doc.localCode, organization, code].join('\n')),
  };
}
