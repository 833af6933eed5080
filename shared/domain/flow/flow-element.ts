/**
 * What a flow consists of: the elements of BPMN 2.0 (ISO/IEC 19510) the engine
 * runs. Parts that most elements do not have are left out where they say
 * nothing, so that a flow version stays small.
 */
import { z } from 'zod';
import { wordsSchema } from '#shared/lib/words.ts';
import { checklistItemSchema, formFieldSchema } from './form.ts';
import { elementIdSchema, laneIdSchema } from './ids.ts';
import { upcastElement } from './upcast-element.ts';

const elementBase = {
  id: elementIdSchema,
  laneId: laneIdSchema,
  name: wordsSchema,
  /** The sub-process it is part of, or the process that is called or talked to; none in the flow's own. */
  within: elementIdSchema.optional(),
  /** The BPMN it stands for and that nobody can run, such as `scriptTask`: it is kept and shown. */
  unsupported: z.string().min(1).max(80).optional(),
};

/**
 * ISO 8601: how long it waits, until when, or how long each time (`R3/PT10M`).
 * Time counts by a calendar's open hours, and always where that is `wall`.
 */
const counted = { value: z.string().max(80), calendar: z.string().min(1).max(60).optional() };
export const timerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('duration'), ...counted }).readonly(),
  z.object({ kind: z.literal('date'), value: z.string().max(80) }).readonly(),
  z.object({ kind: z.literal('cycle'), ...counted }).readonly(),
]);
export type Timer = z.infer<typeof timerSchema>;

const messageEvent = z
  .object({ kind: z.literal('message'), messageId: z.string().min(1).max(200).nullable() })
  .readonly();
const timerEvent = z.object({ kind: z.literal('timer'), timer: timerSchema }).readonly();
/** Without a code it is any error, or any escalation. */
const errorEvent = z.object({ kind: z.literal('error'), code: z.string().max(200).nullable() }).readonly();
const escalationEvent = z
  .object({ kind: z.literal('escalation'), code: z.string().max(200).nullable() })
  .readonly();
const noEvent = z.object({ kind: z.literal('none') }).readonly();

/**
 * Where a token is born. `request` begins the flow or a sub-process, `form` is
 * what the customer fills in; the others begin an event sub-process, or for
 * `message` a process that is talked to. `escalation` at the top begins the
 * part where a case goes that is escalated by hand, and comes back from.
 */
const startSchema = z
  .object({
    ...elementBase,
    kind: z.literal('start'),
    trigger: z.enum(['request', 'message', 'timer', 'escalation', 'error']),
    timer: timerSchema.optional(),
    code: z.string().max(200).optional(),
    /** Whether it stops what goes on around its event sub-process; so it is where nothing is said. */
    isInterrupting: z.boolean().optional(),
    form: z.array(formFieldSchema).readonly(),
  })
  .readonly();

/**
 * What a step is in any service flow, so that reports over several flows can be
 * compared. No source flow has them all, and their order differs.
 */
export const stageTags = [
  'receive',
  'identify',
  'understand',
  'classify',
  'side-gate',
  'try-knowledge',
  'specialise',
  'escalate',
  'solve',
  'confirm',
  'survey',
  'feed-knowledge',
  'close',
] as const;

/** How long a step should take (`soft`) and may take (`hard`), as ISO 8601 durations. */
const timeLimitSchema = z
  .object({
    id: z.string().min(1).max(40),
    name: wordsSchema,
    soft: z.string().max(40).nullable(),
    hard: z.string().max(40).nullable(),
    /** `wall` counts always; a calendar's id counts its open hours. */
    calendar: z.string().min(1).max(60),
  })
  .readonly();

