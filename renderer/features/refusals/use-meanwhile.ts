import { useChildren } from '#renderer/data/hooks.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { recordedWords, type Written } from './written-words.ts';

export type Meanwhile = { readonly event: CaseEvent; readonly words: readonly Written[] };

/** What a colleague did to the case first: the last move for a change that moves, else the last event. */
export function useMeanwhile(refusal: Refusal): Meanwhile | undefined {
  const events = useChildren('event', refusal.caseId ?? '');
  const moves = refusal.args.tokenId !== undefined || refusal.name === 'case.reopen';
  const event = events.findLast(({ doc }) => !moves || doc.moves.length > 0)?.doc;
  return event && { event, words: recordedWords(event.happening) };
}
