/**
 * A BPMN 2.0 file (ISO/IEC 19510, OMG formal/2013-12-09) as a tree of elements,
 * with everything in it that is not ours to understand.
 *
 * Files come from anywhere: they are read without entities, within a size and a
 * depth, and what is wrong with one is an answer. Writing gives the same text
 * for the same tree.
 */
/// <reference path="./bpmn-moddle.d.ts" />
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { raiaSchema } from './raia-schema.ts';

export type Part = ModdleElement;

export type BpmnFile = {
  /** `bpmn:Definitions`. */
  readonly definitions: Part;
  /** What was left out because it could not be read. */
  readonly warnings: readonly string[];
};

export type UnreadableBpmn =
  | 'not-xml'
  | 'not-bpmn'
  /** A document type or an entity: nothing a model needs, and a way to do harm. */
  | 'has-entities'
  | 'too-large'
  | 'too-deep'
  | 'duplicate-id';

export type ReadBpmn =
  | { readonly kind: 'read'; readonly file: BpmnFile }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableBpmn; readonly detail: string };

/** Ten times what the largest models people draw take, in letters. */
const longest = 20_000_000;
const deepest = 200;

export async function readBpmn(text: string): Promise<ReadBpmn> {
  if (text.length > longest) return unreadable('too-large', `${longest / 1_000_000} MB`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return unreadable('has-entities', '');
  if (depthOf(text) > deepest) return unreadable('too-deep', String(deepest));
  try {
    const { rootElement, warnings } = await newModdle().fromXML(text);
    const said = warnings.map(({ message }) => firstLine(message));
    const duplicate = said.find((warning) => warning.includes('duplicate ID'));
    if (duplicate !== undefined) return unreadable('duplicate-id', duplicate);
    return { kind: 'read', file: { definitions: rootElement, warnings: said } };
  } catch (error) {
    const said = error instanceof Error ? firstLine(error.message) : '';
    if (said.includes('duplicate ID')) return unreadable('duplicate-id', said);
    return unreadable(/failed to parse|unexpected element/.test(said) ? 'not-bpmn' : 'not-xml', said);
  }
}

/** The same tree always gives the same text. */
export async function writeBpmn(definitions: Part): Promise<string> {
  const { xml } = await newModdle().toXML(definitions, { format: true });
  return xml;
}

export function newModdle(): BpmnModdle {
  return new BpmnModdle({ raia: raiaSchema });
}

/** How many elements lie inside each other at most, before anything walks down them. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const skipped = passages.find(([begins]) => text.startsWith(begins, at));
    const ends = skipped === undefined ? endOfTag(text, at) : text.indexOf(skipped[1], at);
    if (ends < 0) return most;
    if (skipped === undefined && text[at + 1] === '/') depth--;
    else if (skipped === undefined && text[ends - 1] !== '/') most = Math.max(most, ++depth);
    at = ends;
  }
  return most;
}

/** What stands between quotes is no part of it. A quote that is never closed is none, as the parser has it. */
function endOfTag(text: string, begins: number): number {
  const marks = /[>"']/g;
  marks.lastIndex = begins;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [quote] = mark;
    if (quote === '>') return mark.index;
    const closes = text.indexOf(quote, marks.lastIndex);
    if (closes >= 0) marks.lastIndex = closes + 1;
  }
  return -1;
}

/** What may hold anything, and how it begins and ends. */
const passages = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function firstLine(message: string): string {
  const nested = /nested error: (.*)/.exec(message)?.[1];
  return (nested ?? message.split('\n')[0] ?? '').slice(0, 200);
}

function unreadable(reason: UnreadableBpmn, detail: string): ReadBpmn {
  return { kind: 'unreadable', reason, detail };
}
