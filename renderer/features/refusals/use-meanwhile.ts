import { useChildren } from '#renderer/data/hooks.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { recordedWords, type Written } from './written-words.ts';

export type Meanwhile = {
  readonly event: CaseEvent;
  readonly words: readonly Written[];
  /** It moved the case; others may have done something since that did not. */
  readonly isMove: boolean;
};

/** Refused for who asked or what was asked: nobody was first, so nothing stands against it. */
const ownReasons: ReadonlySet<string> = new Set([
  ...['not-allowed', 'not-your-lane', 'not-in-team', 'work-missing', 'outcome-unknown'],
  ...['internal', 'fault'],
]);

/** What a colleague did to the case first, if that is why it was refused. */
export function useMeanwhile(refusal: Refusal): Meanwhile | undefined {
  const events = useChildren('event', refusal.caseId ?? '');
  return meanwhileOf(
    refusal,
    events.map(({ doc }) => doc),
  );
}

/** The last move for a change that moves, else the last event. */
export function meanwhileOf(
  refusal: Pick<Refusal, 'args' | 'code' | 'name'>,
  events: readonly CaseEvent[],
): Meanwhile | undefined {
  if (ownReasons.has(refusal.code)) return undefined;
  const isMove = refusal.args.tokenId !== undefined || refusal.name === 'case.reopen';
  const event = events.findLast(({ moves }) => !isMove || moves.length > 0);
  return event && { event, words: recordedWords(event.happening), isMove };
}
