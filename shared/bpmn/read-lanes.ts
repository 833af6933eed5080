/** Who is responsible: the lanes of a process, or its pool where it has none. */
import { type LaneTone, laneTones } from '#shared/domain/flow/flow-version.ts';
import type { Language, Words } from '#shared/lib/words.ts';
import type { Part } from './bpmn-file.ts';
import { flowElementsIn } from './counts.ts';
import { extensionIn, idOf, isSet, nameIn, partIn, partsIn, textIn } from './parts.ts';
import { readWords } from './words.ts';

export type DraftLane = {
  readonly id: string;
  readonly name: Words;
  readonly letter: string;
  readonly tone: string;
  readonly role: string | null;
  readonly isOnlyUnderEscalation: boolean;
};

export type ReadLanes = {
  readonly lanes: readonly DraftLane[];
  /** The innermost lane of an element; undefined for one no lane names. */
  readonly laneIdOf: (elementId: string) => string | undefined;
};

/** The lanes of the file that are read already. Each one that is read counts itself among them. */
export type LanesBefore = { count: number; readonly letters: Set<string> };

/** Of a process that is called: the lane of what calls it, where that is read already, and its name. */
export type Caller = { readonly laneId: string | undefined; readonly name: string | undefined };

/**
 * `pool` is the participant the process belongs to. One that is only called has
 * neither pool nor lanes: its work is that of the lane it is called from, or of
 * one named as what calls it.
 */
export function readLanes(
  process: Part,
  { pool, caller }: { readonly pool: Part | undefined; readonly caller: Caller },
  before: LanesBefore,
  language: Language,
): ReadLanes {
  const innermost = partsIn(process, 'laneSets').flatMap(innermostLanes);
  const laneIds = new Map(
    innermost.flatMap((lane) =>
      partsIn(lane, 'flowNodeRef').map((node) => [idOf(node), idOf(lane)] as const),
    ),
  );
  const { laneId: callerLaneId } = caller;
  if (innermost.length === 0 && pool === undefined && callerLaneId !== undefined)
    return { lanes: [], laneIdOf: () => callerLaneId };
  // A process without lanes is one lane, named as its pool is.
  const whole = innermost.length > 0 ? innermost : [pool ?? process];
  const name = nameIn(process) ?? caller.name;
  const lanes = whole.map((lane) => readLane(lane, name, before, language));
  const fallback = lanes[0]?.id;
  const containers = new Map(
    flowElementsIn(process).flatMap((one) =>
      partsIn(one, 'flowElements').map((inner) => [idOf(inner), idOf(one)]),
    ),
  );
  const laneIdOf = (id: string): string | undefined => {
    // What is inside a sub-process is where the sub-process is.
    for (let at: string | undefined = id; at !== undefined; at = containers.get(at)) {
      const laneId = laneIds.get(at);
      if (laneId !== undefined) return laneId;
    }
    return fallback;
  };
  return { lanes, laneIdOf };
}

/** Lanes that have no lanes inside them. */
function innermostLanes(laneSet: Part): readonly Part[] {
  return partsIn(laneSet, 'lanes').flatMap((lane) => {
    const inner = partIn(lane, 'childLaneSet');
    const innerLanes = inner === undefined ? [] : innermostLanes(inner);
    return innerLanes.length > 0 ? innerLanes : [lane];
  });
}

function readLane(
  part: Part,
  fallback: string | undefined,
  before: LanesBefore,
  language: Language,
): DraftLane {
  const extension = extensionIn(part, 'raia:Lane');
  const name = readWords(extension, 'name', nameIn(part) ?? fallback, language);
  const letter = textIn(extension, 'letter') ?? freeLetter(name[language], before.letters);
  const tone = textIn(extension, 'tone') ?? toneAfter(before.count);
  before.letters.add(letter);
  before.count++;
  return {
    id: idOf(part),
    name,
    letter,
    tone,
    role: textIn(extension, 'role') ?? null,
    isOnlyUnderEscalation: isSet(extension, 'onlyUnderEscalation'),
  };
}

/** A letter of its name that no lane before it has. */
function freeLetter(name: string, taken: ReadonlySet<string>): string {
  const letters = [...name.toUpperCase().replace(/[^\p{L}]/gu, ''), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.find((letter) => letter.length === 1 && !taken.has(letter)) ?? '?';
}

/** Which lane is the customer's, no file of another tool says. */
function toneAfter(count: number): LaneTone {
  const others = laneTones.filter((tone) => tone !== 'client');
  return others[count % others.length] ?? 'agent';
}
