import { z } from 'zod';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/flow-version.ts';
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

/** One request followed to its end. */
export const supportCaseSchema = z
  .object({
    id: caseIdSchema,
    /** Given by the server, unique in the company; null until the server has seen the case. */
    number: z.number().int().positive().nullable(),
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
    openedAt: instantSchema,
    openedBy: personIdSchema,
    /** The moment of its last event. */
    changedAt: instantSchema,
  })
  .readonly();
export type SupportCase = z.infer<typeof supportCaseSchema>;

/** What people call it: the number once there is one, else the local code. */
export function caseName(supportCase: Pick<SupportCase, 'number' | 'localCode'>): string {
  return supportCase.number === null ? supportCase.localCode : `#${supportCase.number}`;
}
