import { Readable } from 'node:stream';
import { pullQuerySchema, pushRequestSchema } from '#shared/protocol/messages.ts';
import { type ApiRoute, parseInput, requireSession } from './api-route.ts';

/** Lines written together, so that ten thousand rows are not ten thousand writes. */
const linesAWrite = 200;

export const syncRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    url: '/api/sync/push',
    bodyLimit: 8 * 1024 * 1024,
    for: 'signed-in',
    answer: async (request, _reply, context) => {
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
      const session = await requireSession(request, context);
      const lines = await context.sync.pull(session, parseInput(pullQuerySchema, request.query));
      return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(toChunks(lines)));
    },
  },
];

function* toChunks(lines: readonly string[]): Generator<string> {
  for (let index = 0; index < lines.length; index += linesAWrite)
    yield `${lines.slice(index, index + linesAWrite).join('\n')}\n`;
}
