import { Button } from './button.tsx';
import styles from './line-list.module.css';

export type Line = { readonly id: string; readonly name: string; readonly text: string };

/** More than these nobody reads; the rest is counted. */
const shownLines = 20;

/** Things to open, with a sentence on each. */
export function LineList({
  lines,
  moreText,
  onOpen,
}: {
  readonly lines: readonly Line[];
  readonly moreText: (count: number) => string;
  readonly onOpen: (id: string) => void;
}) {
  const more = lines.length - shownLines;
  return (
    <>
      <ul className={styles.lines}>
        {lines.slice(0, shownLines).map(({ id, name, text }) => (
          <li key={id}>
            <Button look="link" onClick={() => onOpen(id)}>
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
