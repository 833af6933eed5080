/** A small change of a flow leaves its drawing as people know it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagram, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { step, words } from '#test/support/a-flow.ts';
import { aroundIn } from '#test/support/diagram-faults.ts';
import { heflo } from '#test/support/flows.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { layOut } from './lay-out.ts';

test('another name leaves everything in its order', () => {
  fc.assert(
    fc.property(randomFlow, fc.nat(), fc.string({ maxLength: 60 }), (flow, pick, name) => {
      const elements = flow.elements.map((element, index) =>
        index === pick % flow.elements.length ? { ...element, name: words(name) } : element,
      );
      expect(changedPlaces(flow, layOut(flow), layOut({ ...flow, elements }))).toEqual([]);
    }),
    { seed, numRuns: 100 },
  );
});

test('one step more at the end of a branch leaves the rest in its order', () => {
  fc.assert(
    fc.property(randomFlow, fc.nat(), (flow, pick) => {
      const longer = withStepBefore(flow, pick);
      expect(changedPlaces(flow, layOut(flow), layOut(longer))).toEqual([]);
    }),
    { seed, numRuns: 200 },
  );
});

test('so it is with our own flow, whichever branch becomes longer', () => {
  for (const pick of heflo.transitions.keys())
    expect(changedPlaces(heflo, layOut(heflo), layOut(withStepBefore(heflo, pick)))).toEqual([]);
});

/** A step before the end, or before the gateway, that one of the branches leads to. */
function withStepBefore(flow: FlowVersion, pick: number): FlowVersion {
  const isLast = (id: string) => {
    const next = must(
      flow.elements.find((element) => element.id === id),
      id,
    );
    return next.kind === 'end' || flow.transitions.filter(({ to }) => to === id).length > 1;
  };
  const lasts = flow.transitions.filter(({ to }) => isLast(to));
  const last = must(lasts[pick % lasts.length], 'end of a branch');
  const before = must(
    flow.elements.find(({ id }) => id === last.from),
    last.from,
  );
  const id = elementIdSchema.parse('added');
  const { within } = before;
  const added = step(id, { laneId: before.laneId, ...(within !== undefined && { within }) });
  const transitions = flow.transitions.flatMap((one) =>
    one === last
      ? [
          { ...one, to: id },
          { ...one, id: transitionIdSchema.parse('added'), from: id },
        ]
      : one,
  );
  return { ...flow, elements: [...flow.elements, added], transitions };
}

/**
 * The pairs that were one before the other, or one over the other in a column
 * they share, and now are the other way round. Branches that share no column
 * may change rows: a longer one finds its place in another.
 */
function changedPlaces(flow: FlowVersion, before: Diagram, after: Diagram): readonly string[] {
  const around = aroundIn(flow);
  const ids = flow.elements.map(({ id }) => id);
  return ids.flatMap((a) =>
    ids.flatMap((b) => {
      if (around(a)[0] !== around(b)[0]) return [];
      const [was, is] = [placeOf(before, a, b), placeOf(after, a, b)];
      return [
        ...(was.isLeft && is.isRight ? [`${a} was left of ${b}`] : []),
        ...(was.isOver && is.isUnder ? [`${a} was over ${b}`] : []),
      ];
    }),
  );
}

function placeOf({ shapes }: Diagram, a: string, b: string) {
  const [one, other] = [must(shapes[a], a), must(shapes[b], b)];
  const isLeft = one.x + one.width <= other.x;
  const isRight = other.x + other.width <= one.x;
  const sharesColumn = !isLeft && !isRight;
  return {
    isLeft,
    isRight,
    isOver: sharesColumn && one.y + one.height <= other.y,
    isUnder: sharesColumn && other.y + other.height <= one.y,
  };
}
