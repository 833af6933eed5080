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
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { wordsSchema } from '#shared/lib/words.ts';

export type FlowId = Brand<string, 'FlowId'>;
export const flowIdSchema = z.uuid().transform((id) => id as FlowId);
export type FlowVersionId = Brand<string, 'FlowVersionId'>;
export const flowVersionIdSchema = z.uuid().transform((id) => id as FlowVersionId);
export type ElementId = Brand<string, 'ElementId'>;
export const elementIdSchema = z
  .string()
  .regex(/^[\w.-]{1,80}$/)
  .transform((id) => id as ElementId);
export type TransitionId = Brand<string, 'TransitionId'>;
export const transitionIdSchema = z
  .string()
  .regex(/^[\w.-]{1,80}$/)
  .transform((id) => id as TransitionId);
export type LaneId = Brand<string, 'LaneId'>;
export const laneIdSchema = z
  .string()
  .regex(/^[\w.-]{1,80}$/)
  .transform((id) => id as LaneId);

/** The fixed set of lane colours; the letter on chips is the lane's own. */
export const laneTones = ['client', 'agent', 'internal', 'owner'] as const;
export type LaneTone = (typeof laneTones)[number];

/** Who is responsible. Without a role (the customer's lane) anyone of the team records what happened. */
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

/**
 * What a field asks for. `solution` is written in the composer's solution
 * field; `article` picks one of the knowledge base; `category` is the case's
 * own category.
 */
export const formFieldSchema = z
  .object({
    id: z.string().regex(/^[a-z][\w]{0,39}$/i),
    label: wordsSchema,
    help: wordsSchema.nullable(),
    type: z.enum(['text', 'long-text', 'choice', 'yes-no', 'category', 'solution', 'article']),
    options: z.array(z.object({ id: z.string().min(1).max(60), label: wordsSchema }).readonly()).readonly(),
    isRequired: z.boolean(),
    /** Asked only when the step is left by one of these; empty means always. */
    onlyFor: z.array(transitionIdSchema).readonly(),
  })
  .readonly();
export type FormField = z.infer<typeof formFieldSchema>;

export const checklistItemSchema = z
  .object({ id: z.string().regex(/^[\w-]{1,60}$/), label: wordsSchema, isRequired: z.boolean() })
  .readonly();

const elementBase = { id: elementIdSchema, laneId: laneIdSchema, name: wordsSchema };

/** Where cases begin. `form` is what the customer fills in; `escalation` starts the owner's part. */
const startSchema = z
  .object({
    ...elementBase,
    kind: z.literal('start'),
    trigger: z.enum(['request', 'escalation']),
    form: z.array(formFieldSchema).readonly(),
  })
  .readonly();

/** Work one person does. The token rests here until someone completes it. */
const stepSchema = z
  .object({
    ...elementBase,
    kind: z.literal('step'),
    /** `receive` waits for the customer; whoever hears the answer records it. */
    task: z.enum(['user', 'receive']),
    instruction: wordsSchema,
    script: wordsSchema.nullable(),
    form: z.array(formFieldSchema).readonly(),
    checklist: z.array(checklistItemSchema).readonly(),
    /** What completing it does besides moving on: R0.5, the solution becomes a draft article. */
    effect: z.enum(['register-solution']).nullable(),
    canEscalate: z.boolean(),
  })
  .readonly();
export type Step = z.infer<typeof stepSchema>;

/** A decision a person takes: its outgoing transitions are the buttons. */
const gatewaySchema = z
  .object({
    ...elementBase,
    kind: z.literal('gateway'),
    gateway: z.literal('exclusive'),
    decidedBy: z.literal('person'),
  })
  .readonly();

/** A message sent in passing (intermediate throwing event). */
const messageEventSchema = z
  .object({ ...elementBase, kind: z.literal('message'), messageId: z.string() })
  .readonly();

/** The case is over; or, for `return`, an escalation is and the token goes back to the node it left. */
const endSchema = z
  .object({ ...elementBase, kind: z.literal('end'), result: z.enum(['closed', 'return']) })
  .readonly();

export const flowElementSchema = z.discriminatedUnion('kind', [
  startSchema,
  stepSchema,
  gatewaySchema,
  messageEventSchema,
  endSchema,
]);
export type FlowElement = z.infer<typeof flowElementSchema>;

/** The link from one element to the next. `name` labels it; `consequence` is the second line of its button. */
export const transitionSchema = z
  .object({
    id: transitionIdSchema,
    from: elementIdSchema,
    to: elementIdSchema,
    name: wordsSchema.nullable(),
    consequence: wordsSchema.nullable(),
  })
  .readonly();
export type Transition = z.infer<typeof transitionSchema>;

/** Text with variables in braces, kept on the case as it was told at that moment. */
export const messageTemplateSchema = z
  .object({
    id: z.string().min(1).max(40),
    name: wordsSchema,
    to: z.enum(['customer', 'agent', 'internal-agent', 'process-owner']),
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
const ruleSchema = z.object({ id: z.string(), text: wordsSchema }).readonly();

export const flowVersionSchema = z
  .object({
    id: flowVersionIdSchema,
    flowId: flowIdSchema,
    /** The built-in flow it comes from, such as `T0`. */
    key: z.string().min(1).max(20),
    number: z.number().int().positive(),
    name: wordsSchema,
    publishedAt: instantSchema,
    lanes: z.array(laneSchema).readonly(),
    elements: z.array(flowElementSchema).readonly(),
    transitions: z.array(transitionSchema).readonly(),
    messages: z.array(messageTemplateSchema).readonly(),
    categories: z
      .array(z.object({ id: z.string().min(1).max(60), label: wordsSchema }).readonly())
      .readonly(),
    /** Where a reopened case begins again. */
    reopensAt: elementIdSchema,
    rules: z.array(ruleSchema).readonly(),
    diagram: diagramSchema,
  })
  .readonly();
export type FlowVersion = z.infer<typeof flowVersionSchema>;

/** A flow of the company and the version new cases are opened with. */
export const flowSchema = z
  .object({ id: flowIdSchema, name: wordsSchema, currentVersionId: flowVersionIdSchema })
  .readonly();
export type Flow = z.infer<typeof flowSchema>;
