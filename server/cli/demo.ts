import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dropSpace, listSpaces } from '#server/db/spaces.ts';
import { createDemo } from '#server/demo/create-demo.ts';
import { demoCompanyName, demoLogins } from '#server/demo/people.ts';
import { type CommandContext, type CommandResult, defineCommand, type Say } from './command.ts';
import { madePassword } from './made-password.ts';
import { type OpenStore, withStore } from './store.ts';

const argsSchema = z.object({
  cases: z.coerce.number().int().min(0).max(100_000),
  password: z.string().min(1).max(400).optional(),
  data: z.string().min(1),
});

/** Who may sign in to try Raia, as kept beside the data of the demonstration company. */
export const signInsSchema = z.array(
  z.object({ login: z.string(), password: z.string(), name: z.string(), roles: z.array(z.string()) }),
);
type SignIns = z.infer<typeof signInsSchema>;

export const demo = defineCommand({
  name: 'demo',
  positionals: [],
  options: { cases: { type: 'string', default: '160' }, password: { type: 'string' } },
  args: argsSchema,
  run: (args, context) => withStore(args, context.io, (store) => ensure(store, args, context), 'make'),
});

async function ensure(
  store: OpenStore,
  args: z.infer<typeof argsSchema>,
  { io, say }: CommandContext,
): Promise<CommandResult> {
  const file = join(args.data, 'demo-sign-ins.json');
  // There while the company is being made: found later, the making was interrupted.
  const unfinished = `${file}.unfinished`;
  const there = (await listSpaces(store.db)).filter((space) => space.name === demoCompanyName);
  if (existsSync(unfinished)) for (const space of there) await dropSpace(store.db, space.id);
  else if (there.length > 0) {
    const signIns = await readSignIns(file);
    const json = { company: demoCompanyName, isNew: false, signIns };
    return { kind: 'done', json, words: [say('demo.already'), ...listSignIns(signIns, say)].join('\n') };
  }
  const signIns = demoLogins.map(({ login, name, roles }) => ({
    ...{ login, name, roles: [...roles] },
    password: args.password ?? madePassword(),
  }));
  // Written first: a company whose passwords nobody knows would be of no use.
  await mkdir(args.data, { recursive: true });
  await writeFile(unfinished, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
  await createDemo(store, { signIns, cases: args.cases, io });
  await rename(unfinished, file);
  const json = { company: demoCompanyName, isNew: true, cases: args.cases, signIns };
  return {
    kind: 'done',
    json,
    words: [say('demo.made', { count: args.cases }), ...listSignIns(signIns, say)].join('\n'),
  };
}

async function readSignIns(file: string): Promise<SignIns> {
  if (!existsSync(file)) return [];
  return signInsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

function listSignIns(signIns: SignIns, say: Say): readonly string[] {
  return signIns.map(({ login, password, name }) => say('demo.signIn', { login, password, name }));
}
