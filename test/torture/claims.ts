/**
 * What was shown as kept, and whether it is still there.
 *
 * Every text this program writes begins with a name of its own (`g17 `, the
 * letter being that of the seat) and only grows; what follows the longest version that was shown as kept may be
 * lost, that version may not. Once sent it is in the timeline instead.
 */
import type { Field, Shown } from './shown.ts';

export type Writing = {
  /** Of the case it belongs to; empty while it is in the form of a new one. */
  readonly subject: string;
  readonly field: Field;
  /** The longest text that was shown as kept while it was written. */
  readonly draft: string;
  /** What timelines showed as kept. */
  readonly sent: readonly Sent[];
};

/** A text that is still in its field after the kill goes on from there, and may be sent in another case. */
type Sent = { readonly subject: string; readonly text: string };

export type Claims = {
  /** True when something new was claimed. */
  readonly note: (shown: Shown) => boolean;
  readonly counts: () => { readonly drafts: number; readonly sent: number; readonly moves: number };
  /** Of this case, what was claimed and is not there: a sentence each, told once. */
  readonly broken: (subject: string, readings: readonly Shown[]) => readonly string[];
  readonly writings: () => readonly Writing[];
  /** What the timeline of this case showed as kept. */
  readonly sentIn: (subject: string) => readonly string[];
  /** The disk they were kept on is another one now. What was sent and confirmed is not on that disk alone. */
  readonly forgetDrafts: () => void;
};

export function nameOf(text: string): string | undefined {
  return /^([a-z]\d+) /.exec(text)?.[1];
}

export function createClaims(): Claims {
  const writings = new Map<string, Writing>();
  const moves = new Map<string, number>();
  const counts = { drafts: 0, sent: 0, moves: 0 };

  function noteDraft({ subject, field, text, isTextKept }: Shown): boolean {
    const name = nameOf(text);
    const kept = text.trimEnd();
    const known =
      name === undefined ? undefined : (writings.get(name) ?? { subject, field, draft: '', sent: [] });
    if (name === undefined || known === undefined || !isTextKept || kept.length <= known.draft.length)
      return false;
    writings.set(name, { ...known, draft: kept });
    counts.drafts += 1;
    return true;
  }

  function noteSent(subject: string, text: string): boolean {
    const name = nameOf(text);
    const known = writings.get(name ?? '') ?? { subject, field: 'new-case', draft: '', sent: [] };
    const isKnown = known.sent.some((sent) => sent.subject === subject && sent.text === text);
    if (name === undefined || isKnown) return false;
    writings.set(name, { ...known, subject, sent: [...known.sent, { subject, text }] });
    counts.sent += 1;
    return true;
  }

  function noteMoves(shown: Shown): boolean {
    const claimed = moves.get(shown.subject) ?? 0;
    if (shown.moves <= claimed) return false;
    moves.set(shown.subject, shown.moves);
    counts.moves += shown.moves - claimed;
    return true;
  }

  function brokenMoves(subject: string, there: number): readonly string[] {
    const claimed = moves.get(subject) ?? 0;
    if (there >= claimed) return [];
    moves.set(subject, there);
    return [`«${subject}» had moved ${claimed} times and now only ${there}`];
  }

  return {
    note: (shown) => {
      const sent = shown.bubbles
        .filter(({ isKept }) => isKept)
        .map(({ text }) => noteSent(shown.subject, text));
      return [noteDraft(shown), noteMoves(shown), ...sent].includes(true);
    },
    counts: () => ({ ...counts }),
    broken: (subject, readings) => {
      const complaints = [...writings].flatMap(([name, writing]) => {
        const broken = brokenIn(writing, subject, readings);
        if (broken.length > 0) writings.delete(name);
        return broken;
      });
      return [...complaints, ...brokenMoves(subject, readings[0]?.moves ?? 0)];
    },
    writings: () => [...writings.values()],
    forgetDrafts: () => {
      for (const [name, writing] of writings) writings.set(name, { ...writing, draft: '' });
    },
    sentIn: (subject) => [...writings.values()].flatMap(({ sent }) => textsIn(sent, subject)),
  };
}

function textsIn(sent: readonly Sent[], subject: string): readonly string[] {
  return sent.filter((one) => one.subject === subject).map(({ text }) => text);
}

function brokenIn(writing: Writing, subject: string, readings: readonly Shown[]): readonly string[] {
  const { field, draft } = writing;
  const bubbles = (readings[0]?.bubbles ?? []).map(({ text }) => text);
  const drafts = readings.filter((reading) => reading.field === field).map(({ text }) => text);
  const isDraftThere =
    writing.subject !== subject || [...bubbles, ...drafts].some((text) => text.startsWith(draft));
  return [
    ...textsIn(writing.sent, subject).flatMap((text) => {
      const times = bubbles.filter((bubble) => bubble === text).length;
      return times === 1 ? [] : [`kept in the timeline of «${subject}», and there ${times} times: ${text}`];
    }),
    ...(isDraftThere
      ? []
      : [`kept as a ${field} draft, and gone: ${draft} (there is: ${drafts.join(' | ')})`]),
  ];
}
