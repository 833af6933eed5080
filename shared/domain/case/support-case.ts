import { z } from 'zod';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { positionSchema } from '#shared/domain/flow/position.ts';
import { customerIdSchema } from '#shared/domain/people/customer.ts';
import { personIdSchema, teamIdSchema } from '#shared/domain/people/person.ts';
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { languageSchema } from '#shared/lib/words.ts';

export type CaseId = Brand<string, 'CaseId'>;
export const caseIdSchema = z.uuid().transform((id) => id as CaseId);

export const channels = ['phone', 'email', 'chat', 'form', 'whatsapp', 'social', 'in-person'] as const;
export type Channel = (typeof channels)[number];
export const channelSchema = z.enum(channels);

export const priorities = ['low', 'normal', 'high'] as const;
export type Priority = (typeof priorities)[number];
export const prioritySchema = z.enum(priorities);

const caseNumberSchema = z.number().int().positive();
/** As many restores as anybody lives to see. */
const mostFormerNumbers = 20;

/** One request followed to its end. */
export const supportCaseSchema = z
  .object({
    id: caseIdSchema,
    /** Given by the server, unique in the company; null until the server has seen the case. */
    number: caseNumberSchema.nullable(),
    /** What servers that were restored since had called it, newest first: told then, and found for ever. */
    formerNumbers: z.array(caseNumberSchema).readonly().default([]),
    /** Short code of the computer that opened it, searchable for ever. */
    localCode: z.string().min(1).max(12),
    subject: z.string().min(1).max(300),
    customerId: customerIdSchema,
    teamId: teamIdSchema,
    assigneeId: personIdSchema.nullable(),
    channel: channelSchema,
    language: languageSchema,
    /** A category of the flow version, or free text from an import; empty when not yet known. */
    category: z.string().max(120),
    priority: prioritySchema,
    flowId: flowIdSchema,
    flowVersionId: flowVersionIdSchema,
    /** The fold of the moves in its events, kept here by the mutator that made them. */
    position: positionSchema,
    /** Steps that arrived late and wait for somebody's decision, by the ids of their events, oldest first. */
    lateIds: z.array(z.uuid()).readonly().default([]),
    /** What its steps recorded so far, field id to text; the last attempt wins. */
    form: z.record(z.string(), z.string()).readonly(),
    /** Numbers, yes and no that rules found out, as other rules read them; each counts while `form` says the same. */
    learned: z
      .record(z.string(), z.union([z.number(), z.boolean()]))
      .readonly()
      .optional(),
    openedAt: instantSchema,
    openedBy: personIdSchema,
    /** The moment of its last event. */
    changedAt: instantSchema,
    /** Since when computers hold it only on demand; any change brings it back. */
    archivedAt: instantSchema.nullable().default(null),
  })
  .readonly();
export type SupportCase = z.infer<typeof supportCaseSchema>;

const toldSchema = z.object({
  number: caseNumberSchema,
  formerNumbers: z
    .array(caseNumberSchema)
    .max(mostFormerNumbers - 1)
    .readonly(),
});

/** The numbers somebody saw a case by, without the one it has now; none where that cannot be read. */
export function formerNumbersIn(seen: unknown, number: number | null): readonly number[] {
  const told = toldSchema.safeParse(seen).data;
  if (told === undefined) return [];
  return [...new Set([told.number, ...told.formerNumbers])].filter((former) => former !== number);
}

/** What people call it: the number once there is one, else the local code. */
export function caseName(supportCase: Pick<SupportCase, 'number' | 'localCode'>): string {
  return supportCase.number === null ? supportCase.localCode : toNumberName(supportCase.number);
}

/** As it stands in lists and over its screen. */
export function caseTitle(supportCase: Pick<SupportCase, 'number' | 'localCode' | 'subject'>): string {
  return `${caseName(supportCase)} ${supportCase.subject}`;
}

/** Everything it was ever called, for those who look for it. */
export function namesOf({
  formerNumbers,
  ...supportCase
}: Pick<SupportCase, 'number' | 'formerNumbers' | 'localCode'>): readonly string[] {
  return [caseName(supportCase), supportCase.localCode, ...formerNumbers.map(toNumberName)];
}

export function toNumberName(number: number): string {
  return `#${number}`;
}
