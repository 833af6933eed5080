/** The central server: sign-in, sync and the web app on one address. */
import type { ServerResponse } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { createSessions, type OpenSession, readGrants } from '#server/auth/sessions.ts';
import { createSignInLimit } from '#server/auth/sign-in-limit.ts';
import { createTickets } from '#server/auth/tickets.ts';
import { createBlobs } from '#server/blobs/create-blobs.ts';
import type { BlobFiles } from '#server/blobs/ports.ts';
import type { Database } from '#server/db/database.ts';
import { startFiringTimers } from '#server/jobs/fire-timers.ts';
import { startHousekeeping } from '#server/jobs/housekeeping.ts';
import { startRemovingBlobs } from '#server/jobs/remove-blobs.ts';
import { createCommitNews } from '#server/sync/commit-news.ts';
import { createSync } from '#server/sync/create-sync.ts';
import { createPokes } from '#server/sync/pokes.ts';
import type { Store } from '#server/sync/ports.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import type { SnapshotLimits } from '#server/sync/snapshots.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Mutator } from '#shared/mutations/mutator.ts';
import { type ApiContext, type ApiRoute, requireAnySession, requireSession } from './api-route.ts';
import { apiRoutes } from './api-routes.ts';
import { pieceParser } from './blob-routes.ts';
import { ProblemError, sendProblem, toProblem } from './problem.ts';
import { createPullGate } from './pull-gate.ts';
import { guardBrowsers } from './security-headers.ts';
import { refuseUnreadable } from './unreadable-request.ts';
import { serveWebApp } from './web-app.ts';

export type ServerOptions = {
  readonly db: Database;
  readonly findMutator: (name: string) => Mutator | undefined;
  /** Folder of the built web app; null serves the API alone. */
  readonly renderer: string | null;
  /** Where the bytes of attached files lie. */
  readonly blobFiles: BlobFiles;
  readonly log: FastifyBaseLogger;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  /** Certificate and key in PEM; null serves plain http. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** A proxy in front names the caller's address. */
  readonly isBehindProxy: boolean;
  /** How long nothing has happened to a closed case before it is archived, in milliseconds. */
  readonly archiveAfterMs: number;
  readonly snapshots?: SnapshotLimits;
};

/** Calls a minute from one session, or from one address without one. */
const callsAMinute = 6_000;

/** A first sync of a large company is 100 MB: so much text on its way leaves memory for everything else. */
const pullLimits = { reading: 2_000, charsUnsent: 256 * 1024 * 1024 };

/** Ready to `listen` or `inject`; `close` ends sockets and requests, the database stays open. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = createApp(options);
  const store = createPostgresStore(options.db);
  const context = createContext(options, store);
  // Left in, it would hand text to routes that read JSON.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(pieceParser.type, { parseAs: 'buffer' }, pieceParser.parse);
  const news = createCommitNews(options.db);
  let housekeeping: ReturnType<typeof startHousekeeping> | undefined;
  let timers: ReturnType<typeof startFiringTimers> | undefined;
  context.sync.onCommit(news.tell);
  const stopRemoving = startRemovingBlobs({ files: options.blobFiles, store }, options.clock, (error) =>
    options.log.warn(error, 'Blobs nobody names were not removed'),
  );
  app.addHook('onClose', async () => {
    stopRemoving();
    context.pokes.stop();
    await Promise.all([news.close(), housekeeping?.stop(), timers?.stop()]);
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.kind === 'internal') request.log.error(error, 'A request failed');
    return sendProblem(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    options.renderer !== null && asksForPage(request)
      ? reply.redirect(`/#${request.url}`)
      : sendProblem(request, reply, new ProblemError('not-found')),
  );
  await guardBrowsers(app);
  await app.register(rateLimit, {
    max: callsAMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    allowList: (request) => !request.url.startsWith('/api/'),
  });
  await app.register(websocket, { options: { perMessageDeflate: false, maxPayload: 1024 } });
  for (const route of apiRoutes) addRoute(app, route, context);
  if (options.renderer !== null) await serveWebApp(app, options.renderer);
  await app.ready();
  news.hear(context.pokes.committed, context.pokes.forget);
  housekeeping = startHousekeeping({ ...options, store, sync: context.sync });
  timers = startFiringTimers({ ...options, store, sync: context.sync });
  return app;
}

function createApp({ log, tls, isBehindProxy }: ServerOptions): FastifyInstance {
  return fastify({
    ...(tls === null ? {} : { https: tls }),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: isBehindProxy && isNearestProxy,
    bodyLimit: 16 * 1024,
    // A client that opens a request and stays silent does not keep us waiting.
    requestTimeout: 60_000,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, toProblem(error)),
  });
}

function addressOf(request: FastifyRequest): string {
  return request.ip;
}

/** Our own proxy is believed about its caller; what that caller claims of others before it is not. */
function isNearestProxy(_address: string, hop: number): boolean {
  return hop === 0;
}

function createContext(options: ServerOptions, store: Store): ApiContext {
  const { db, findMutator, log, clock, random, snapshots } = options;
  const sync = createSync({
    ...{ store, findMutator, clock, random },
    ...(snapshots === undefined ? {} : { snapshots }),
    onBug: ({ name, m }, error) => log.error({ err: error, name, m }, 'A mutator failed'),
  });
  const pokes = createPokes({
    readGrants: (space, keys) => readGrants(db, space, keys, clock()),
    onError: (error) => log.warn(error, 'Pokes were not sent'),
  });
  sync.onCommit(pokes.committed);
  const blobs = createBlobs({ files: options.blobFiles, store, sync, clock });
  return {
    ...{ db, sync, blobs, pokes, clock, log },
    sessions: createSessions(db, clock),
    pulls: createPullGate(pullLimits),
    tickets: createTickets(),
    signInLimit: createSignInLimit(),
  };
}

function addRoute(app: FastifyInstance, route: ApiRoute, context: ApiContext): void {
  const { method, url, bodyLimit, socket } = route;
  const shared = {
    method,
    url,
    bodyLimit,
    // A token nobody looks at buys no calls of its own.
    config: {
      rateLimit: {
        ...(route.for === 'anyone' ? { keyGenerator: addressOf } : {}),
        ...(route.callsAMinute === undefined ? {} : { max: route.callsAMinute }),
      },
    },
    onRequest: async (request: Parameters<ApiRoute['answer']>[0]) => {
      // Before the body is read, and before anything is said about the request.
      if (route.for === 'signed-in') await requireSession(request, context);
      if (route.for === 'wiped') await requireAnySession(request, context);
    },
    handler: (request: Parameters<ApiRoute['answer']>[0], reply: Parameters<ApiRoute['answer']>[1]) =>
      route.answer(request, reply, context),
  };
  if (socket === undefined) {
    app.route(shared);
    return;
  }
  const admitted = new WeakMap<object, Admitted>();
  app.route({
    ...shared,
    preValidation: async (request, { raw: response }) => {
      if (request.ws) admitted.set(request, { session: socket.admit(request, context), response });
    },
    wsHandler: (connection, request) => {
      const { session, response } = must(admitted.get(request), 'who was admitted');
      const wire = request.raw.socket;
      // Either would keep the whole request for as long as the connection lives, and that is half its memory.
      response.detachSocket(wire);
      connection.removeAllListeners('error');
      socket.open(connection, wire, session, context);
    },
  });
}

type Admitted = { readonly session: OpenSession; readonly response: ServerResponse };

/** Somebody typed an address: the app says that nothing is there, and leads back. */
function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true;
}
