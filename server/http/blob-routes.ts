/**
 * The bytes of attached files, in the manner of the IETF draft on resumable
 * uploads (and of tus): HEAD tells the offset the server has, PATCH appends
 * from exactly there. What differs: nothing is created, because the pushed row
 * has said already what will come, and how long it is.
 *
 * Every piece is small enough to arrive in one request over a weak line; one
 * that is cut off is lost, those before it are not.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Upload } from '#server/blobs/create-blobs.ts';
import { sha256Schema } from '#shared/domain/case/attachment.ts';
import { assertNever } from '#shared/lib/must.ts';
import { largestPieceBytes, pieceType } from '#shared/protocol/blobs.ts';
import { type ApiContext, type ApiRoute, parseInput, requireSession } from './api-route.ts';
import { ProblemError } from './problem.ts';

const url = '/api/blobs/:sha256';
const paramsSchema = z.object({ sha256: sha256Schema });
const offsetSchema = z.object({ 'upload-offset': z.coerce.number().int().nonnegative() });

export const blobRoutes: readonly ApiRoute[] = [
  {
    method: 'HEAD',
    url,
    bodyLimit: 1024,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      const { session, sha256 } = await readAsked(request, context);
      const upload = await context.blobs.findUpload(session, sha256);
      if (upload === undefined) throw new ProblemError('not-found');
      return reply.headers(headersOf(upload)).code(204).send();
    },
  },
  {
    method: 'PATCH',
    url,
    bodyLimit: largestPieceBytes,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      const { session, sha256 } = await readAsked(request, context);
      const { 'upload-offset': offset } = parseInput(offsetSchema, request.headers);
      const bytes = request.body;
      if (!Buffer.isBuffer(bytes)) throw new ProblemError('media-type-unknown');
      const result = await context.blobs.append(session, { sha256, offset, bytes });
      switch (result.kind) {
        case 'accepted':
          return reply.headers(headersOf(result)).code(204).send();
        case 'wrong-offset':
          reply.header('upload-offset', result.offset);
          throw new ProblemError('wrong-offset');
        case 'too-long':
          throw new ProblemError('too-large');
        case 'wrong-hash':
        case 'no-room':
        case 'not-found':
          throw new ProblemError(result.kind);
        default:
          return assertNever(result);
      }
    },
  },
  {
    method: 'GET',
    url,
    bodyLimit: 1024,
    for: 'signed-in',
    answer: async (request, reply, context) => {
      const { session, sha256 } = await readAsked(request, context);
      const blob = await context.blobs.open(session, sha256);
      if (blob === undefined) throw new ProblemError('not-found');
      // Whatever it is, it is nothing of ours: no browser runs it, guesses at it, or shows it in our name.
      return reply
        .headers({
          'content-length': blob.bytes,
          'content-disposition': `attachment; filename*=UTF-8''${encodeName(blob.name)}`,
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, max-age=31536000, immutable',
          etag: `"${sha256}"`,
        })
        .type('application/octet-stream')
        .send(blob.stream);
    },
  },
];

async function readAsked(request: FastifyRequest, context: ApiContext) {
  const session = await requireSession(request, context);
  return { session, ...parseInput(paramsSchema, request.params) };
}

function headersOf({ offset, length }: Upload): Readonly<Record<string, string | number>> {
  return {
    'upload-offset': offset,
    'upload-length': length,
    'upload-complete': offset === length ? '?1' : '?0',
    'cache-control': 'no-store',
  };
}

export const pieceParser = {
  type: pieceType,
  parse: (_request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => done(null, body),
};

/** RFC 8187: letters, digits and a few signs as they are. */
function encodeName(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
