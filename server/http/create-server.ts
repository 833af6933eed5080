/** The central server: sign-in, sync and the web app on one address. */
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Database } from '#server/db/database.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Mutator } from '#shared/mutations/mutator.ts';

export type ServerOptions = {
  readonly db: Database;
  readonly findMutator: (name: string) => Mutator | undefined;
  /** Folder of the built web app; null serves the API alone. */
  readonly renderer: string | null;
  readonly log: FastifyBaseLogger;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  /** Certificate and key in PEM; null serves plain http. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** A proxy in front names the caller's address. */
  readonly isBehindProxy: boolean;
};

/** Ready to `listen` or `inject`; `close` ends sockets and requests, the database stays open. */
export async function createServer(_options: ServerOptions): Promise<FastifyInstance> {
  throw new Error('The server is not built yet');
}
