import type { Draft, Drafts, TakenIn } from './client.ts';

/** Those with something in them. */
export function writtenDrafts({ keys, find }: Pick<Drafts, 'keys' | 'find'>): readonly Draft[] {
  return keys()
    .flatMap((key) => find(key) ?? [])
    .filter(({ text }) => text.trim() !== '');
}

/** Writes those whose place is free: nobody's words are written over. */
export function takeInDrafts(
  drafts: Drafts,
  carried: readonly Pick<Draft, 'key' | 'text'>[],
): Pick<TakenIn, 'drafts' | 'inTheWay'> {
  const isFree = ({ key, text }: Pick<Draft, 'key' | 'text'>): boolean => {
    const here = drafts.find(key)?.text ?? '';
    return here.trim() === '' || here === text;
  };
  const free = carried.filter(isFree);
  const news = free.filter(({ key, text }) => drafts.find(key)?.text !== text);
  for (const { key, text } of news) drafts.write(key, text);
  return { drafts: news.length, inTheWay: carried.length - free.length };
}
