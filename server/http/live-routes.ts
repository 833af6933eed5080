/** The live connection: pokes to the client, nothing from it but answers to pings. */
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { OpenSession } from '#server/auth/sessions.ts';
import { type ApiContext, type ApiRoute, parseInput, requireSession } from './api-route.ts';
import { ProblemError } from './problem.ts';

const url = '/api/sync/live';
const bodyLimit = 1024;
const heartbeatMs = 30_000;
/** WebSocket close codes of our own: the session ended. */
const sessionOver = 4401;

export const liveRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    url,
    bodyLimit,
    for: 'signed-in',
    answer: async (request, _reply, context) => {
      const session = await requireSession(request, context);
      return { ticket: context.tickets.issue(session, context.clock()) };
    },
  },
  {
    method: 'GET',
    url,
    bodyLimit,
    for: 'anyone',
    answer: async () => {
      throw new ProblemError('upgrade-needed');
    },
    socket: { admit, open },
  },
];

function admit(request: FastifyRequest, { tickets, clock }: ApiContext): OpenSession {
  const { ticket } = parseInput(z.object({ ticket: z.string().max(100) }), request.query);
  const session = tickets.take(ticket, clock());
  if (session === undefined) throw new ProblemError('ticket-invalid');
  return session;
}

function open(socket: WebSocket, wire: Socket, session: OpenSession, { pokes, log }: ApiContext): void {
  const stop = pokes.listen({
    ...session,
    // A frame made once for all goes past the library, which would make one for each.
    send: (frame) => {
      if (socket.readyState === socket.OPEN) wire.write(frame);
    },
    close: () => socket.close(sessionOver),
  });
  let hasAnswered = true;
  const heartbeat = setInterval(() => {
    if (!hasAnswered) return socket.terminate();
    hasAnswered = false;
    socket.ping();
  }, heartbeatMs);
  socket.on('pong', () => {
    hasAnswered = true;
  });
  socket.on('error', (error) => log.debug(error, 'A live connection failed'));
  socket.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
