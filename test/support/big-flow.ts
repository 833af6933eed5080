/** A flow as large as asked for: decision after decision, over four lanes. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { aFlow, end, gateway, start, step, words } from './a-flow.ts';

const laneIds = ['first', 'second', 'third', 'fourth'] as const;

/** `count` elements or up to four more. Each decision leads to two steps, one of them in the next lane, and on from there. */
export function bigFlow(count: number): FlowVersion {
  const inLane = (nth: number) => ({ laneId: laneIds[nth % laneIds.length] });
  const blocks = Array.from({ length: Math.ceil((count - 2) / 5) }, (_, nth) => nth);
  const elements = blocks.flatMap((nth) => [
    step(`work${nth}`, inLane(nth)),
    gateway(`ask${nth}`, 'exclusive', 'person', inLane(nth)),
    step(`yes${nth}`, inLane(nth)),
    step(`no${nth}`, inLane(nth + 1)),
    gateway(`meet${nth}`, 'exclusive', 'rule', inLane(nth)),
  ]);
  const arrows = blocks.flatMap((nth) => [
    ...[`work${nth}-ask${nth}`, `ask${nth}-yes${nth}`, `ask${nth}-no${nth}`, `yes${nth}-meet${nth}`],
    ...[`no${nth}-meet${nth}`, `meet${nth}-${nth + 1 < blocks.length ? `work${nth + 1}` : 'end'}`],
  ]);
  const first = { laneId: laneIds[0] };
  const lanes = laneIds.map((id) => ({
    ...{ id, name: words(id), letter: id.slice(0, 1), tone: 'agent', role: 'agent' },
    isOnlyUnderEscalation: false,
  }));
  const all = [start('start', first), ...elements, end('end', { kind: 'none' }, first)];
  return aFlow(all, ['start-work0', ...arrows], { lanes });
}
