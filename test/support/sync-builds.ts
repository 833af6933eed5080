/**
 * Computers of an older build, which do not know articles. Whatever one does
 * not know goes by a name, so on an older computer articles have another one;
 * with the update they get back theirs. What it lost of them meanwhile is lost.
 */
import { type Disk, pageName } from './sync-disk.ts';

export const laterKind = 'article';
export const laterMutator = 'article.write';
const mark = '-of-later';

export function asOlder(text: string): string {
  return text
    .replaceAll(`"kind":"${laterKind}"`, `"kind":"${laterKind}${mark}"`)
    .replaceAll(`"${laterKind}":{`, `"${laterKind}${mark}":{`)
    .replaceAll(`"name":"${laterMutator}"`, `"name":"${laterMutator}${mark}"`);
}

export function asNewest(text: string): string {
  return text.replaceAll(mark, '');
}

/** What another build finds where this one was. */
export function rewriteDisk(disk: Disk, rewrite: (text: string) => string): void {
  const again = <T>(value: T): T => JSON.parse(rewrite(JSON.stringify(value))) as T;
  const pages = [...disk.pages.values()].map(({ text, ...key }) => ({ ...again(key), text: rewrite(text) }));
  disk.pages = new Map(pages.map((page) => [pageName(page), page]));
  disk.log = disk.log.map(({ seq, text }) => ({ seq, text: rewrite(text) }));
  disk.journal = again(disk.journal);
  disk.torn = again(disk.torn);
}
