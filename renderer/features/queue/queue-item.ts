/** What one line of the queue shows, worked out once per version of its case and customer. */
import { isPending } from '#renderer/data/client.ts';
import { type Channel, caseName, namesOf, type Priority } from '#shared/domain/case/support-case.ts';
import { findElement, getLane, isCustomers } from '#shared/domain/flow/elements.ts';
import type { FlowVersion, LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Language, Words } from '#shared/lib/words.ts';
import { type LaneKey, laneKeyOf } from './lanes.ts';
import { type StepKey, toStepKey } from './queue-query.ts';

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
};

/** Of these versions of a case, its customer and its flow version. */
export function toQueueItem(
  row: Row<'case'>,
  customer: Row<'customer'> | undefined,
  version: Row<'flow-version'> | undefined,
): QueueItem {
  const { doc } = row;
  const [token] = standingTokens(doc.position);
  return {
    id: doc.id,
    name: caseName(doc),
    subject: doc.subject,
    customer: customer?.doc.name ?? '',
    channel: doc.channel,
    priority: doc.priority,
    openedAt: doc.openedAt,
    changedAt: doc.changedAt,
    assigneeId: doc.assigneeId,
    place: findPlace(version?.doc, token?.elementId)?.place ?? null,
    isEnded: doc.position.endedAt !== null,
    isEscalated: token !== undefined && token.returnsTo !== null,
    isPending: isPending(row),
  };
}

type Folded = { readonly customer: Row<'customer'> | undefined; readonly text: string };

const folded = new WeakMap<Row<'case'>, Folded>();

/** Folded text the filter looks in. */
export function haystackOf(row: Row<'case'>, customer: Row<'customer'> | undefined): string {
  const known = folded.get(row);
  if (known !== undefined && known.customer === customer) return known.text;
  const { name = '', organization = '', code = '' } = customer?.doc ?? {};
  const text = fold([row.doc.subject, name, ...namesOf(row.doc), organization, code].join('\n'));
  folded.set(row, { customer, text });
  return text;
}

export type FoundPlace = {
  readonly place: QueuePlace;
  readonly stepKey: StepKey;
  readonly laneKeys: Readonly<Record<Language, LaneKey>>;
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
  const lane = getLane(version, element.laneId);
  const { name, letter, tone } = lane;
  return {
    place: { stepId: element.id, step: element.name, lane: name, letter, tone },
    stepKey: toStepKey(version.flowId, element.id),
    laneKeys: {
      'pt-BR': laneKeyOf(lane, 'pt-BR'),
      es: laneKeyOf(lane, 'es'),
      en: laneKeyOf(lane, 'en'),
    },
    isCustomers: isCustomers(lane),
  };
}
