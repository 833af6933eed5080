import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  oldestProtocol,
  protocolHeader,
  protocolVersion,
  pullQuerySchema,
  pushRequestSchema,
} from '#shared/protocol/messages.ts';
import { type ApiRoute, parseInput, requireSession } from './api-route.ts';
import { ProblemError } from './problem.ts';

export const syncRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    url: '/api/sync/push',
    bodyLimit: 8 * 1024 * 1024,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      checkProtocol(request, reply);
      const session = await requireSession(request, context);
      return context.sync.push(session, parseInput(pushRequestSchema, request.body));
    },
  },
  {
    method: 'GET',
    url: '/api/sync/pull',
    bodyLimit: 1024,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      checkProtocol(request, reply);
      const session = await requireSession(request, context);
      const query = parseInput(pullQuerySchema, request.query);
      const lines = await context.pulls.answer(() => context.sync.pull(session, query));
      return reply.type('application/x-ndjson; charset=utf-8').send(lines);
    },
  },
];

/** One that names none is of the first. */
function checkProtocol(request: FastifyRequest, reply: FastifyReply): void {
  reply.header(protocolHeader, protocolVersion);
  const theirs = Number(request.headers[protocolHeader] ?? 1);
  if (theirs > protocolVersion) throw new ProblemError('server-older');
  if (!(theirs >= oldestProtocol)) throw new ProblemError('app-older');
}
