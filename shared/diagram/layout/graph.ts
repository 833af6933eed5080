/** The elements of one container as nodes to be placed, and the transitions as ways between them. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Size } from '../geometry.ts';
import { attach } from './attach.ts';
import type { Attached, Parts } from './parts.ts';
import {
  columnGap,
  even,
  type Form,
  formOf,
  gapOfName,
  nameHeight,
  nameOverhang,
  sizes,
  widthOfName,
} from './sizes.ts';

export type Node = {
  readonly id: string;
  readonly lane: number;
  readonly form: Form;
  readonly isStart: boolean;
  readonly size: Size;
  /** The width its column must have for it, name included. */
  readonly room: number;
  /** The height of its name, which stands above or below; none inside a box. */
  readonly nameRoom: number;
  /** How many columns it takes: a sub-process as many as it is wide. */
  readonly span: number;
  readonly attached: readonly Attached[];
};

/** `by` is the boundary event it leaves from, which belongs to the node `from`. */
export type Way = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly by: Attached | null;
  /** The width of the gap its name stands in; none where it is not told. */
  readonly nameGap: number;
};

export type Graph = {
  readonly nodes: readonly Node[];
  readonly ways: readonly Way[];
  readonly laneCount: number;
  /** The ways out of each node: its own in their order, then those of its boundary events. */
  readonly out: readonly (readonly number[])[];
};

export function toGraph(parts: Parts): Graph {
  const nodes = parts.elements.map((element) => toNode(element, parts));
  const places = new Map<string, { readonly node: number; readonly by: Attached | null }>();
  nodes.forEach((node, index) => {
    places.set(node.id, { node: index, by: null });
    for (const by of node.attached) places.set(by.id, { node: index, by });
  });
  const ways = parts.transitions.flatMap(({ id, from, to, name }): readonly Way[] => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === undefined || end === undefined
      ? []
      : [{ id, from: start.node, to: end.node, by: start.by, nameGap: name === null ? 0 : gapOfName(name) }];
  });
  const out: number[][] = nodes.map(() => []);
  ways.forEach((way, index) => {
    if (way.by === null) out[way.from]?.push(index);
  });
  ways.forEach((way, index) => {
    if (way.by !== null) out[way.from]?.push(index);
  });
  return { nodes, ways, laneCount: parts.laneCount, out };
}

function toNode(element: FlowElement, parts: Parts): Node {
  const form = formOf(element);
  const size = sizeOf(element, parts);
  const name = form === 'box' ? 0 : widthOfName(element);
  const span = Math.max(1, Math.ceil((size.width + columnGap) / (sizes.box.width + columnGap)));
  return {
    id: element.id,
    lane: parts.laneOf(element.id),
    form,
    isStart: element.kind === 'start',
    size: { width: even(size.width), height: even(size.height) },
    room: span > 1 ? 0 : even(Math.max(size.width, name - nameOverhang)),
    nameRoom: name === 0 ? 0 : nameHeight,
    span,
    attached: attach(element, span, parts),
  };
}

function sizeOf(element: FlowElement, { insideOf, boundariesOf }: Parts): Size {
  const inside = element.kind === 'sub-process' ? insideOf(element.id) : undefined;
  if (inside === undefined) return sizes[formOf(element)];
  // Boundary events stand half inside.
  const foot = boundariesOf(element.id).length > 0 ? sizes.circle.height / 2 : 0;
  return { width: Math.max(inside.width, sizes.box.width), height: inside.height + foot };
}
