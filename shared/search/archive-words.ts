/**
 * What a case in the archive is found by: words of its own and of its customer,
 * without accents and in small letters, and those a person types, cut likewise.
 */
import { namesOf, type SupportCase } from '#shared/domain/case/support-case.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import { fold } from '#shared/lib/fold.ts';
import { wordsOf } from './text.ts';

/** Of a longer word the beginning counts: a database takes no word of any length. */
const longestWord = 64;
/** What is said of a case beyond so many different words does not help to find it. */
const mostWords = 2_000;

/** Each word once. What names the case and its customer comes first, what its steps recorded last. */
export function archiveWords(
  supportCase: Pick<SupportCase, 'subject' | 'number' | 'formerNumbers' | 'localCode' | 'category' | 'form'>,
  customer: Pick<Customer, 'name' | 'code' | 'organization' | 'email'> | undefined,
): readonly string[] {
  const { subject, category, form } = supportCase;
  const { name = '', code = '', organization = '', email = '' } = customer ?? {};
  const texts = [subject, ...namesOf(supportCase), name, code, organization, email, category];
  return [...new Set(cut([...texts, ...Object.values(form)].join('\n')))].slice(0, mostWords);
}

/** What somebody typed, word by word; of the last one perhaps only the beginning. */
export function askedWords(text: string): readonly string[] {
  return cut(text);
}

/** Every word asked for is there, the last one as the beginning of one. Nothing asked for meets nothing. */
export function meetsAll(words: readonly string[], asked: readonly string[]): boolean {
  const beginning = asked.at(-1);
  if (beginning === undefined) return false;
  return (
    asked.slice(0, -1).every((word) => words.includes(word)) &&
    words.some((word) => word.startsWith(beginning))
  );
}

function cut(text: string): readonly string[] {
  return wordsOf(fold(text)).map((word) => Array.from(word).slice(0, longestWord).join(''));
}
