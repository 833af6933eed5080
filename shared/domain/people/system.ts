/** Who does what nobody does: the clock. Not a person of any company; on screen it is Raia itself. */
import type { Actor } from './actor.ts';
import { personIdSchema, roles } from './person.ts';

export const systemId = personIdSchema.parse('00000000-0000-4000-8000-000000000001');

export const systemActor: Actor = { id: systemId, name: 'Raia', roles, teamIds: [], floorIds: [] };
