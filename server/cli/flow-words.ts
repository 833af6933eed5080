/** Parts of a flow, as they are typed in decisions, each with the name people know it by. */
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';

export function toldElement(version: FlowVersion, id: ElementId, language: Language): string {
  return toldId(id, inLanguage(getElement(version, id).name, language));
}

/** A lone way out mostly has no name: told by what it leads to. */
export function toldWay(version: FlowVersion, way: Transition, language: Language): string {
  const name = outcomeName(version, way) ?? getElement(version, way.to).name;
  return toldId(way.id, inLanguage(name, language));
}

/** Whatever of a flow has that id; a path is told by what it leads from and to. */
export function toldPart(version: FlowVersion, id: string, language: Language): string {
  const way = version.transitions.find((one) => one.id === id);
  if (way !== undefined) {
    const ends = [way.from, way.to].map((end) => inLanguage(getElement(version, end).name, language));
    return toldId(id, ends.join(' → '));
  }
  const part = [...version.elements, ...version.lanes].find((one) => one.id === id);
  return toldId(id, part === undefined ? '' : inLanguage(part.name, language));
}

/** On one line, whatever a file has in its names. */
export function toldId(id: string, name: string): string {
  const plain = name.trim().replace(/\s+/g, ' ');
  return plain === '' ? id : `${id} “${plain}”`;
}
