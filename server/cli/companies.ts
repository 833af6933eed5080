/** Which company a command means: the named one, or the only one there is. */

import type { Queryable } from '#server/db/database.ts';
import { listSpaces, type Space } from '#server/db/spaces.ts';
import type { CommandResult, Say } from './command.ts';

export const companyOption = { company: { type: 'string' } } as const;

export type Found = { readonly space: Space } | { readonly problem: CommandResult };

export async function findCompany(db: Queryable, name: string | undefined, say: Say): Promise<Found> {
  const spaces = await listSpaces(db);
  const matching = name === undefined ? spaces : spaces.filter((space) => space.name === name);
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return { space: only };
  const words =
    spaces.length === 0
      ? say('noCompany')
      : say('whichCompany', { names: spaces.map((space) => space.name).join(', ') });
  return { problem: { kind: 'refused', words } };
}
