/**
 * The small map of one case: two places back, the present and what may come
 * next, in columns by their distance from the present and rows by lane.
 *
 * Every place is drawn once, however often the case came through it. The same
 * case and width always give the same picture.
 */

import type { DrawnLane, DrawnNode } from '#shared/diagram/drawing.ts';
import { linksFrom } from '#shared/diagram/fold.ts';
import type { PlacedBox } from '#shared/diagram/routes.ts';
import { describe, isPausedAt } from '#shared/diagram/to-diagram.ts';
import { type Stop, trailOfToken } from '#shared/diagram/trail.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { joinProgress } from '#shared/domain/flow/joins.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import { must } from '#shared/lib/must.ts';
import { inLanguage } from '#shared/lib/words.ts';
import { edgesOf } from './mini-edges.ts';
import type { MiniInput, MiniMap, NextWay } from './mini-map.ts';

const boxHeight = 46;
const dotSize = 26;
const rowGap = 8;
/** Lines that come in from above turn below the name of the lane. */
const laneHead = 30;
const laneFoot = 14;
const lineFoot = 9;
/** Above the uppermost line. */
const lineHead = 4;
const columnGap = 19;
const sideRoom = { left: 13, right: 9 };
const fullWidth = { least: 88, most: 124 };
const placesBack = 2;

/** A case whose history has not arrived. */
const nowhere: MiniMap = {
  drawing: { width: 0, height: 0, lanes: [], nodes: [], edges: [] },
  present: null,
  next: [],
  before: 0,
  ahead: 0,
};

export function toMiniMap(input: MiniInput): MiniMap {
  const { version, trail, token } = input;
  const present = token?.elementId ?? trail.at(-1)?.elementId ?? null;
  if (present === null) return nowhere;
  const tokenId = token?.id ?? trail.at(-1)?.tokenId;
  const own = tokenId === undefined ? [] : trailOfToken(trail, tokenId);
  const next = token === null ? [] : waysFrom(version, token);
  const past = pastOf(own, present, token?.returnsTo?.elementId ?? null);
  const shown = new Set<ElementId>([...past, present]);
  const fresh = [...new Set(next.map((way) => way.to))].filter((id) => !shown.has(id));
  const columns = [...past.map((id) => [id]), [present]];
  if (fresh.length > 0) columns.push(fresh);
  for (const id of fresh) shown.add(id);

  const widths = columnWidths(columns.length, past.length, input.width);
  const drawnUnder = (head: number) => {
    const bands = bandsOf(version, columns, head);
    const boxes = boxesOf(version, columns, widths, bands);
    return { bands, boxes, edges: edgesOf(input, own, present, next, boxes) };
  };
  const usual = drawnUnder(laneHead);
  // Where many lines lead back over the first row there must be more room above it.
  const lacking = Math.max(...usual.edges.flatMap(({ points }) => points.map(({ y }) => lineHead - y)), 0);
  const { bands, boxes, edges } = lacking > 0 ? drawnUnder(laneHead + lacking) : usual;
  const last = must(bands.at(-1), 'a lane of the map');
  // A line that goes around the last row needs room below it.
  const lowest = Math.max(...edges.flatMap(({ points }) => points.map(({ y }) => y + lineFoot)), 0);
  const height = Math.max(last.y + last.height, lowest);
  return {
    drawing: {
      width: input.width,
      height,
      lanes: bands.map(({ lane, y, height: own }): DrawnLane => {
        const box = { x: 0, y, width: input.width, height: y === last.y ? height - y : own };
        return { id: lane.id, name: inLanguage(lane.name, input.language), tone: lane.tone, box };
      }),
      nodes: boxes.map(({ id, box }) => nodeOf(input, id, box, present, next)),
      edges,
    },
    present,
    next,
    before: new Set(own.map((stop) => stop.elementId).filter((id) => !shown.has(id))).size,
    ahead: stepsAhead(version, fresh, shown, trail),
  };
}

/** The end of an escalation is no place: the case goes back to the step it left. */
function waysFrom(version: FlowVersion, token: Token): readonly NextWay[] {
  return linksFrom(version, token.elementId).map((link, index) => {
    const target = getElement(version, link.to);
    const goesBack = target.kind === 'end' && target.event.kind === 'return' && token.returnsTo !== null;
    return { ...link, number: index + 1, to: goesBack ? token.returnsTo.elementId : link.to };
  });
}

/** The last different places before the present, oldest first; the one an escalation returns to is always among them. */
function pastOf(
  own: readonly Stop[],
  present: ElementId | null,
  returnsTo: ElementId | null,
): readonly ElementId[] {
  const back = [...new Set(own.map((stop) => stop.elementId).reverse())].filter((id) => id !== present);
  const near = back.slice(0, placesBack);
  if (returnsTo !== null && returnsTo !== present && !near.includes(returnsTo))
    near[Math.max(0, Math.min(near.length, placesBack - 1))] = returnsTo;
  return near.reverse();
}

