/** Names in a list where some are called alike. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { Words } from '#shared/lib/words.ts';

export type Named = { readonly id: ElementId; readonly kind: FlowElement['kind']; readonly name: Words };

/** What `longer` said is kept: lists of one version are made anew with every render, and share their elements. */
export function toldApartBy(
  nameOf: (element: Named) => string,
  longer: (version: FlowVersion, id: ElementId, name: string) => string,
): (version: FlowVersion, elements: readonly Named[]) => readonly string[] {
  const known = new WeakMap<FlowVersion, Map<string, string>>();
  const longerOnce = (version: FlowVersion, id: ElementId, name: string) => {
    const names = known.get(version) ?? new Map<string, string>();
    known.set(version, names);
    const key = `${id} ${name}`;
    const told = names.get(key) ?? longer(version, id, name);
    names.set(key, told);
    return told;
  };
  return (version, elements) => {
    const named = elements.map((element) => ({ id: element.id, name: nameOf(element) }));
    const firstOf = new Map<string, ElementId>();
    const alike = new Set<string>();
    for (const { id, name } of named) {
      const first = firstOf.get(name) ?? id;
      firstOf.set(name, first);
      // One place may stand in a list twice, led to by two ways.
      if (first !== id) alike.add(name);
    }
    return named.map(({ id, name }) => (alike.has(name) ? longerOnce(version, id, name) : name));
  };
}
