import { type UIEvent, useState } from 'react';
import { Button } from './button.tsx';
import styles from './line-list.module.css';

export type Line = { readonly id: string; readonly name: string; readonly text: string };

/** So many at first, and as many more each time somebody comes to the end of them; the rest is counted. */
const linesAtOnce = 20;
const nearEndPx = 160;

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
  const [shown, setShown] = useState(linesAtOnce);
  const more = items.length - shown;
  const handleScroll = ({ currentTarget: list }: UIEvent<HTMLElement>) => {
    const below = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (more > 0 && below < nearEndPx) setShown(shown + linesAtOnce);
  };
  return (
    <>
      <ul className={styles.lines} onScroll={handleScroll}>
        {items
          .slice(0, shown)
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
