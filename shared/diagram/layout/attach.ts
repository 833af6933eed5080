/** Where the boundary events of a node sit on its borders. */
import type { Boundary, FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Attached, Parts } from './parts.ts';
import { nameHeight, sizes, widthOfName } from './sizes.ts';

/** Side by side, in the order of the elements, around the middle of a column. */
const distances = [[0], [-30, 30], [-52, 0, 52], [-66, -22, 22, 66]] as const;
/** A column of a wide node may be narrower than a box. */
const perColumn = (span: number) => (span > 1 ? 2 : 4);

/**
 * On the lower border, or the upper one where they lead to a lane above; what
 * does not fit there goes to the other border.
 */
export function attach(host: FlowElement, span: number, parts: Parts): readonly Attached[] {
  const boundaries = parts.boundariesOf(host.id);
  const wanted = boundaries.map((boundary) => (leadsUp(boundary, host, parts) ? 'above' : 'below'));
  const room = span * perColumn(span);
  const sides: Record<Attached['side'], Boundary[]> = { above: [], below: [] };
  boundaries.forEach((boundary, index) => {
    const side = wanted[index] ?? 'below';
    const other = side === 'above' ? 'below' : 'above';
    const isFull = sides[side].length >= room && sides[other].length < sides[side].length;
    sides[isFull ? other : side].push(boundary);
  });
  return [...onSide(sides.below, 'below', span), ...onSide(sides.above, 'above', span)];
}

function onSide(boundaries: readonly Boundary[], side: Attached['side'], span: number): readonly Attached[] {
  return boundaries.map((boundary, index): Attached => {
    // The columns of a wide node are filled from the left, its last boundary event in its last column.
    const each = Math.ceil(boundaries.length / span);
    const columns = Math.ceil(boundaries.length / each);
    const column = span - columns + Math.floor(index / each);
    const nth = index % each;
    const count = Math.min(each, boundaries.length - (index - nth));
    const far = span > 1 ? 30 : sizes.box.width / 2 - sizes.circle.width / 2;
    // More than the border has room for overlap rather than leave it.
    const spread = count === 1 ? 0 : -far + (2 * far * nth) / (count - 1);
    const dx = (count > perColumn(span) ? undefined : distances[count - 1]?.[nth]) ?? Math.round(spread);
    const nameRoom = widthOfName(boundary) === 0 ? 0 : nameHeight;
    return { id: boundary.id, side, column, dx, nameRoom };
  });
}

function leadsUp(boundary: Boundary, host: FlowElement, parts: Parts): boolean {
  const lanes = parts.transitions
    .filter(({ from }) => from === boundary.id)
    .map(({ to }) => Math.sign(parts.laneOf(to) - parts.laneOf(host.id)));
  return lanes.includes(-1) && !lanes.includes(1) && !lanes.includes(0);
}
