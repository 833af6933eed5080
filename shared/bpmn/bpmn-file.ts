/**
 * A BPMN 2.0 file (ISO/IEC 19510, OMG formal/2013-12-09) as a tree of elements,
 * with everything in it that is not ours to understand.
 *
 * Files come from anywhere: they are read without entities, within a size and a
 * depth, and what is wrong with one is an answer. Writing gives the same text
 * for the same tree.
 */
/// <reference path="./bpmn-moddle.d.ts" />
/// <reference path="./moddle-xml.d.ts" />
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { Reader } from 'moddle-xml';
import { limit, type TooMuch, tooMuchIn } from './limits.ts';
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
  | 'duplicate-id'
  /** Letters with accents or blanks: what has such an id would be left out, with all that is tied to it. */
  | 'illegal-id'
  | TooMuch['reason'];

export type ReadBpmn =
  | { readonly kind: 'read'; readonly file: BpmnFile }
  | {
      readonly kind: 'unreadable';
      readonly reason: UnreadableBpmn;
      /** The id that is at fault, the limit that was passed, or the parser's own words. */
      readonly detail: string;
      /** Counted from 1, where the parser knows it. */
      readonly line?: number;
    };

export async function readBpmn(text: string): Promise<ReadBpmn> {
  const tooMuch = tooMuchIn(text);
  if (tooMuch !== undefined) return { kind: 'unreadable', ...tooMuch };
  const reader = new Reader({ model: newModdle(), lax: true });
  const root = reader.handler('bpmn:Definitions');
  const limited = limit(root, text);
  try {
    const { rootElement, warnings } = await reader.fromXML(text, root);
    const said = warnings.map(({ message }) => firstLine(message));
    const [fault] = said.flatMap(idFaultsIn);
    return fault ?? { kind: 'read', file: { definitions: rootElement, warnings: said } };
  } catch (error) {
    const found = limited.found();
    if (found !== undefined) return { kind: 'unreadable', ...found };
    const said = error instanceof Error ? firstLine(error.message) : '';
    const [fault] = idFaultsIn(said);
    if (fault !== undefined) return fault;
    const reason = /failed to parse|unexpected element/.test(said) ? 'not-bpmn' : 'not-xml';
    return { ...unreadable(reason, said), ...lineIn(error) };
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

function firstLine(message: string): string {
  const nested = /nested error: (.*)/.exec(message)?.[1];
  return (nested ?? message.split('\n')[0] ?? '').slice(0, 200);
}

function idFaultsIn(said: string): readonly ReadBpmn[] {
  // Of a long one its end may be cut off.
  const [, kind, id = ''] = /(duplicate|illegal) ID <([^>]*)/.exec(said) ?? [];
  if (kind === undefined) return [];
  return [unreadable(kind === 'duplicate' ? 'duplicate-id' : 'illegal-id', id)];
}

/** Of a file that ends too early the parser tells where it began to read. */
function lineIn(error: unknown): { readonly line?: number } {
  const said = error instanceof Error && !error.message.includes('unexpected end') ? error.message : '';
  const line = /^\tline: (\d+)$/m.exec(said)?.[1];
  return line === undefined ? {} : { line: Number(line) + 1 };
}

function unreadable(reason: UnreadableBpmn, detail: string): ReadBpmn {
  return { kind: 'unreadable', reason, detail };
}