/** Work one person does. The token rests here until someone completes it. */
const stepSchema = z
  .object({
    ...elementBase,
    kind: z.literal('step'),
    /**
     * `receive` waits for the customer; whoever hears the answer records it.
     * `external` happens in another system and is recorded by hand.
     */
    task: z.enum(['user', 'manual', 'receive', 'external']),
    instruction: wordsSchema,
    script: wordsSchema.nullable(),
    form: z.array(formFieldSchema).readonly(),
    checklist: z.array(checklistItemSchema).readonly(),
    /** What completing it does besides moving on: R0.5, the solution becomes a draft article. */
    effect: z.enum(['register-solution']).nullable(),
    canEscalate: z.boolean(),
    limits: z.array(timeLimitSchema).readonly().optional(),
    /** What the knowledge base is searched for while somebody works here. */
    topic: wordsSchema.optional(),
    tags: z.array(z.enum(stageTags)).readonly().optional(),
  })
  .readonly();
export type Step = z.infer<typeof stepSchema>;

/** Work nobody does: it happens when the token comes, in the same breath. */
const automaticSchema = z
  .object({
    ...elementBase,
    kind: z.literal('automatic'),
    task: z.enum(['service', 'send', 'rule']),
    /** The message a send task sends. */
    messageId: z.string().min(1).max(200).optional(),
    /** The table a business-rule task reads. */
    decisionId: z.string().min(1).max(60).optional(),
  })
  .readonly();
export type Automatic = z.infer<typeof automaticSchema>;

/**
 * Where ways part and meet. Decided by a person, its ways out are the buttons;
 * by a rule, their conditions. `event` waits for the first of the events it
 * leads to.
 */
const gatewaySchema = z
  .object({
    ...elementBase,
    kind: z.literal('gateway'),
    gateway: z.enum(['exclusive', 'inclusive', 'parallel', 'event']),
    decidedBy: z.enum(['person', 'rule']),
  })
  .readonly();

/** Something that is sent or raised in passing. */
const throwSchema = z
  .object({
    ...elementBase,
    kind: z.literal('throw'),
    event: z.discriminatedUnion('kind', [noEvent, messageEvent, escalationEvent]),
  })
  .readonly();

/** Where a token waits for something to happen. */
const catchSchema = z
  .object({
    ...elementBase,
    kind: z.literal('catch'),
    event: z.discriminatedUnion('kind', [messageEvent, timerEvent]),
  })
  .readonly();

/** What may happen while a token is at `attachedTo`, and where it leads. */
const boundarySchema = z
  .object({
    ...elementBase,
    kind: z.literal('boundary'),
    attachedTo: elementIdSchema,
    isInterrupting: z.boolean(),
    event: z.discriminatedUnion('kind', [messageEvent, timerEvent, escalationEvent, errorEvent]),
  })
  .readonly();
export type Boundary = z.infer<typeof boundarySchema>;

/** A part of the flow of its own; `event` ones begin when their start's event happens. */
const subProcessSchema = z
  .object({ ...elementBase, kind: z.literal('sub-process'), isEvent: z.boolean() })
  .readonly();

/** Runs another process of the same flow version; null is one that is not here. */
const callSchema = z
  .object({ ...elementBase, kind: z.literal('call'), calls: elementIdSchema.nullable() })
  .readonly();

/**
 * Where a token ends. `terminate` ends everything in its process or
 * sub-process; `return` ends an escalation by hand, and the token goes back to
 * the step it left.
 */
const endSchema = z
  .object({
    ...elementBase,
    kind: z.literal('end'),
    event: z.discriminatedUnion('kind', [
      noEvent,
      messageEvent,
      escalationEvent,
      errorEvent,
      z.object({ kind: z.literal('terminate') }).readonly(),
      z.object({ kind: z.literal('return') }).readonly(),
    ]),
  })
  .readonly();

const elementSchema = z.discriminatedUnion('kind', [
  startSchema,
  stepSchema,
  automaticSchema,
  gatewaySchema,
  throwSchema,
  catchSchema,
  boundarySchema,
  subProcessSchema,
  callSchema,
  endSchema,
]);

/** Those that earlier builds kept are read too. */
export const flowElementSchema = z.preprocess(upcastElement, elementSchema);
export type FlowElement = z.infer<typeof flowElementSchema>;
export type ElementOf<K extends FlowElement['kind']> = FlowElement & { readonly kind: K };
