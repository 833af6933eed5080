/**
 * The append-only history of a case. Events are ordered by their row version,
 * never by a clock. `at` is the moment the rules use; `claimedAt` is what the
 * author's computer said.
 */
import { z } from 'zod';
import { recipients } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { moveSchema } from '#shared/domain/flow/position.ts';
import { personIdSchema } from '#shared/domain/people/person.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { languageSchema } from '#shared/lib/words.ts';
import { attachmentIdSchema } from './attachment.ts';
import { caseIdSchema } from './support-case.ts';

/** A message the flow sent in passing, as it was told. */
export const sentMessageSchema = z
  .object({
    messageId: z.string(),
    to: z.enum(recipients),
    language: languageSchema,
    text: z.string(),
  })
  .readonly();
export type SentMessage = z.infer<typeof sentMessageSchema>;

const stepWork = {
  outcome: transitionIdSchema,
  /** Further ways of an inclusive decision. */
  also: z.array(transitionIdSchema).readonly().optional(),
  form: z.record(z.string(), z.string()).readonly(),
  checked: z.array(z.string()).readonly(),
};

/** What can be done to a token by hand. */
export const repairActs = ['move', 'skip', 'repeat', 'add', 'cancel'] as const;

/** What happened, by kind. */
export const happeningSchema = z.discriminatedUnion('kind', [
  /** `form`: what the flow's start asked besides, where somebody was asked. */
  z
    .object({
      kind: z.literal('opened'),
      text: z.string(),
      form: z.record(z.string(), z.string()).readonly().optional(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('step-completed'),
      elementId: elementIdSchema,
      attempt: z.number().int().positive(),
      ...stepWork,
    })
    .readonly(),
  /** Finished by someone who did not know that the case had gone on from this pass. It moves nothing by itself. */
  z
    .object({
      kind: z.literal('arrived-late'),
      elementId: elementIdSchema,
      attempt: z.number().int().positive(),
      ...stepWork,
      receivedAt: instantSchema,
    })
    .readonly(),
  /** `eventId`: the step that arrived late; the work is what was recorded of it. */
  z
    .object({
      kind: z.literal('late-accepted'),
      eventId: z.uuid(),
      elementId: elementIdSchema,
      attempt: z.number().int().positive(),
      ...stepWork,
    })
    .readonly(),
  z.object({ kind: z.literal('late-dismissed'), eventId: z.uuid() }).readonly(),
  z.object({ kind: z.literal('noted'), text: z.string() }).readonly(),
  /** Written to the customer, or by the customer when somebody recorded it. */
  z
    .object({ kind: z.literal('message-written'), from: z.enum(['agent', 'customer']), text: z.string() })
    .readonly(),
  z
    .object({ kind: z.literal('assigned'), to: personIdSchema.nullable(), before: personIdSchema.nullable() })
    .readonly(),
  z
    .object({
      kind: z.literal('handed-over'),
      to: personIdSchema,
      before: personIdSchema.nullable(),
      text: z.string(),
    })
    .readonly(),
  z.object({ kind: z.literal('escalated'), elementId: elementIdSchema, text: z.string() }).readonly(),
  z.object({ kind: z.literal('returned'), elementId: elementIdSchema, text: z.string() }).readonly(),
  z.object({ kind: z.literal('reopened'), text: z.string() }).readonly(),
  /** Put right by hand, and why. */
  z
    .object({
      kind: z.literal('repaired'),
      act: z.enum(repairActs),
      text: z.string(),
    })
    .readonly(),
  /** It goes on in another version of its flow, by their numbers. */
  z
    .object({
      kind: z.literal('migrated'),
      from: z.number().int().positive(),
      to: z.number().int().positive(),
    })
    .readonly(),
  /** The clock did it: `elementId` is the timer event, due at `dueAt`. */
  z.object({ kind: z.literal('timer-fired'), elementId: elementIdSchema, dueAt: instantSchema }).readonly(),
  z
    .object({ kind: z.literal('attached'), attachmentIds: z.array(attachmentIdSchema).min(1).readonly() })
    .readonly(),
]);
export type Happening = z.infer<typeof happeningSchema>;

export const caseEventSchema = z
  .object({
    id: z.uuid(),
    caseId: caseIdSchema,
    by: personIdSchema,
    at: instantSchema,
    claimedAt: instantSchema,
    happening: happeningSchema,
    moves: z.array(moveSchema).readonly(),
    messages: z.array(sentMessageSchema).readonly(),
  })
  .readonly();
export type CaseEvent = z.infer<typeof caseEventSchema>;
