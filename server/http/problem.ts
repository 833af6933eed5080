/** Errors as people and programs read them: RFC 9457 problem details, in the language of whoever asked. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseTrouble } from '#server/db/database-error.ts';
import { SpaceMissingError } from '#server/sync/ports.ts';
import { SyncError } from '#server/sync/sync-error.ts';
import { findLanguage, type Language } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';

/** The status of each problem; its kind is the end of its `type` and a key of the texts in `problems`. */
const statuses = {
  'invalid-request': 400,
  unreadable: 400,
  'wrong-sign-in': 401,
  'not-signed-in': 401,
  'ticket-invalid': 401,
  'not-found': 404,
  'wrong-offset': 409,
  wiped: 410,
  'too-large': 413,
  'media-type-unknown': 415,
  'wrong-hash': 422,
  'upgrade-needed': 426,
  'app-older': 426,
  'server-older': 426,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  internal: 500,
  busy: 503,
  'mutator-unknown': 503,
  unavailable: 503,
  'no-room': 507,
} as const;
export type ProblemKind = keyof typeof statuses;

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: ProblemKind;
  /** What the request got wrong, by name. */
  readonly fields: readonly string[];
  readonly retryAfterS: number | undefined;

  constructor(
    kind: ProblemKind,
    more: { readonly fields?: readonly string[]; readonly retryAfterS?: number } = {},
  ) {
    super(kind);
    this.kind = kind;
    this.fields = more.fields ?? [];
    this.retryAfterS = more.retryAfterS;
  }
}

export const problemMediaType = 'application/problem+json';

/** What any error means to a caller. Nothing of the error itself is told. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof SyncError) return fromSync(error);
  if (error instanceof SpaceMissingError) return new ProblemError('not-found');
  if (databaseTrouble(error) === 'unavailable') return new ProblemError('unavailable', { retryAfterS: 1 });
  return fromFramework(error);
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply {
  const { kind, fields, retryAfterS } = problem;
  if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS));
  return reply
    .code(statuses[kind])
    .type(problemMediaType)
    .send(JSON.stringify(toBody(kind, fields, request.headers['accept-language'])));
}

export function toBody(kind: ProblemKind, fields: readonly string[], acceptLanguage: string | undefined) {
  const language = toLanguage(acceptLanguage);
  const say = createSay(language);
  return {
    type: `urn:raia:problem:${kind}`,
    title: say(`${kind}.title`),
    status: statuses[kind],
    detail: say(`${kind}.detail`, { fields: fields.length === 0 ? '-' : fields.join(', ') }),
  };
}

/** The first language of the header that Raia speaks, by the order the caller prefers. */
export function toLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    });
  const inOrder = wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { tag } of inOrder) {
    const spoken = findLanguage(tag);
    if (spoken !== undefined) return spoken;
  }
  return 'pt-BR';
}

const translator = createTranslator('pt-BR');

function createSay(language: Language) {
  return translator.getFixedT(language, 'problems');
}

function fromSync(error: SyncError): ProblemError {
  switch (error.kind) {
    case 'unavailable':
      return new ProblemError('unavailable', { retryAfterS: 1 });
    case 'busy':
      return new ProblemError('busy', { retryAfterS: 2 });
    case 'mutator-unknown':
      return new ProblemError('mutator-unknown');
    case 'cursors-unreadable':
      return new ProblemError('invalid-request', { fields: ['cursors'] });
  }
}

/** What Fastify and its plugins found wrong before a route was asked. */
function fromFramework(error: unknown): ProblemError {
  if (!(error instanceof Error)) return new ProblemError('internal');
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status === 404) return new ProblemError('not-found');
  if (status === 413) return new ProblemError('too-large');
  if (status === 415) return new ProblemError('media-type-unknown');
  if (status === 429) return new ProblemError('too-many-requests');
  if (status >= 400 && status < 500) return new ProblemError('unreadable');
  return new ProblemError('internal');
}
