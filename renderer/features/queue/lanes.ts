/** The lanes the queue can be narrowed to. */
import type { FlowVersion, Lane } from '#shared/domain/flow/flow-version.ts';
import type { Words } from '#shared/lib/words.ts';

/** Who is responsible, in whatever flow: lanes of one role and name are one. */
export type LaneKey = `${string}\n${string}`;

export function laneKeyOf({ role, name }: Pick<Lane, 'role' | 'name'>): LaneKey {
  return `${role ?? ''}\n${Object.values(name).join('\n')}`;
}

export type QueueLane = {
  readonly key: LaneKey;
  readonly lane: Lane;
  /** The flows that have it; none where all of them do, for then it needs no telling. */
  readonly flows: readonly Words[];
};

export function lanesOf(versions: readonly FlowVersion[]): readonly QueueLane[] {
  const newest = new Map<string, FlowVersion>();
  const byKey = new Map<LaneKey, { readonly lane: Lane; readonly flowIds: Set<string> }>();
  for (const version of versions.toSorted((a, b) => b.number - a.number)) {
    if (!newest.has(version.flowId)) newest.set(version.flowId, version);
    for (const lane of version.lanes) {
      const known = byKey.get(laneKeyOf(lane)) ?? { lane, flowIds: new Set() };
      byKey.set(laneKeyOf(lane), known);
      known.flowIds.add(version.flowId);
    }
  }
  return [...byKey].map(([key, { lane, flowIds }]) => {
    const isEverywhere = flowIds.size === newest.size;
    const flows = [...newest.values()].filter(({ flowId }) => !isEverywhere && flowIds.has(flowId));
    return { key, lane, flows: flows.map(({ name }) => name) };
  });
}