/** The oldest place shrinks to a dot with its lane's letter when there is no room to write its name. */
function columnWidths(count: number, past: number, width: number): readonly number[] {
  const room = width - sideRoom.left - sideRoom.right - (count - 1) * columnGap;
  const hasDot = past === placesBack && room / count < fullWidth.least;
  const each = hasDot ? (room - dotSize) / (count - 1) : room / count;
  return Array.from({ length: count }, (_, index) =>
    hasDot && index === 0 ? dotSize : Math.min(fullWidth.most, each),
  );
}

type Band = {
  readonly lane: FlowVersion['lanes'][number];
  readonly y: number;
  readonly height: number;
  /** Above its first row. */
  readonly head: number;
};

/** Only the lanes touched, in the order of the flow, each as high as its fullest column. */
function bandsOf(
  version: FlowVersion,
  columns: readonly (readonly ElementId[])[],
  firstHead: number,
): readonly Band[] {
  const bands: Band[] = [];
  let y = 0;
  for (const lane of version.lanes) {
    const rows = Math.max(0, ...columns.map((column) => inLane(version, column, lane.id).length));
    if (rows === 0) continue;
    const head = bands.length === 0 ? firstHead : laneHead;
    const height = head + rows * boxHeight + (rows - 1) * rowGap + laneFoot;
    bands.push({ lane, y, height, head });
    y += height;
  }
  return bands;
}

function boxesOf(
  version: FlowVersion,
  columns: readonly (readonly ElementId[])[],
  widths: readonly number[],
  bands: readonly Band[],
): readonly (PlacedBox & { readonly id: ElementId })[] {
  const boxes: (PlacedBox & { readonly id: ElementId })[] = [];
  let x = sideRoom.left;
  columns.forEach((ids, column) => {
    const width = must(widths[column], 'width of a column');
    const height = width === dotSize ? dotSize : boxHeight;
    for (const { lane, y, height: bandHeight, head } of bands) {
      const mine = inLane(version, ids, lane.id);
      const inner = bandHeight - head - laneFoot;
      const used = mine.length * height + (mine.length - 1) * rowGap;
      mine.forEach((id, row) => {
        const top = y + head + (inner - used) / 2 + row * (height + rowGap);
        boxes.push({ id, column, box: { x, y: top, width, height } });
      });
    }
    x += width + columnGap;
  });
  return boxes;
}

function nodeOf(
  { version, trail, token, tokens, language, returnsHere, nameOf, joinText }: MiniInput,
  id: ElementId,
  box: PlacedBox['box'],
  present: ElementId | null,
  next: readonly NextWay[],
): DrawnNode {
  const element = getElement(version, id);
  const node = describe(version, element, language);
  const stops = trail.filter((stop) => stop.elementId === id);
  const last = stops.at(-1);
  const isPresent = id === present;
  // Where ways run side by side it is at more places than the one that is looked at.
  const isThere = isPresent || tokens.some(({ elementId }) => elementId === id);
  const progress = joinProgress(version, tokens, id);
  const state = isThere
    ? 'present'
    : id === token?.returnsTo?.elementId
      ? 'returns-here'
      : stops.length > 0
        ? 'travelled'
        : 'possible';
  return {
    ...node,
    box,
    state,
    // A join says how many have come where others have their name: under it there is no room.
    name: progress === undefined ? nameOf(element) : [node.name, joinText(progress)].join(' ').trim(),
    second: state === 'returns-here' ? returnsHere : null,
    attempt: isPresent ? (token?.attempt ?? 1) : (last?.attempt ?? 1),
    numbers: next.filter((way) => way.to === id).map((way) => way.number),
    mark: isPausedAt(tokens, id) ? 'paused' : state === 'returns-here' ? null : markOf(last, isThere),
    look: box.width === dotSize ? 'dot' : 'small',
  };
}

/** ↥ where this computer is ahead of the server; a tick on what is behind the case and confirmed. */
function markOf(last: Stop | undefined, isPresent: boolean): DrawnNode['mark'] {
  if (last === undefined) return null;
  if (last.isPending) return 'pending';
  return isPresent ? null : 'tick';
}

/** Steps that can be reached from the drawn next ones and are neither drawn nor behind. */
function stepsAhead(
  version: FlowVersion,
  from: readonly ElementId[],
  shown: ReadonlySet<ElementId>,
  trail: readonly Stop[],
): number {
  const behind = new Set(trail.map((stop) => stop.elementId));
  const seen = new Set<ElementId>(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { to } of linksFrom(version, id)) {
      if (seen.has(to) || behind.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return [...seen].filter((id) => !shown.has(id) && getElement(version, id).kind === 'step').length;
}

function inLane(version: FlowVersion, ids: readonly ElementId[], laneId: string): readonly ElementId[] {
  return ids.filter((id) => getElement(version, id).laneId === laneId);
}
