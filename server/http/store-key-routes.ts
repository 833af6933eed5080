import { z } from 'zod';
import { findStoreKey, keepStoreKey } from '#server/auth/store-keys.ts';
import { wipeDone } from '#server/auth/wipes.ts';
import { storeKeySchema, wipedSchema } from '#shared/protocol/session.ts';
import { type ApiRoute, parseInput, requireAnySession, requireSession } from './api-route.ts';
import { ProblemError } from './problem.ts';

const url = '/api/session/keys/:id';
const bodyLimit = 1024;
/** A computer asks once at each start. */
const callsAMinute = 60;
const paramsSchema = z.object({ id: z.uuid() });

/** The key a computer seals its store with, and its word that the store is gone. */
export const storeKeyRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    url,
    bodyLimit,
    callsAMinute,
    for: 'signed-in',
    answer: async (request, _reply, context) => {
      const session = await requireSession(request, context);
      const { id } = parseInput(paramsSchema, request.params);
      const found = await findStoreKey(context.db, session, id);
      if (found === 'wiped') throw new ProblemError('wiped');
      return found;
    },
  },
  {
    method: 'PUT',
    url,
    bodyLimit,
    callsAMinute,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      const session = await requireSession(request, context);
      const { id } = parseInput(paramsSchema, request.params);
      const { key } = parseInput(storeKeySchema, request.body);
      const kept = await keepStoreKey(context.db, session, { id, key }, context.clock());
      if (kept === 'wiped') throw new ProblemError('wiped');
      return reply.code(204).send();
    },
  },
  {
    method: 'POST',
    url: '/api/session/wiped',
    bodyLimit,
    callsAMinute,
    for: 'wiped',
    answer: async (request, reply, context) => {
      const session = await requireAnySession(request, context);
      await wipeDone(context.db, session, parseInput(wipedSchema, request.body), context.clock());
      return reply.code(204).send();
    },
  },
];
