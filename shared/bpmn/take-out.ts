/** Taking parts out of a document, with all that is inside them, hangs on them or refers to them. */
import type { Part } from './bpmn-file.ts';
import { isPart } from './parts.ts';

/** What is nothing without what it refers to: paths, notes' lines, shapes and their planes. */
const ties = ['sourceRef', 'targetRef', 'bpmnElement', 'plane'];

export function takeOut(definitions: Part, parts: readonly Part[]): void {
  if (parts.length === 0) return;
  const gone = new Set(parts.flatMap((part) => [part, ...insideOf(part)]));
  const all = [definitions, ...insideOf(definitions)];
  for (let before = 0; before < gone.size; ) {
    before = gone.size;
    for (const part of all)
      if (!gone.has(part) && hangsOn(part, gone)) for (const one of [part, ...insideOf(part)]) gone.add(one);
  }
  for (const part of all)
    for (const { name } of propertiesOf(part)) {
      const values = valuesIn(part, name);
      const left = values.filter((value) => !gone.has(value));
      if (left.length < values.length) part.set(name, Array.isArray(part.get(name)) ? left : undefined);
    }
}

/** Everything inside a part, however deep, in the order of the document. */
export function insideOf(part: Part): readonly Part[] {
  const found: Part[] = [];
  const open = [part];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at !== part) found.push(at);
    const own = at;
    const inner = propertiesOf(own)
      .filter(({ isReference }) => isReference !== true)
      .flatMap(({ name }) => valuesIn(own, name));
    open.push(...inner.reverse());
  }
  return found;
}

/** Of several things it refers to, some of data go and others may stay. */
function hangsOn(part: Part, gone: ReadonlySet<Part>): boolean {
  return propertiesOf(part).some(({ name, ns }) => {
    const values = ties.includes(ns.localName) ? valuesIn(part, name) : [];
    return values.length > 0 && values.every((value) => gone.has(value));
  });
}

/** What other tools put there has no properties that are known. */
function propertiesOf(part: Part) {
  return part.$descriptor.properties ?? [];
}

function valuesIn(part: Part, name: string): readonly Part[] {
  return [part.get(name)].flat().filter(isPart);
}
