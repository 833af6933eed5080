/**
 * A named change of a flow's design, such as "a chat agent fills in the form":
 * data that takes elements out, puts others in and connects them. It is made in
 * one go on any flow that has what it builds on, and the result is a flow like
 * any other, to be checked and changed further.
 */
import { z } from 'zod';
import { wordsSchema } from '#shared/lib/words.ts';
import { decisionTableSchema } from './decision-table.ts';
import { flowElementSchema } from './flow-element.ts';
import {
  type FlowVersion,
  flowVersionSchema,
  laneSchema,
  messageTemplateSchema,
  ruleSchema,
  transitionSchema,
} from './flow-version.ts';
import { elementIdSchema, laneIdSchema, transitionIdSchema } from './ids.ts';

export const flowPatternSchema = z
  .object({
    key: z.string().min(1).max(20),
    name: wordsSchema,
    /** The flow it was written for; any other that has what it builds on will do. */
    of: z.string().min(1).max(20),
    removes: z
      .object({
        elements: z.array(elementIdSchema).readonly(),
        transitions: z.array(transitionIdSchema).readonly(),
      })
      .readonly(),
    /** What is put in; what has the id of something there takes its place. */
    lanes: z.array(laneSchema).readonly(),
    elements: z.array(flowElementSchema).readonly(),
    transitions: z.array(transitionSchema).readonly(),
    messages: z.array(messageTemplateSchema).readonly(),
    decisions: z.array(decisionTableSchema).readonly(),
    rules: z.array(ruleSchema).readonly(),
    /** The lanes from top to bottom afterwards; one that nothing is in any more is left out. */
    laneOrder: z.array(laneIdSchema).readonly(),
  })
  .readonly();
export type FlowPattern = z.infer<typeof flowPatternSchema>;

export type Patterned =
  /** Its diagram draws what was there; whoever shows it has it laid out. */
  | { readonly kind: 'made'; readonly version: FlowVersion }
  /** The flow lacks what the pattern builds on. */
  | { readonly kind: 'refused'; readonly missing: readonly string[] };

export function applyPattern(version: FlowVersion, pattern: FlowPattern): Patterned {
  const gone = new Set<string>([...pattern.removes.elements, ...pattern.removes.transitions]);
  const elements = merged(version.elements, pattern.elements).filter(({ id }) => !gone.has(id));
  const ids = new Set<string>(elements.map(({ id }) => id));
  const laneIds = new Set<string>(elements.map(({ laneId }) => laneId));
  const lanes = merged(version.lanes, pattern.lanes).filter(({ id }) => laneIds.has(id));
  const missing = [
    ...missingIn(pattern.removes.elements, version.elements),
    ...missingIn(pattern.removes.transitions, version.transitions),
    ...pattern.transitions.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.has(id)),
    ...[...laneIds].filter((id) => !lanes.some((lane) => lane.id === id)),
  ];
  if (missing.length > 0) return { kind: 'refused', missing: [...new Set(missing)] };
  const transitions = merged(version.transitions, pattern.transitions).filter(
    ({ id, from, to }) => !gone.has(id) && ids.has(from) && ids.has(to),
  );
  const order = [...pattern.laneOrder, ...lanes.map(({ id }) => id)];
  const made = {
    ...version,
    lanes: lanes.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
    elements,
    transitions,
    messages: merged(version.messages, pattern.messages),
    decisions: merged(version.decisions ?? [], pattern.decisions),
    rules: merged(version.rules, pattern.rules),
  };
  return { kind: 'made', version: flowVersionSchema.parse(made) };
}

type Named = { readonly id: string };

/** In the order there was; what is new comes after it. */
function merged<T extends Named>(before: readonly T[], put: readonly T[]): readonly T[] {
  const byId = new Map(put.map((one) => [one.id, one]));
  const kept = before.map((one) => byId.get(one.id) ?? one);
  const known = new Set(before.map(({ id }) => id));
  return [...kept, ...put.filter(({ id }) => !known.has(id))];
}

function missingIn(ids: readonly string[], there: readonly Named[]): readonly string[] {
  return ids.filter((id) => !there.some((one) => one.id === id));
}
