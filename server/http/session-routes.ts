import { endSession, readSession, signIn } from '#server/auth/sessions.ts';
import { type Session, type SignedIn, signInSchema } from '#shared/protocol/session.ts';
import { type ApiRoute, parseInput, requireSession } from './api-route.ts';
import { ProblemError } from './problem.ts';

const url = '/api/session';
const bodyLimit = 16 * 1024;

export const sessionRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    url,
    bodyLimit,
    for: 'anyone',
    answer: async (request, _reply, { db, clock, signInLimit }): Promise<SignedIn> => {
      const wish = parseInput(signInSchema, request.body);
      const waitMs = signInLimit.waitMs(wish.login, request.ip, clock());
      if (waitMs > 0) throw new ProblemError('too-many-attempts', { retryAfterS: Math.ceil(waitMs / 1000) });
      const signedIn = await signIn(db, wish, clock());
      if (signedIn === undefined) {
        signInLimit.failed(wish.login, request.ip, clock());
        throw new ProblemError('wrong-sign-in');
      }
      signInLimit.succeeded(wish.login, request.ip);
      return signedIn;
    },
  },
  {
    method: 'GET',
    url,
    bodyLimit,
    for: 'signed-in',
    answer: async (request, _reply, context): Promise<Session> => {
      const session = await readSession(context.db, await requireSession(request, context));
      if (session === undefined) throw new ProblemError('not-signed-in');
      return session;
    },
  },
  {
    method: 'DELETE',
    url,
    bodyLimit,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      await endSession(context.db, (await requireSession(request, context)).key);
      return reply.code(204).send();
    },
  },
];
