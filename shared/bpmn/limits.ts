/**
 * What a file may ask of whoever reads it.
 *
 * Nothing here keeps anybody from a model people draw: each limit is where
 * reading would take seconds or half a gigabyte.
 */
/// <reference path="./moddle-xml.d.ts" />
/// <reference path="./saxen.d.ts" />
import type { Reading, RootHandler, Warning } from 'moddle-xml';
import { Parser } from 'saxen';

/** In letters of its text, or bytes of its file. */
export const longest = 10_000_000;
const deepest = 200;
/** Of parts, of references from one to another, and of names for the vocabularies they are from. */
const mostParts = 150_000;
const mostReferences = 60_000;
const mostNamespaces = 100;
/** So many letters are read again at most to say on which lines of a file something is wrong; a line takes as long as so many. */
const mostReadAgain = 1_000_000_000;
const lettersOfALine = 65;
/** A fault without a line is told at once, and is to be kept all the same. */
const lettersOfAFault = 10_000;

export type TooMuch = {
  readonly reason: /** A document type or an entity: nothing a model needs, and a way to do harm. */
    | 'has-entities'
    | 'too-large'
    | 'too-deep'
    | 'too-many-parts'
    | 'too-many-references'
    | 'too-many-namespaces'
    /** So many things in it are wrong that naming them all would take too long. */
    | 'too-many-faults';
  readonly detail: string;
};

export const tooLarge = { reason: 'too-large', detail: `${longest / 1_000_000} MB` } as const;

/** What can be seen before anything is made of the text; undefined where it may be read. */
export function tooMuchIn(text: string): TooMuch | undefined {
  if (text.length > longest) return tooLarge;
  const namespaces = new Set<string>();
  for (const [name] of text.matchAll(/xmlns:[\w:.-]+/g))
    if (namespaces.add(name).size > mostNamespaces) return tooMany('too-many-namespaces', mostNamespaces);
  let depth = 0;
  let found: TooMuch | undefined;
  const parser = new Parser();
  const stopAt = (reason: TooMuch['reason'], detail: string) => {
    found = { reason, detail };
    parser.stop();
  };
  parser
    .on('attention', () => stopAt('has-entities', ''))
    .on('openTag', () => {
      depth++;
      if (depth > deepest) stopAt('too-deep', String(deepest));
    })
    .on('closeTag', () => {
      depth--;
    })
    // Whoever reads it next stops at the same place, and says what it is.
    .on('error', () => {})
    .parse(text);
  return found;
}

/**
 * Stops the reading that `root` begins where there is more than it may ask for.
 *
 * Some of it cannot be seen beforehand: for each fault moddle-xml goes through
 * the text from its beginning to say the line, and each reference is looked for
 * in its list.
 */
export function limit(root: RootHandler, text: string): { readonly found: () => TooMuch | undefined } {
  let found: TooMuch | undefined;
  const counted = <T>(add: (one: T) => void, tooMuch: TooMuch, most: number, costOf = (_: T) => 1) => {
    let left = most;
    return (one: T) => {
      left -= costOf(one);
      if (left < 0) found ??= tooMuch;
      // What is thrown once may be taken for a fault of the file and counted as one: it is thrown there again.
      if (found !== undefined) throw new Error(found.reason);
      add(one);
    };
  };
  let whole: number | undefined;
  const costOf = ({ error }: Warning) => {
    if (error === undefined) return lettersOfAFault;
    whole ??= text.length + lettersOfALine * linesIn(text);
    return whole;
  };
  let reading: Reading | undefined;
  Object.defineProperty(root, 'context', {
    get: () => reading,
    set: (given: Reading) => {
      reading = given;
      const { addElement, addReference, addWarning } = given;
      given.addElement = counted(addElement.bind(given), tooMany('too-many-parts', mostParts), mostParts);
      given.addReference = counted(
        addReference.bind(given),
        tooMany('too-many-references', mostReferences),
        mostReferences,
      );
      const faults = { reason: 'too-many-faults', detail: '' } as const;
      given.addWarning = counted(addWarning.bind(given), faults, mostReadAgain, costOf);
    },
  });
  return { found: () => found };
}

function linesIn(text: string): number {
  let lines = 1;
  for (let at = 0; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') lines++;
  return lines;
}

function tooMany(reason: TooMuch['reason'], most: number): TooMuch {
  return { reason, detail: String(most) };
}
