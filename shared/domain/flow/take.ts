/** Going on by the way out that somebody has chosen. */
import { getElement, transitionsFrom } from './elements.ts';
import type { Transition } from './flow-version.ts';
import { happen, happenAround, happenAtEdge } from './happen.ts';
import type { ElementId } from './ids.ts';
import { type Leave, leave, takeAll } from './leave.ts';
import { isAsked } from './outcomes.ts';
import type { Token } from './position.ts';
import type { Run } from './run.ts';

/** `ways` are several only where an inclusive decision is taken; they leave one element. */
export function take(
  run: Run,
  token: Token,
  [chosen, ...also]: readonly [Transition, ...Transition[]],
  as: Leave,
): void {
  const source = getElement(run.version, chosen.from);
  const here = getElement(run.version, token.elementId);
  if (source.kind === 'boundary') {
    happenAtEdge(run, token, source);
  } else if (source.kind === 'start' && source.id !== token.elementId) {
    happenAround(run, token, source);
  } else if (here.kind === 'gateway' && here.gateway === 'event') {
    happen(run, token, chosen.to, as);
  } else if (chosen.from !== token.elementId) {
    goThrough(run, token, [chosen, ...also], chosen.from, as);
  } else if (isAsked(run.version, here)) {
    takeAll(run, token, [chosen, ...also], as);
  } else {
    leave(run, token, as);
  }
}

/** A decision taken with the work before it: the token passes the gateway in the same breath. */
function goThrough(
  run: Run,
  { id, elementId }: Token,
  ways: readonly Transition[],
  gateway: ElementId,
  as: Leave,
): void {
  const way = transitionsFrom(run.version, elementId)[0];
  run.make({ why: 'completed', ...as, tokenId: id, from: elementId, via: way?.id ?? null, to: gateway });
  const there = run.find(id);
  if (there !== undefined) takeAll(run, there, ways, as);
}
