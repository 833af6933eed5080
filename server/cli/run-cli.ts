/**
 * One call of `raia`: finds the command, checks what was typed, runs it and
 * tells the outcome. Exit 0 done, 1 refused with a reason, 2 unreadable input
 * or usage; a stack trace never.
 */
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { NewerDatabaseError } from '#server/db/migrate.ts';
import { PostgresError } from '#server/db/postgres-error.ts';
import { findLanguage, languages } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';
import {
  type Command,
  type CommandContext,
  type CommandResult,
  commonOptions,
  exitCodes,
  type Io,
  type Problem,
  refused,
  type Say,
  unreadable,
} from './command.ts';
import { commands } from './commands.ts';
import { readLanguage, typedLanguage } from './spoken-language.ts';
import {
  DatabaseUrlError,
  InterruptedError,
  isDatabaseAway,
  isDatabaseClosed,
  NothingThereError,
} from './store.ts';

export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const language = readLanguage(argv, io.env);
  const say: Say = createTranslator(language).getFixedT(null, 'cli');
  const result = await answer(argv, { io, say, language }).catch((error: unknown) => failed(error, say));
  const { json, words } = told(result);
  const wantsJson = argv.includes('--json');
  if (wantsJson && json !== undefined) io.out(`${JSON.stringify(json)}\n`);
  if (words !== '' && (!wantsJson || result.kind !== 'done')) io.err(`${words}\n`);
  return exitCodes[result.kind];
}

/** What stdout has of it with `--json`, nothing where that is undefined, and what stderr has. */
function told(result: CommandResult): { readonly json: unknown; readonly words: string } {
  if (!('code' in result)) return result;
  const { code, sentence, usage } = result;
  const words = usage === undefined ? sentence : `${sentence}\n${usage}`;
  return { json: { problem: { code, message: sentence } }, words };
}

async function answer(argv: readonly string[], context: CommandContext): Promise<CommandResult> {
  const { say } = context;
  const typedTag = typedLanguage(argv);
  if (typedTag !== undefined && findLanguage(typedTag) === undefined)
    return unreadable(say, 'whichLanguage', {
      typed: typedTag.replaceAll('\0', '␀'),
      languages: languages.join(', '),
    });
  const wantsHelp = argv.includes('--help') || argv.includes('-h') || argv.length === 0;
  const command = findCommand(argv);
  if (command === undefined) {
    const [typed = ''] = argv;
    const group = commands.filter(({ name }) => name.startsWith(`${typed} `));
    const listed = overview(group.length > 0 ? group : commands, say);
    if (wantsHelp) return { kind: 'done', json: undefined, words: listed };
    const isKnown = group.length > 0 || typed.startsWith('-');
    if (!isKnown) return unreadable(say, 'unknownCommand', { typed });
    return { ...unreadable(say, 'whichCommand'), usage: listed };
  }
  if (wantsHelp) return { kind: 'done', json: undefined, words: usageOf(command, say) };
  const parsed = parse(command, argv.slice(command.name.split(' ').length), say);
  if ('kind' in parsed) return { ...parsed, usage: usageOf(command, say) };
  return command.run(parsed.args, context);
}

/** The command whose words `argv` begins with. */
function findCommand(argv: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((word, index) => argv[index] === word));
}

function parse(command: Command, rest: readonly string[], say: Say): { readonly args: unknown } | Problem {
  // Neither a file, nor a name, nor PostgreSQL's text can hold one.
  const withNul = rest.find((part) => part.includes('\0'));
  if (withNul !== undefined)
    return unreadable(say, 'valueUnreadable', { option: withNul.replaceAll('\0', '␀') });
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
    return unreadable(say, 'optionUnreadable', { option: option ?? '' });
  }
  if (positionals.length !== command.positionals.length)
    return unreadable(say, 'positionals', { count: command.positionals.length });
  const named = Object.fromEntries(command.positionals.map((name, index) => [name, positionals[index]]));
  const checked = command.args.safeParse({ ...values, ...named });
  if (checked.success) return { args: checked.data };
  return unreadable(say, 'valueUnreadable', { option: faultOf(checked.error) });
}

/** The option the first complaint is about, as it is typed. */
function faultOf(error: z.ZodError): string {
  const name = String(error.issues[0]?.path[0] ?? '');
  return name === name.toUpperCase() ? name : `--${name}`;
}

function usageOf(command: Command, say: Say): string {
  return `${say('usage')} raia ${command.name} ${say(`usages.${command.name as 'serve'}`)}`.trimEnd();
}

function overview(shown: readonly Command[], say: Say): string {
  const width = Math.max(...shown.map((command) => command.name.length));
  const lines = shown.map(
    (command) => `  ${command.name.padEnd(width)}  ${say(`summaries.${command.name as 'serve'}`)}`,
  );
  return [say('overview'), '', ...lines, '', say('common')].join('\n');
}

/** What the outside world did to us, in words. Anything else is a bug: told as one, without its stack. */
function failed(error: unknown, say: Say): Problem {
  if (error instanceof PostgresError)
    return refused(say, `postgres.${error.kind}`, { detail: error.message });
  if (error instanceof NewerDatabaseError) return refused(say, 'newerDatabase');
  if (error instanceof InterruptedError) return refused(say, 'interrupted');
  if (error instanceof NothingThereError) return nothingThere(error, say);
  if (error instanceof DatabaseUrlError) return unreadable(say, 'databaseUrl');
  if (isDatabaseClosed(error)) return refused(say, 'databaseClosed', { detail: error.message });
  const unusable = folderUnusable(error);
  if (unusable !== undefined) return unreadable(say, 'dataUnusable', { detail: unusable });
  if (isDatabaseAway(error)) return refused(say, 'databaseAway');
  const detail = error instanceof Error ? error.message : String(error);
  return refused(say, 'bug', { detail: detail.split('\n')[0] });
}

function nothingThere({ folder }: NothingThereError, say: Say): Problem {
  return folder === null ? refused(say, 'noRaiaInDatabase') : refused(say, 'noRaia', { folder });
}

/** A folder that could not be made because a file stands there, or nobody may write. */
function folderUnusable(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'path' in error && 'code' in error)) return undefined;
  const isFolder = error.syscall === 'mkdir' && /^(EEXIST|ENOTDIR|EACCES|EROFS)$/.test(String(error.code));
  return isFolder ? String(error.path) : undefined;
}
