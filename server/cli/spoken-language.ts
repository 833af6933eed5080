import { findLanguage, type Language } from '#shared/lib/words.ts';

/** The language `raia` answers in: `--lang`, else the one of the terminal, else English. */
export function readLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const at = argv.findIndex((part) => part === '--lang' || part.startsWith('--lang='));
  const typed = argv[at]?.includes('=') ? argv[at]?.slice('--lang='.length) : argv[at + 1];
  const wanted = (at === -1 ? undefined : typed) ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return findLanguage(wanted) ?? 'en';
}
