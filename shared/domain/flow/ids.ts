/** The identities of what a flow is made of. Elements, transitions and lanes keep the ids of their BPMN file. */
import { z } from 'zod';
import type { Brand } from '#shared/lib/brand.ts';

/**
 * Whatever XML lets be an id, in any script, and no longer than anybody would
 * write. Tables by id are kept as objects, where `__proto__` cannot be a key.
 */
const bpmnId = z
  .string()
  .regex(/^[^\s:<>&"'/]{1,200}$/)
  .refine((id) => id !== '__proto__');

export type FlowId = Brand<string, 'FlowId'>;
export const flowIdSchema = z.uuid().transform((id) => id as FlowId);
export type FlowVersionId = Brand<string, 'FlowVersionId'>;
export const flowVersionIdSchema = z.uuid().transform((id) => id as FlowVersionId);
export type ElementId = Brand<string, 'ElementId'>;
export const elementIdSchema = bpmnId.transform((id) => id as ElementId);
export type TransitionId = Brand<string, 'TransitionId'>;
export const transitionIdSchema = bpmnId.transform((id) => id as TransitionId);
export type LaneId = Brand<string, 'LaneId'>;
export const laneIdSchema = bpmnId.transform((id) => id as LaneId);
