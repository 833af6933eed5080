/** What every route of the API is made of. */
import type { Socket } from 'node:net';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { FoundSession, OpenSession, Sessions } from '#server/auth/sessions.ts';
import type { SignInLimit } from '#server/auth/sign-in-limit.ts';
import type { Tickets } from '#server/auth/tickets.ts';
import type { Blobs } from '#server/blobs/create-blobs.ts';
import type { Database } from '#server/db/database.ts';
import type { Sync } from '#server/sync/create-sync.ts';
import type { Pokes } from '#server/sync/pokes.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { ProblemError } from './problem.ts';
import type { PullGate } from './pull-gate.ts';

export type ApiContext = {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly sync: Sync;
  readonly blobs: Blobs;
  readonly pokes: Pokes;
  readonly pulls: PullGate;
  readonly tickets: Tickets;
  readonly signInLimit: SignInLimit;
  readonly clock: () => Instant;
  readonly log: FastifyBaseLogger;
};

export type ApiRoute = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** The most bytes its body may have. */
  readonly bodyLimit: number;
  /** From one session; as many as everywhere where it is not said. */
  readonly callsAMinute?: number;
  /**
   * `anyone` needs no session; the others are refused before they are looked at.
   * `wiped` lets in a computer that is to be wiped as well, which is told so everywhere else.
   */
  readonly for: 'anyone' | 'signed-in' | 'wiped';
  readonly answer: (request: FastifyRequest, reply: FastifyReply, context: ApiContext) => Promise<unknown>;
  /** For a route that becomes a WebSocket: checked before the handshake, then given the open socket. */
  readonly socket?: {
    readonly admit: (request: FastifyRequest, context: ApiContext) => OpenSession;
    /** `wire` is what the socket speaks over. */
    readonly open: (socket: WebSocket, wire: Socket, session: OpenSession, context: ApiContext) => void;
  };
};

const sessions = new WeakMap<FastifyRequest, FoundSession>();

/** Finds who is asking. A route `for` anyone may still ask for it. */
export async function requireSession(request: FastifyRequest, context: ApiContext): Promise<OpenSession> {
  const session = await requireAnySession(request, context);
  if (session.isWiped) throw new ProblemError('wiped');
  return session;
}

/** Also that of a computer which is to be wiped. */
export async function requireAnySession(
  request: FastifyRequest,
  { sessions: signedIn }: ApiContext,
): Promise<FoundSession> {
  const known = sessions.get(request);
  if (known !== undefined) return known;
  const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1];
  const session = token === undefined ? undefined : await signedIn.find(token);
  if (session === undefined) throw new ProblemError('not-signed-in');
  sessions.set(request, session);
  return session;
}

/** What came in, as its schema reads it, or the names of the fields it does not. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).filter((field) => field !== '');
  throw new ProblemError('invalid-request', { fields: [...new Set(fields)].slice(0, 10) });
}
