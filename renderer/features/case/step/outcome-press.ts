/** How long a step is on screen before a key can complete it. */
export const seenAfterMs = 600;

export type OutcomePress = {
  readonly isRepeat: boolean;
  readonly at: number;
  /** When the step it would complete came on screen; null before it has. */
  readonly shownAt: number | null;
};

/** A held or doubled key must not run on through a step that nobody has seen. */
export function isMeant({ isRepeat, at, shownAt }: OutcomePress): boolean {
  return !isRepeat && shownAt !== null && at - shownAt >= seenAfterMs;
}
