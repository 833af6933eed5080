/**
 * Where the names of circles, diamonds and lines stand: where they lie on
 * nothing, as far as there is room. Of all places a name can have it takes the
 * one that costs least; what has few comes first.
 */
import { Buckets } from './buckets.ts';
import type { DrawnEdge, DrawnNode } from './drawing.ts';
import {
  type Box,
  type LabelPlace,
  labelBox,
  labelPlaces,
  meetsDiamond,
  type NameSide,
  nameBox,
  type Point,
} from './geometry.ts';
import { formOf } from './layout/sizes.ts';
import { sizeOfWords } from './wrap.ts';

/** Lines of a name of a shape, and of a line. */
export const nameStyle = { room: 124, most: 3, size: 12 } as const;
export const labelStyle = { most: 2, size: 11 } as const;
/** A label that lies along less than this is broken into words. */
export const leastLabelRoom = 40;

type Thing = Box & { readonly of: string; readonly is: 'shape' | 'diamond' | 'line' | 'words' };
type Things = Buckets<Thing>;

const costs = { shape: 100, diamond: 100, words: 100, line: 14, outside: 60 } as const;
/** Beside a line of two ways nobody can tell whose name it is. */
const sharedCost = 30;
const sides: Readonly<Record<'circle' | 'diamond', readonly NameSide[]>> = {
  circle: ['below', 'below-right', 'below-left', 'above', 'right', 'above-right', 'above-left'],
  diamond: ['above', 'below', 'above-right', 'below-right', 'right', 'above-left', 'below-left'],
};

export function withNames<N extends Named, E extends Labelled>(
  nodes: readonly N[],
  edges: readonly E[],
  whole: Box,
): {
  readonly nodes: readonly (N & Pick<DrawnNode, 'nameSide'>)[];
  readonly edges: readonly (E & Pick<DrawnEdge, 'labelPlace'>)[];
} {
  const things: Things = new Buckets();
  // A frame has room inside for names.
  for (const { id, kind, box } of nodes)
    if (kind !== 'sub-process')
      things.add({ ...grown(box, 2), of: id, is: kind === 'gateway' ? 'diamond' : 'shape' });
  for (const { id, points } of edges)
    for (const piece of piecesOf(points)) things.add({ ...grown(piece, 1), of: id, is: 'line' });
  // A straight line has one place for its name, a shape several, and a line that turns the most.
  const straight = new Map(
    edges
      .filter(({ points }) => points.length === 2)
      .map((edge) => [edge.id, placeLabel(edge, things, whole)]),
  );
  return {
    nodes: nodes.map((node) => ({ ...node, nameSide: placeName(node, things, whole) })),
    edges: edges.map((edge) => ({
      ...edge,
      labelPlace: straight.get(edge.id) ?? placeLabel(edge, things, whole),
    })),
  };
}

type Named = Pick<DrawnNode, 'id' | 'kind' | 'box' | 'name'>;
type Labelled = Pick<DrawnEdge, 'id' | 'points' | 'label'>;

function placeName({ id, kind, box, name }: Named, things: Things, whole: Box): NameSide {
  const form = formOf({ kind });
  if (form === 'box' || name === '') return 'below';
  const size = sizeOfWords(name, nameStyle);
  const places = sides[form].map((side, nth) => ({
    place: side,
    box: nameBox(box, side, size),
    cost: 2 * nth,
  }));
  return take(places, id, things, whole)?.place ?? 'below';
}

function placeLabel({ id, points, label }: Labelled, things: Things, whole: Box): LabelPlace | null {
  if (label === null || label === '') return null;
  const places = labelPlaces(points).map(({ place, piece, cost }) => {
    const size = sizeOfWords(label, { ...labelStyle, room: Math.max(leastLabelRoom, place.width) });
    const isShared = [...things.at(grown(alongOnly(piece, place, size), 1))].some(
      (thing) => thing.is === 'line' && thing.of !== id && isUpright(thing) === isUpright(piece),
    );
    const isCramped = isUpright(piece) ? piece.height < size.height : piece.width < size.width + 12;
    const more = (isShared ? sharedCost : 0) + (isCramped ? 10 : 0);
    return { place, box: labelBox(place, size), cost: cost + more };
  });
  return take(places, id, things, whole)?.place ?? null;
}

const slantedPiece = 40;

type Candidate<P> = { readonly place: P; readonly box: Box; readonly cost: number };

/** The cheapest place, which is then taken. */
function take<P>(
  candidates: readonly Candidate<P>[],
  of: string,
  things: Things,
  whole: Box,
): Candidate<P> | undefined {
  const costOf = ({ box, cost }: Candidate<P>): number => {
    const isOutside =
      box.x < whole.x ||
      box.y < whole.y ||
      box.x + box.width > whole.x + whole.width ||
      box.y + box.height > whole.y + whole.height;
    return [...things.at(box)]
      .filter((thing) => thing.is !== 'diamond' || meetsDiamond(box, thing))
      .reduce((sum, thing) => sum + costs[thing.is], cost + (isOutside ? costs.outside : 0));
  };
  let best: { readonly candidate: Candidate<P>; readonly cost: number } | undefined;
  for (const candidate of candidates) {
    if (best !== undefined && candidate.cost >= best.cost) continue;
    const cost = costOf(candidate);
    if (best === undefined || cost < best.cost) best = { candidate, cost };
  }
  if (best === undefined) return undefined;
  things.add({ ...best.candidate.box, of, is: 'words' });
  return best.candidate;
}

/** A slanted piece in short ones: what is under it is not what is around it. */
function piecesOf(points: readonly Point[]): readonly Box[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const [width, height] = [to.x - from.x, to.y - from.y];
    const count = Math.max(1, Math.ceil(Math.min(Math.abs(width), Math.abs(height)) / slantedPiece));
    return Array.from({ length: count }, (_, nth) => ({
      x: from.x + Math.min(width * nth, width * (nth + 1)) / count,
      y: from.y + Math.min(height * nth, height * (nth + 1)) / count,
      width: Math.abs(width) / count,
      height: Math.abs(height) / count,
    }));
  });
}

/** The stretch of a line that a label stands beside. */
function alongOnly(piece: Box, place: Point, size: { readonly width: number; readonly height: number }): Box {
  return isUpright(piece)
    ? { x: piece.x, y: place.y - size.height / 2, width: 0, height: size.height }
    : { x: place.x - size.width / 2, y: piece.y, width: size.width, height: 0 };
}

function isUpright({ width, height }: Box): boolean {
  return height > width;
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
