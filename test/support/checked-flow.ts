/**
 * Flows drawn at random with everything the engine runs, which the checker finds
 * no error in. Each begins as one of blocks and is edited at random; an edit
 * that would be an error is left out. A flow edited further is its next version.
 */
import fc from 'fast-check';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { changes, oneOf, withTables } from './flow-edits.ts';
import { randomFlow } from './random-flow.ts';

const edit = fc.record({ pick: fc.nat(10_000), place: fc.nat(10_000), kind: fc.nat(10_000) });
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const edits = (maxLength: number) => fc.array(edit, { maxLength, size: 'max' });

/** The smallest have little that can be edited. */
const drawn = randomFlow
  .filter(({ elements }) => elements.length > 6)
  .map(withTables)
  .filter(withoutError);

/** A version of a flow, and the one it becomes. */
export const checkedFlow: fc.Arbitrary<readonly [FlowVersion, FlowVersion]> = fc
  .tuple(drawn, edits(24), edits(8))
  .map(([first, before, after]) => {
    const version = edited(first, before, 'v');
    return [version, edited(version, after, 'w')];
  });

function withoutError(version: FlowVersion): boolean {
  return !checkFlow(version).some(isError);
}

function edited(version: FlowVersion, all: readonly Edit[], prefix: string): FlowVersion {
  return all.reduce((before, one, index) => {
    const change = oneOf(changes, one.kind);
    const after = change?.(before, { ...one, name: (letter) => `${letter}${prefix}${index}` });
    return after !== undefined && withoutError(after) ? after : before;
  }, version);
}
