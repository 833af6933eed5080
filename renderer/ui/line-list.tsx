import { Button } from './button.tsx';
import styles from './line-list.module.css';

export type Line = { readonly id: string; readonly name: string; readonly text: string };

/** More than these nobody reads; the rest is counted. */
const shownLines = 20;

/** Things to open, with a sentence on each: of many, words are made for those that are shown. */
export function LineList<T>({
  items,
  toLine,
  moreText,
  onOpen,
}: {
  readonly items: readonly T[];
  readonly toLine: (item: T) => Line;
  readonly moreText: (count: number) => string;
  readonly onOpen: (item: T) => void;
}) {
  const more = items.length - shownLines;
  return (
    <>
      <ul className={styles.lines}>
        {items
          .slice(0, shownLines)
          .map((item) => ({ item, ...toLine(item) }))
          .map(({ item, id, name, text }) => (
            <li key={id}>
              <Button look="link" onClick={() => onOpen(item)}>
                {name}
              </Button>
              <span>{text}</span>
            </li>
          ))}
      </ul>
      {more > 0 && <p className={styles.quiet}>{moreText(more)}</p>}
    </>
  );
}
