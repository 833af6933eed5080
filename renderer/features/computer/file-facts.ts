/** What of the files of cases is on this computer, what is not, and what has still to go. */
import type { Row } from '#shared/domain/kinds.ts';
import type { HeldFiles } from './use-held-files.ts';

export type Amount = { readonly count: number; readonly bytes: number };

export const nothing: Amount = { count: 0, bytes: 0 };

type Files = readonly Row<'attachment'>[];
/** What is here, by hash. */
type Held = Pick<ReadonlySet<string>, 'has'>;

/** Attached here, and awaited by the server. */
export function filesToSend(files: Files, held: Held): Amount {
  return amountOf(files.filter(({ doc }) => doc.state === 'awaited' && held.has(doc.sha256)));
}

/** Not on this computer, wherever they are. */
export function filesAway(files: Files, held: Held): Files {
  return files.filter(({ doc }) => !held.has(doc.sha256));
}

/** Of those away: the company has them. */
export function toFetch(away: Files): Files {
  return away.filter(({ doc }) => doc.state === 'present');
}

/** Of those away: they have still to reach the company, from wherever they were attached. */
export function toArrive(away: Files): Files {
  const present = new Set(toFetch(away).map(({ doc }) => doc.sha256));
  return away.filter(({ doc }) => !present.has(doc.sha256));
}

export function filesHere(files: Files, held: Held): Amount {
  return amountOf(files.filter(({ doc }) => held.has(doc.sha256)));
}

/** On this computer, and of no case that is: chosen for a draft, or left behind by a case that went. */
export function otherFiles(
  files: Files,
  { all, drafted }: Pick<HeldFiles, 'all' | 'drafted'>,
): { readonly ofDrafts: Amount; readonly leftBehind: Amount } {
  const attached = new Set(files.map(({ doc }) => doc.sha256));
  const others = [...all].filter(([sha256]) => !attached.has(sha256));
  const isDrafted = ([sha256]: readonly [string, number]) => drafted.has(sha256);
  return {
    ofDrafts: amountHere(others.filter(isDrafted)),
    leftBehind: amountHere(others.filter((other) => !isDrafted(other))),
  };
}

function amountHere(held: readonly (readonly [string, number])[]): Amount {
  return { count: held.length, bytes: held.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

/** The same bytes count once, under however many names they were attached. */
export function amountOf(files: Files): Amount {
  const sizes = new Map(files.map(({ doc }) => [doc.sha256, doc.bytes]));
  return { count: sizes.size, bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) };
}
