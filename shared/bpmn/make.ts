/** Making the parts of a BPMN tree. */
import { newModdle, type Part } from './bpmn-file.ts';
import { isPart } from './parts.ts';
import type { WrittenText } from './words.ts';

/** Makes a part, and makes it the parent of those that are made for it. */
export type Make = (type: string, properties?: Readonly<Record<string, unknown>>) => Part;

export function maker(): Make {
  const moddle = newModdle();
  return (type, properties = {}) => {
    const part = moddle.create(type, properties);
    for (const value of Object.values(properties).flat()) if (isPart(value)) value.$parent ??= part;
    return part;
  };
}

export function extensions(make: Make, ...values: readonly Part[]): Part {
  return make('bpmn:ExtensionElements', { values });
}

export function textParts(make: Make, texts: readonly WrittenText[]): readonly Part[] {
  return texts.map((text) => make('raia:Text', text));
}
