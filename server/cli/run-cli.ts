/**
 * One call of `raia`: finds the command, checks what was typed, runs it and
 * tells the outcome. Exit 0 done, 1 refused with a reason, 2 unreadable input
 * or usage; a stack trace never.
 */
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { NewerDatabaseError } from '#server/db/migrate.ts';
import { PostgresError } from '#server/db/postgres-error.ts';
import { createTranslator } from '#shared/text/translator.ts';
import {
  type Command,
  type CommandContext,
  type CommandResult,
  commonOptions,
  exitCodes,
  type Io,
  type Say,
} from './command.ts';
import { commands } from './commands.ts';
import { readLanguage } from './spoken-language.ts';
import { DatabaseUrlError, InterruptedError, isDatabaseAway, isDatabaseClosed } from './store.ts';

export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const language = readLanguage(argv, io.env);
  const say: Say = createTranslator(language).getFixedT(null, 'cli');
  const result = await answer(argv, { io, say, language }).catch((error: unknown) => failed(error, say));
  const wantsJson = argv.includes('--json');
  const json = result.kind === 'unreadable' ? undefined : result.json;
  if (wantsJson && json !== undefined) io.out(`${JSON.stringify(json)}\n`);
  if (result.words !== '' && (!wantsJson || result.kind !== 'done')) io.err(`${result.words}\n`);
  return exitCodes[result.kind];
}

async function answer(argv: readonly string[], context: CommandContext): Promise<CommandResult> {
  const { say } = context;
  const wantsHelp = argv.includes('--help') || argv.includes('-h') || argv.length === 0;
  const command = findCommand(argv);
  if (command === undefined) {
    const isKnown = argv.every((part) => part.startsWith('-'));
    const words = wantsHelp || isKnown ? overview(say) : say('unknownCommand', { typed: argv[0] });
    if (wantsHelp) return { kind: 'done', json: undefined, words: overview(say) };
    return { kind: 'unreadable', words };
  }
  if (wantsHelp) return { kind: 'done', json: undefined, words: usageOf(command, say) };
  const parsed = parse(command, argv.slice(command.name.split(' ').length), say);
  if (!parsed.isRead) return { kind: 'unreadable', words: `${parsed.problem}\n${usageOf(command, say)}` };
  return command.run(parsed.args, context);
}

/** The command whose words `argv` begins with. */
function findCommand(argv: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((word, index) => argv[index] === word));
}

type Parsed =
  | { readonly isRead: true; readonly args: unknown }
  | { readonly isRead: false; readonly problem: string };

function parse(command: Command, rest: readonly string[], say: Say): Parsed {
  let values: Readonly<Record<string, unknown>>;
  let positionals: readonly string[];
  try {
    ({ values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options, ...commonOptions },
      allowPositionals: true,
    }));
  } catch (error) {
    const option = error instanceof Error ? /'(-[^' ]*)/.exec(error.message)?.[1] : undefined;
    return { isRead: false, problem: say('optionUnreadable', { option: option ?? '' }) };
  }
  if (positionals.length !== command.positionals.length)
    return { isRead: false, problem: say('positionals', { count: command.positionals.length }) };
  const named = Object.fromEntries(command.positionals.map((name, index) => [name, positionals[index]]));
  const checked = command.args.safeParse({ ...values, ...named });
  if (checked.success) return { isRead: true, args: checked.data };
  return { isRead: false, problem: say('valueUnreadable', { option: faultOf(checked.error) }) };
}

/** The option the first complaint is about, as it is typed. */
function faultOf(error: z.ZodError): string {
  const name = String(error.issues[0]?.path[0] ?? '');
  return name === name.toUpperCase() ? name : `--${name}`;
}

function usageOf(command: Command, say: Say): string {
  return `${say('usage')} raia ${command.name} ${say(`usages.${command.name as 'serve'}`)}`.trimEnd();
}

function overview(say: Say): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map(
    (command) => `  ${command.name.padEnd(width)}  ${say(`summaries.${command.name as 'serve'}`)}`,
  );
  return [say('overview'), '', ...lines, '', say('common')].join('\n');
}

/** What the outside world did to us, in words. Anything else is a bug: told as one, without its stack. */
function failed(error: unknown, say: Say): CommandResult {
  if (error instanceof PostgresError)
    return { kind: 'refused', words: say(`postgres.${error.kind}`, { detail: error.message }) };
  if (error instanceof NewerDatabaseError) return { kind: 'refused', words: say('newerDatabase') };
  if (error instanceof InterruptedError) return { kind: 'refused', words: say('interrupted') };
  if (error instanceof DatabaseUrlError) return { kind: 'unreadable', words: say('databaseUrl') };
  if (isDatabaseClosed(error))
    return { kind: 'refused', words: say('databaseClosed', { detail: error.message }) };
  const unusable = folderUnusable(error);
  if (unusable !== undefined) return { kind: 'unreadable', words: say('dataUnusable', { detail: unusable }) };
  if (isDatabaseAway(error)) return { kind: 'refused', words: say('databaseAway') };
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'refused', words: say('bug', { detail: detail.split('\n')[0] }) };
}

/** A folder that could not be made because a file stands there, or nobody may write. */
function folderUnusable(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'path' in error && 'code' in error)) return undefined;
  const isFolder = error.syscall === 'mkdir' && /^(EEXIST|ENOTDIR|EACCES|EROFS)$/.test(String(error.code));
  return isFolder ? String(error.path) : undefined;
}
