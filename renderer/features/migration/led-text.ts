/** A mapping as the text of a draft: a place and its target to a line. Ids have no spaces. */
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import type { ElementMapping } from '#shared/domain/flow/migrate.ts';

export function ledText(led: ElementMapping): string {
  return [...led].map(([place, target]) => `${place} ${target}`).join('\n');
}

/** What cannot be read leads nowhere. */
export function ledIn(text: string): ElementMapping {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [place, target] = line.split(' ').map((id) => elementIdSchema.safeParse(id).data);
      return place === undefined || target === undefined ? [] : [[place, target] as const];
    }),
  );
}
