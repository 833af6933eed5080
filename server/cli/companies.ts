/** Which company a command means: the named one, or the only one there is. */

import type { Queryable } from '#server/db/database.ts';
import { listSpaces, type Space } from '#server/db/spaces.ts';
import { type Problem, refused, type Say } from './command.ts';

export const companyOption = { company: { type: 'string' } } as const;

export type Found = { readonly space: Space } | { readonly problem: Problem };

export async function findCompany(db: Queryable, name: string | undefined, say: Say): Promise<Found> {
  const spaces = await listSpaces(db);
  const matching = name === undefined ? spaces : spaces.filter((space) => space.name === name);
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return { space: only };
  if (spaces.length === 0) return { problem: refused(say, 'noCompany') };
  return { problem: refused(say, 'whichCompany', { names: spaces.map((space) => space.name).join(', ') }) };
}
