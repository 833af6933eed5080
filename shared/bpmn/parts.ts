/** Reading the parts of a BPMN tree, whose values are whatever the file said. */
import type { Part } from './bpmn-file.ts';

/** `bpmn:UserTask` is `UserTask`. */
export function kindOf(part: Part): string {
  return part.$type.slice(part.$type.indexOf(':') + 1);
}

/** As BPMN calls it in a file: `userTask`. */
export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

export function idOf(part: Part): string {
  return textIn(part, 'id') ?? '';
}

/** Its name on one line: other tools break names to fit their shapes. */
export function nameIn(part: Part | undefined): string | undefined {
  return textIn(part, 'name')?.trim().replace(/\s+/g, ' ');
}

/** Undefined too where the part itself is. */
export function textIn(part: Part | undefined, name: string): string | undefined {
  const value = part?.get(name);
  return typeof value === 'string' ? value : undefined;
}

export function numberIn(part: Part | undefined, name: string): number | undefined {
  const value = part?.get(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function isSet(part: Part | undefined, name: string): boolean {
  return part?.get(name) === true;
}

/** A part inside, or the one a reference means. */
export function partIn(part: Part | undefined, name: string): Part | undefined {
  const value = part?.get(name);
  return isPart(value) ? value : undefined;
}

export function partsIn(part: Part | undefined, name: string): readonly Part[] {
  const value = part?.get(name);
  return Array.isArray(value) ? value.filter(isPart) : [];
}

/** A part of ours among the extensions, such as `raia:Step`. */
export function extensionIn(part: Part, type: string): Part | undefined {
  return partsIn(partIn(part, 'extensionElements'), 'values').find(({ $type }) => $type === type);
}

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && '$type' in value;
}
