/**
 * What a page shows as kept, noticed in the page itself.
 *
 * At every change of the document text and mark are read together, in one go,
 * and told at once: whatever arrives here was on the screen before the kill.
 */
import type { Say } from '#test/e2e/support/words.ts';

export const composerFields = ['message', 'note', 'solution'] as const;
export type ComposerField = (typeof composerFields)[number];
export type Field = ComposerField | 'new-case';

export type Shown = {
  /** Of the open case; empty for the form of a new one. */
  readonly subject: string;
  readonly field: Field;
  readonly text: string;
  readonly isTextKept: boolean;
  /** What this program wrote, as the timeline has it. */
  readonly bubbles: readonly { readonly text: string; readonly isKept: boolean }[];
  /** How often the case has moved on, as far as the timeline shows that as kept. */
  readonly moves: number;
};

export type PageWords = {
  readonly composer: string;
  readonly timeline: string;
  readonly keptHere: string;
  readonly keeping: string;
};

export function pageWords(say: Say): PageWords {
  return {
    composer: say('case:composer'),
    timeline: say('case:timeline'),
    keptHere: say('sync:keptHere'),
    keeping: say('sync:keeping'),
  };
}

declare global {
  interface Window {
    readonly tellShown: (shown: Shown) => void;
    readonly readShown: () => Shown | undefined;
  }
}

/** Runs in the page, so it may use nothing from outside. */
export function watchPage(words: PageWords): void {
  const section = (name: string) => document.querySelector(`section[aria-label="${name}"]`);
  const fields = ['message', 'note', 'solution'] as const;

  const readCase = (composer: Element, timeline: Element): Shown => {
    const place = [...composer.querySelectorAll('[role=tab]')].findIndex(
      (tab) => tab.getAttribute('aria-selected') === 'true',
    );
    const entries = [...timeline.querySelectorAll('li')].map((entry) => ({
      text: entry.querySelector('article p:nth-of-type(2)')?.textContent ?? '',
      isKept: !entry.textContent.includes(words.keeping),
      moves: entry.querySelectorAll('.tabler-icon-arrow-narrow-right').length,
    }));
    return {
      subject: composer.parentElement?.closest('section')?.getAttribute('aria-label') ?? '',
      field: fields[place] ?? 'message',
      text: composer.querySelector('textarea')?.value ?? '',
      isTextKept: composer.textContent.includes(words.keptHere),
      bubbles: entries
        .filter(({ text }) => /^[a-z]\d+ /.test(text))
        .map(({ text, isKept }) => ({ text: text.trimEnd(), isKept })),
      moves: entries.filter(({ isKept }) => isKept).reduce((sum, entry) => sum + entry.moves, 0),
    };
  };

  const read = (): Shown | undefined => {
    const composer = section(words.composer);
    const timeline = section(words.timeline);
    if (composer !== null && timeline !== null) return readCase(composer, timeline);
    const form = document.querySelector('form');
    const text = form?.querySelector('textarea')?.value;
    if (form === null || text === undefined) return undefined;
    const isTextKept = form.textContent.includes(words.keptHere);
    return { subject: '', field: 'new-case', text, isTextKept, bubbles: [], moves: 0 };
  };

  let last = '';
  const tell = (): void => {
    const shown = read();
    const packed = JSON.stringify(shown);
    if (shown === undefined || packed === last) return;
    last = packed;
    window.tellShown(shown);
  };
  Object.defineProperty(window, 'readShown', { value: read });
  new MutationObserver(tell).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
