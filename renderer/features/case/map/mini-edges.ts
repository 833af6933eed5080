/** The lines of the small map: where the case went, what went up, and where it may go now. */
import type { DrawnEdge } from '#shared/diagram/drawing.ts';
import { type PlacedBox, routesBetween } from '#shared/diagram/routes.ts';
import type { Stop } from '#shared/diagram/trail.ts';
import { laneOf } from '#shared/domain/flow/elements.ts';
import type { LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import { must } from '#shared/lib/must.ts';
import type { MiniInput, NextWay } from './mini-map.ts';

export function edgesOf(
  { version, trail, token }: MiniInput,
  own: readonly Stop[],
  present: ElementId | null,
  next: readonly NextWay[],
  boxes: readonly (PlacedBox & { readonly id: ElementId })[],
): readonly DrawnEdge[] {
  const drawn = new Set(boxes.map(({ id }) => id));
  const lines = new Map<string, Omit<DrawnEdge, 'points' | 'labelPlace'>>();
  const toneOf = (id: ElementId): LaneTone => laneOf(version, id).tone;
  for (const { from, elementId: to } of trail) {
    if (from === null || !drawn.has(from) || !drawn.has(to)) continue;
    const id = `${from} ${to}`;
    const before = lines.get(id);
    lines.set(id, {
      ...{ id, from, to },
      transitions: before?.transitions ?? [],
      state: 'travelled',
      tone: toneOf(from),
      label: null,
      times: (before?.times ?? 0) + 1,
    });
  }
  const up = escalationOf(own, drawn, token);
  if (up !== null) {
    const id = `${up.from} ${up.to}`;
    lines.set(id, {
      ...(lines.get(id) ?? { times: 1, transitions: [], label: null }),
      id,
      ...up,
      tone: toneOf(up.to),
      state: 'escalation',
    });
  }
  if (present !== null) {
    const back = token?.returnsTo?.elementId;
    const ways = next.map((way) => ({ to: way.to, transitions: [way.id] }));
    const all = back === undefined || back === present ? ways : [...ways, { to: back, transitions: [] }];
    for (const { to, transitions } of all) {
      const id = `${present} ${to}`;
      const before = lines.get(id);
      lines.set(id, {
        id,
        from: present,
        to,
        state: before?.state ?? 'possible',
        tone: before?.tone ?? toneOf(present),
        label: null,
        times: before?.times ?? 0,
        transitions: [...(before?.transitions ?? []), ...transitions],
      });
    }
  }
  const routes = routesBetween(boxes, [...lines.values()]);
  const columnOf = new Map(boxes.map(({ id, column }) => [id, column]));
  return [...lines.values()].map((line) => {
    // How often is told once for a loop, on the line that goes back.
    const isBack = (columnOf.get(line.to) ?? 0) <= (columnOf.get(line.from) ?? 0);
    const points = must(routes.get(line.id), 'route');
    return { ...line, times: isBack ? line.times : 1, points, labelPlace: null };
  });
}

/** From the place an escalation left to the first place drawn above it. */
function escalationOf(
  own: readonly Stop[],
  drawn: ReadonlySet<ElementId>,
  token: Token | null,
): { readonly from: ElementId; readonly to: ElementId } | null {
  const left = own.findLastIndex((stop) => stop.left?.why === 'escalated');
  const from = own[left];
  if (from === undefined || token?.returnsTo?.elementId !== from.elementId) return null;
  const to = own.slice(left + 1).find(({ elementId }) => drawn.has(elementId));
  return to === undefined || !drawn.has(from.elementId) ? null : { from: from.elementId, to: to.elementId };
}
