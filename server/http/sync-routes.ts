import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  archiveQuerySchema,
  oldestProtocol,
  protocolHeader,
  protocolVersion,
  pullQuerySchema,
  pushRequestSchema,
  snapshotPageQuerySchema,
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
  {
    method: 'GET',
    url: '/api/sync/snapshot',
    bodyLimit: 1024,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      checkProtocol(request, reply);
      const session = await requireSession(request, context);
      const query = parseInput(snapshotPageQuerySchema, request.query);
      const page = await context.sync.snapshotPage(session, query);
      if (page === undefined) throw new ProblemError('not-found');
      return reply
        .header('content-encoding', 'gzip')
        .type('application/x-ndjson; charset=utf-8')
        .send(Buffer.from(page));
    },
  },
  {
    method: 'GET',
    url: '/api/sync/archive',
    bodyLimit: 1024,
    // A person looks for a case now and then; whoever tries all numbers is slowed down.
    callsAMinute: 120,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      checkProtocol(request, reply);
      const session = await requireSession(request, context);
      const query = parseInput(archiveQuerySchema, request.query);
      const lines = await context.sync.archive(session, query);
      return reply.type('application/x-ndjson; charset=utf-8').send(lines.join('\n'));
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
