/** The lanes the queue can be narrowed to. */
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Flow, FlowVersion, Lane } from '#shared/domain/flow/flow-version.ts';
import { inLanguage, type Language, type Words } from '#shared/lib/words.ts';

/** Who is responsible, in whatever flow: lanes that have one role, and one name for who reads it, are one. */
export type LaneKey = `${string}\n${string}`;

export function laneKeyOf({ role, name }: Pick<Lane, 'role' | 'name'>, language: Language): LaneKey {
  return `${role ?? ''}\n${inLanguage(name, language)}`;
}

export type QueueLane = {
  readonly key: LaneKey;
  readonly lane: Lane;
  /** The flows that have it; none where all of them do, for then it needs no telling. */
  readonly flows: readonly Words[];
};

export function lanesOf(versions: readonly FlowVersion[], language: Language): readonly QueueLane[] {
  const newest = new Map<string, FlowVersion>();
  const byKey = new Map<LaneKey, { readonly lane: Lane; readonly flowIds: Set<string> }>();
  for (const version of versions.toSorted((a, b) => b.number - a.number)) {
    if (!newest.has(version.flowId)) newest.set(version.flowId, version);
    for (const lane of version.lanes) {
      const key = laneKeyOf(lane, language);
      const known = byKey.get(key) ?? { lane, flowIds: new Set() };
      byKey.set(key, known);
      known.flowIds.add(version.flowId);
    }
  }
  return [...byKey].map(([key, { lane, flowIds }]) => {
    const isEverywhere = flowIds.size === newest.size;
    const flows = [...newest.values()].filter(({ flowId }) => !isEverywhere && flowIds.has(flowId));
    return { key, lane, flows: flows.map(({ name }) => name) };
  });
}

type Of<T> = { readonly doc: T };

/** Those that cases are opened with, and those that open cases still follow. */
export function versionsInUse(
  versions: readonly Of<FlowVersion>[],
  flows: readonly Of<Pick<Flow, 'currentVersionId'>>[],
  cases: readonly Of<Pick<SupportCase, 'flowVersionId' | 'position'>>[],
): readonly FlowVersion[] {
  const used = new Set(flows.map(({ doc }) => doc.currentVersionId));
  const others = new Set(versions.map(({ doc }) => doc.id).filter((id) => !used.has(id)));
  for (const { doc } of others.size === 0 ? [] : cases)
    if (doc.position.endedAt === null && others.delete(doc.flowVersionId)) used.add(doc.flowVersionId);
  return versions.map(({ doc }) => doc).filter(({ id }) => used.has(id));
}

/** More of them would push the cases down. */
const mostButtons = 8;

/** Whether a letter alone tells each of them from the others; a colour cannot. */
export function areToldByLetter(lanes: readonly Pick<QueueLane, 'lane'>[]): boolean {
  return lanes.length <= mostButtons && new Set(lanes.map(({ lane }) => lane.letter)).size === lanes.length;
}
