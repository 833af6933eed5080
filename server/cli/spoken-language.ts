import { findLanguage, type Language } from '#shared/lib/words.ts';

/** What was typed after `--lang`, be it a language or not; undefined where it was not used. */
export function typedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((part) => part === '--lang' || part.startsWith('--lang='));
  if (at === -1) return undefined;
  return argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
}

/** The language `raia` answers in: `--lang`, else the one of the terminal, else English. */
export function readLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const ofTerminal = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return findLanguage(typedLanguage(argv) ?? '') ?? findLanguage(ofTerminal) ?? 'en';
}
