import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { createServer } from '#server/http/create-server.ts';
import { mayListen } from '#server/http/listen-address.ts';
import { inPackage } from '#server/paths.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { type CommandContext, type CommandResult, defineCommand, refused, unreadable } from './command.ts';
import { holdStore, type OpenStore } from './store.ts';

const argsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().min(1).max(255),
  'tls-cert': z.string().min(1).optional(),
  'tls-key': z.string().min(1).optional(),
  'behind-proxy': z.boolean().default(false),
  renderer: z.string().min(1).optional(),
  'archive-after': z.coerce.number().int().min(1).max(36_500),
  json: z.boolean().default(false),
  data: z.string().min(1),
});
const dayMs = 86_400_000;

type Args = z.infer<typeof argsSchema>;
type Tls = { readonly cert: Buffer; readonly key: Buffer };

/** The central server, until the process is told to stop. */
export const serve = defineCommand({
  name: 'serve',
  positionals: [],
  options: {
    port: { type: 'string', default: '4820' },
    host: { type: 'string', default: '127.0.0.1' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'behind-proxy': { type: 'boolean' },
    renderer: { type: 'string' },
    // Three months answer nearly every customer who comes back.
    'archive-after': { type: 'string', default: '90' },
  },
  args: argsSchema,
  run: async (args, context) => {
    const { say } = context;
    const cert = args['tls-cert'];
    const key = args['tls-key'];
    if ((cert === undefined) !== (key === undefined)) return unreadable(say, 'serve.tlsPair');
    const tls = cert !== undefined && key !== undefined ? await readTls(cert, key) : null;
    if (tls === undefined) return unreadable(say, 'serve.tlsUnreadable');
    const isBehindProxy = args['behind-proxy'];
    if (!mayListen({ host: args.host, hasTls: tls !== null, isBehindProxy }))
      return refused(say, 'serve.notThere', { host: args.host });
    // Heard from now on: whoever stops us while PostgreSQL starts shall not leave it behind.
    const stopped = context.io.stopped();
    return holdStore(args, context.io, (store) => listen(store, { args, tls, stopped }, context));
  },
});

async function readTls(cert: string, key: string): Promise<Tls | undefined> {
  try {
    return { cert: await readFile(cert), key: await readFile(key) };
  } catch {
    return undefined;
  }
}

async function listen(
  { db }: OpenStore,
  { args, tls, stopped }: { readonly args: Args; readonly tls: Tls | null; readonly stopped: Promise<void> },
  { io, say }: CommandContext,
): Promise<CommandResult> {
  if ((await listSpaces(db)).length === 0) return refused(say, 'noCompany');
  const app = await createServer({
    ...{ db, findMutator, tls },
    renderer: findRenderer(args.renderer),
    blobFiles: createFileBlobs(args.data),
    log: pino({ level: io.env.RAIA_LOG ?? 'warn' }, pino.destination(2)),
    clock: io.clock,
    random: io.random,
    isBehindProxy: args['behind-proxy'],
    archiveAfterMs: args['archive-after'] * dayMs,
  });
  try {
    const url = await app.listen({ port: args.port, host: args.host });
    if (args.json) io.out(`${JSON.stringify({ ready: true, url })}\n`);
    else io.err(`${say('serve.ready', { url })}\n`);
    await stopped;
    return { kind: 'done', json: undefined, words: say('serve.stopped') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') return refused(say, 'serve.portTaken', { port: args.port });
    // Whatever it is that keeps the name from being found.
    const isName = error instanceof Error && 'syscall' in error && error.syscall === 'getaddrinfo';
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || isName)
      return refused(say, 'serve.addressRefused', { host: args.host, port: args.port });
    throw error;
  } finally {
    await app.close();
  }
}

/** The built web app, where it was built or named. */
function findRenderer(named: string | undefined): string | null {
  const folder = named ?? inPackage('dist', 'renderer');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}
