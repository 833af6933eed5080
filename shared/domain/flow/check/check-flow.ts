/** Everything the checker knows to find in a design, before anybody publishes it. Pure, and told in no language. */
import type { FlowVersion } from '../flow-version.ts';
import { checkDecisions } from './decisions.ts';
import { checkParts } from './parts.ts';
import type { Problem } from './problem.ts';
import { checkReach } from './reach.ts';
import { checkSoundness } from './soundness.ts';

/** Errors first; of each, in the order of the drawing. */
export function checkFlow(version: FlowVersion): readonly Problem[] {
  const found = [
    ...checkReach(version),
    ...checkSoundness(version),
    ...checkDecisions(version),
    ...checkParts(version),
  ];
  return [...found.filter(isError), ...found.filter((problem) => !isError(problem))];
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
