/** What a command of `raia` is: a name, its options, and what it answers. */
import type { ParseArgsConfig } from 'node:util';
import type { ParseKeys, TFunction } from 'i18next';
import type { z } from 'zod';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Language } from '#shared/lib/words.ts';

/** The process around a command; tests bring their own. */
export type Io = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readStdin: () => Promise<string>;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  /** Resolves when the person wants the process to end. */
  readonly stopped: () => Promise<void>;
};

export type Say = TFunction<'cli'>;

export type CommandContext = {
  readonly io: Io;
  readonly say: Say;
  /** The one `say` speaks. */
  readonly language: Language;
};

/** `json` goes to stdout with `--json`; `words` to stderr without it, and with it too where it is not done. */
export type CommandResult =
  /** `refused` where what was checked is wrong; `json` says what. */
  { readonly kind: 'done' | 'refused'; readonly json: unknown; readonly words: string } | Problem;

/** Why it could not be done, or that what was given cannot be read. With `--json` stdout has it as `{problem: {code, message}}`. */
export type Problem = {
  readonly kind: 'refused' | 'unreadable';
  /** The name of its sentence: the same in every language, for programs to tell problems apart. */
  readonly code: ParseKeys<'cli'>;
  readonly sentence: string;
  /** What could be typed instead. */
  readonly usage?: string;
};

type Values = Readonly<Record<string, unknown>>;

export function refused(say: Say, code: Problem['code'], values: Values = {}): Problem {
  return { kind: 'refused', code, sentence: say(code, values) };
}

export function unreadable(say: Say, code: Problem['code'], values: Values = {}): Problem {
  return { kind: 'unreadable', code, sentence: say(code, values) };
}

export const exitCodes = { done: 0, refused: 1, unreadable: 2 } as const satisfies Record<
  CommandResult['kind'],
  number
>;

type Options = NonNullable<ParseArgsConfig['options']>;

export type Command<Schema extends z.ZodType = z.ZodType> = {
  /** One or two words, as typed. */
  readonly name: string;
  /** Names of what stands after the command, all of them wanted; they are parsed with the options. */
  readonly positionals: readonly string[];
  readonly options: Options;
  readonly args: Schema;
  readonly run: (args: z.infer<Schema>, context: CommandContext) => Promise<CommandResult>;
};

/** Gives `run` the type of the arguments. */
export function defineCommand<Schema extends z.ZodType>(command: Command<Schema>): Command<Schema> {
  return command;
}

/** Understood by every command. */
export const commonOptions = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  /** Where the embedded PostgreSQL keeps its data, and what belongs beside it. */
  data: { type: 'string', default: '.raia' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;
