/**
 * A flow version: the company's own flowchart as the engine runs it and the
 * map draws it.
 *
 * The elements are those of BPMN 2.0, with the work of a step (script, form,
 * checklist) on the task. A published version never changes; a case is pinned
 * to the version it was opened with. Words are kept in every language.
 */
import { z } from 'zod';
import { roles } from '#shared/domain/people/person.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { wordsSchema } from '#shared/lib/words.ts';
import { decisionTableSchema } from './decision-table.ts';
import { flowElementSchema } from './flow-element.ts';
import { optionSchema } from './form.ts';
import {
  elementIdSchema,
  flowIdSchema,
  flowVersionIdSchema,
  laneIdSchema,
  transitionIdSchema,
} from './ids.ts';

/** The fixed set of lane colours; the letter on chips is the lane's own. */
export const laneTones = [
  'client',
  'agent',
  'internal',
  'owner',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
] as const;
export type LaneTone = (typeof laneTones)[number];

/** Who is responsible. Without a role, as the customer’s lane is, anyone of the team records what happened. */
export const laneSchema = z
  .object({
    id: laneIdSchema,
    name: wordsSchema,
    letter: z.string().length(1),
    tone: z.enum(laneTones),
    role: z.enum(roles).nullable(),
    /** Drawn on a case's map only while a token is in it (rule R0.6 of the HEFLO flow). */
    isOnlyUnderEscalation: z.boolean(),
  })
  .readonly();
export type Lane = z.infer<typeof laneSchema>;

/** The link from one element to the next. `name` labels it; `consequence` is the second line of its button. */
export const transitionSchema = z
  .object({
    id: transitionIdSchema,
    from: elementIdSchema,
    to: elementIdSchema,
    name: wordsSchema.nullable(),
    consequence: wordsSchema.nullable(),
    /** The FEEL expression a rule takes it by. */
    condition: z.string().min(1).max(2_000).optional(),
    /** Taken where no condition of the others holds. */
    isDefault: z.boolean().optional(),
    /** A condition in a language Raia does not read is kept in the file; people decide. */
    unsupported: z.string().min(1).max(80).optional(),
  })
  .readonly();
export type Transition = z.infer<typeof transitionSchema>;

/** A message that goes from one process of the version to another. */
const messageFlowSchema = z
  .object({ id: transitionIdSchema, from: elementIdSchema, to: elementIdSchema })
  .readonly();

/** Whom a flow tells something: the customer, or everyone of a role who sees the case. */
export const recipients = ['customer', 'agent', 'internal-agent', 'process-owner', 'lead'] as const;

/** Text with variables in braces, kept on the case as it was told at that moment. */
export const messageTemplateSchema = z
  .object({
    id: z.string().min(1).max(40),
    name: wordsSchema,
    to: z.enum(recipients),
    text: wordsSchema,
  })
  .readonly();
export type MessageTemplate = z.infer<typeof messageTemplateSchema>;

/** Where things are drawn, in the units of BPMN diagram interchange (pixels at 100 %). */
export const diagramSchema = z
  .object({
    lanes: z.record(z.string(), z.object({ y: z.number(), height: z.number() }).readonly()).readonly(),
    width: z.number(),
    shapes: z
      .record(
        z.string(),
        z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).readonly(),
      )
      .readonly(),
    /** Bends of a transition from its start to its end, both included. */
    edges: z
      .record(z.string(), z.array(z.object({ x: z.number(), y: z.number() }).readonly()).readonly())
      .readonly(),
  })
  .readonly();
export type Diagram = z.infer<typeof diagramSchema>;

/** A named rule of the source flow, for the people who keep the process. */
export const ruleSchema = z.object({ id: z.string(), text: wordsSchema }).readonly();

/** More than anybody draws; what goes through all of them still answers at once. */
export const mostInFlow = { lanes: 500, elements: 6_000, transitions: 12_000 } as const;

export const flowVersionSchema = z
  .object({
    id: flowVersionIdSchema,
    flowId: flowIdSchema,
    /** The built-in flow it comes from, such as `T0`. */
    key: z.string().min(1).max(20),
    number: z.number().int().positive(),
    name: wordsSchema,
    publishedAt: instantSchema,
    lanes: z.array(laneSchema).max(mostInFlow.lanes).readonly(),
    elements: z.array(flowElementSchema).max(mostInFlow.elements).readonly(),
    transitions: z.array(transitionSchema).max(mostInFlow.transitions).readonly(),
    messages: z.array(messageTemplateSchema).readonly(),
    messageFlows: z.array(messageFlowSchema).readonly().optional(),
    decisions: z.array(decisionTableSchema).readonly().optional(),
    categories: z.array(optionSchema).readonly(),
    /** Where a reopened case begins again. */
    reopensAt: elementIdSchema,
    rules: z.array(ruleSchema).readonly(),
    diagram: diagramSchema,
  })
  .readonly();
export type FlowVersion = z.infer<typeof flowVersionSchema>;

/** A flow of the company and the version new cases are opened with. */
export const flowSchema = z
  .object({
    id: flowIdSchema,
    name: wordsSchema,
    currentVersionId: flowVersionIdSchema,
    /** When it was last published, as that version or for other cases; a Raia before this one did not keep it here. */
    publishedAt: instantSchema.optional(),
    /** What cases it is suggested for; where a list is empty or nothing is said, for all. */
    opensFor: z
      .object({ channels: z.array(z.string()).readonly(), categories: z.array(z.string()).readonly() })
      .readonly()
      .optional(),
  })
  .readonly();
export type Flow = z.infer<typeof flowSchema>;
