import { packageVersion } from '#server/paths.ts';
import { protocolVersion } from '#shared/protocol/messages.ts';
import type { ApiRoute } from './api-route.ts';
import { ProblemError } from './problem.ts';

export const healthRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    url: '/healthz',
    bodyLimit: 1024,
    for: 'anyone',
    answer: async (_request, _reply, { db, log }) => {
      try {
        await db.query('SELECT 1');
        return { ok: true, version: packageVersion, protocol: protocolVersion };
      } catch (error) {
        log.warn(error, 'The database does not answer');
        throw new ProblemError('unavailable', { retryAfterS: 1 });
      }
    },
  },
];
