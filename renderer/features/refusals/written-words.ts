/**
 * Every word of a refused change, whatever change it was: what a person typed
 * or chose, in the order of the arguments, with ids left out.
 */
import { z } from 'zod';
import type { Happening } from '#shared/domain/case/case-event.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';

export type Written = {
  /** The argument's name, or the form field's id. */
  readonly id: string;
  /** A form field or a checklist of a step, a person, or a plain argument. */
  readonly kind: 'text' | 'answer' | 'checked' | 'outcome' | 'person' | 'files' | 'act' | 'place';
  readonly value: string;
};

const people = new Set(['to']);
const repairSchema = z.object({
  act: z.string(),
  to: z.string().optional(),
  outcome: z.string().nullable().optional(),
});
const byHandSchema = z.object({ flowVersionId: z.string(), form: z.record(z.string(), z.unknown()) });
/** Names of arguments that say which row is meant, not what was written. */
const silent = new Set(['before', 'attempt', 'openedAt', 'elementId', 'localCode']);

export function writtenWords({ args }: Pick<Refusal, 'args'>): readonly Written[] {
  return Object.entries(args).flatMap(([name, value]) => wordsOf(name, value));
}

/** Of a case somebody opened: the version whose start asked them. */
export function byHandIn({ args }: Pick<Refusal, 'args'>): { readonly flowVersionId: string } | undefined {
  return byHandSchema.safeParse(args.byHand).data;
}

/** What somebody recorded with an event, told as the words of a change are. */
export function recordedWords({ kind: _, ...args }: Happening): readonly Written[] {
  return writtenWords({ args });
}

/** Whether the other side has something else in this place, or nothing. */
export function differs(one: Written, others: readonly Written[]): boolean {
  return !others.some(({ id, kind, value }) => id === one.id && kind === one.kind && value === one.value);
}

function wordsOf(name: string, value: unknown): readonly Written[] {
  if (silent.has(name) || /Id$/.test(name)) return [];
  if (name === 'form') return entriesOf(value, 'answer');
  if (name === 'byHand') return entriesOf(byHandSchema.safeParse(value).data?.form, 'answer');
  if (name === 'fields' || name === 'newCustomer') return entriesOf(value, 'text');
  if (name === 'checked' && Array.isArray(value))
    return value.length === 0 ? [] : [{ id: name, kind: 'checked', value: value.join(',') }];
  if (name === 'act') return actOf(value);
  if (name === 'also' && Array.isArray(value))
    return value.map((way) => ({ id: `also ${way}`, kind: 'outcome', value: String(way) }));
  if (name === 'files') return [{ id: name, kind: 'files', value: fileNames(value) }];
  if (typeof value !== 'string' || value.trim() === '') return [];
  if (name === 'outcome') return [{ id: name, kind: 'outcome', value }];
  return [{ id: name, kind: people.has(name) ? 'person' : 'text', value }];
}

/** Of a repair: what was to be done, and where to or by which way. */
function actOf(value: unknown): readonly Written[] {
  const act = repairSchema.safeParse(typeof value === 'string' ? { act: value } : value).data;
  const parts: readonly Written[] = [
    { id: 'act', kind: 'act', value: act?.act ?? '' },
    { id: 'place', kind: 'place', value: act?.to ?? '' },
    { id: 'outcome', kind: 'outcome', value: act?.outcome ?? '' },
  ];
  return parts.filter((part) => part.value !== '');
}

function entriesOf(value: unknown, kind: 'text' | 'answer'): readonly Written[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '')
    .map(([id, text]) => ({ id, kind, value: text }));
}

function fileNames(value: unknown): string {
  const files = z.array(z.object({ name: z.string() })).safeParse(value).data ?? [];
  return files.map(({ name }) => name).join('\n');
}
