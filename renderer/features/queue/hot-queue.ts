/**
 * The queue as it was last seen, kept in one record, so that a start paints it
 * at once and reads the rows of this computer behind it.
 */
import { z } from 'zod';
import { channelSchema, prioritySchema } from '#shared/domain/case/support-case.ts';
import { laneTones } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { personIdSchema } from '#shared/domain/people/person.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { parseJson } from '#shared/lib/json.ts';
import { wordsSchema } from '#shared/lib/words.ts';
import { type CaseList, listOf } from './case-table.ts';
import type { QueueItem } from './queue-item.ts';
import { type QueueQuery, queueOrders, queueViews } from './queue-query.ts';

const rowsKept = 50;

const placeSchema = z.object({
  stepId: elementIdSchema,
  step: wordsSchema,
  lane: wordsSchema,
  letter: z.string(),
  tone: z.enum(laneTones),
});

const itemSchema = z.object({
  id: z.string(),
  name: z.string(),
  subject: z.string(),
  customer: z.string(),
  channel: channelSchema,
  priority: prioritySchema,
  openedAt: instantSchema,
  changedAt: instantSchema,
  assigneeId: personIdSchema.nullable(),
  place: placeSchema.nullable(),
  isEnded: z.boolean(),
  isEscalated: z.boolean(),
  isPending: z.boolean(),
}) satisfies z.ZodType<QueueItem>;

const hotQueueSchema = z.object({
  view: z.enum(queueViews),
  order: z.enum(queueOrders),
  count: z.number().int().nonnegative(),
  items: z.array(itemSchema),
});

/** `count`: of the whole list, of which these are the first. */
export type HotQueue = { readonly count: number; readonly list: CaseList };

/** Null for a list that was searched or narrowed down: nobody begins the day with it. */
export function toHotText(
  { view, order, laneKey, stepKey, text }: QueueQuery,
  list: CaseList,
): string | null {
  if (laneKey !== null || stepKey !== null || text !== '') return null;
  const length = Math.min(list.length, rowsKept);
  const items = Array.from({ length }, (_, index) => list.itemAt(index));
  return JSON.stringify({ view, order, count: list.length, items });
}

/** Null where it is of another list, or cannot be read. */
export function readHotText(text: string | null, { view, order }: QueueQuery): HotQueue | null {
  const hot = hotQueueSchema.safeParse(parseJson(text ?? '')).data;
  return hot?.view === view && hot.order === order ? { count: hot.count, list: listOf(hot.items) } : null;
}
