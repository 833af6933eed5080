/** What was entered by one act, so that two engines can be compared. */
import { transitionsTo } from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { isJoin } from '#shared/domain/flow/joins.ts';
import type { Move } from '#shared/domain/flow/position.ts';

/** The elements Raia entered. */
export function enteredBy(version: FlowVersion, moves: readonly Move[]): readonly string[] {
  const joins = new Set(version.elements.filter((element) => isJoin(version, element)).map(({ id }) => id));
  return moves.flatMap(({ from, to, why, isJoining }) => {
    // Raia enters a join with each token that comes. It counts once, when they go on.
    const goesOn = from !== null && joins.has(from) && (why === 'passed' || why === 'ended');
    const passed = goesOn ? [from] : [];
    // A stopped token and one that sends a message stay where they are.
    const comes = to !== null && to !== from && why !== 'stopped' && why !== 'sent' && isJoining !== true;
    return comes ? [...passed, to] : passed;
  });
}

/**
 * The same elements, each after what it follows from and otherwise by name:
 * which of parallel branches goes first the standard leaves open (13.4.1).
 * Raia lets all branches go a step, one after the other; bpmn-elements lets
 * one go as far as it can, then the next.
 */
export function orderIn(version: FlowVersion): (entered: readonly string[]) => readonly string[] {
  const before = new Map(
    version.elements.map((element) => [String(element.id), comesFrom(version, element)]),
  );
  return (entered) => {
    const open = entered.map((id, index) => ({
      id,
      after:
        index === 0
          ? []
          : [id, ...(before.get(id) ?? [])].map((other) => entered.lastIndexOf(other, index - 1)),
      index,
    }));
    const ordered: string[] = [];
    const done = new Set([-1]);
    while (open.length > 0) {
      const [next] = open
        .filter(({ after }) => after.every((index) => done.has(index)))
        .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : one.index - other.index));
      if (next === undefined) throw new Error('Nothing can come first');
      done.add(next.index);
      ordered.push(next.id);
      open.splice(open.indexOf(next), 1);
    }
    return ordered;
  };
}

function comesFrom(version: FlowVersion, element: FlowElement): readonly string[] {
  const { elements } = version;
  const sources = transitionsTo(version, element.id).map(({ from }) => from);
  // Out of a sub-process or a call the way leads from its ends.
  const inside = elements.flatMap((one) => {
    if (one.kind === 'sub-process' && sources.includes(one.id)) return one.id;
    return one.kind === 'call' && one.calls !== null && sources.includes(one.id) ? one.calls : [];
  });
  const ends = elements.filter(
    ({ kind, within }) => kind === 'end' && within !== undefined && inside.includes(within),
  );
  const around = elements.filter(
    (one) => one.id === element.within || (one.kind === 'call' && one.calls === element.within),
  );
  return [
    ...sources,
    ...ends.map(({ id }) => id),
    ...(element.kind === 'boundary' ? [element.attachedTo] : []),
    ...(element.kind === 'start' ? around.map(({ id }) => id) : []),
  ];
}
