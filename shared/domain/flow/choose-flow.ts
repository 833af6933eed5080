/** Which flow a case is opened with, where nobody says it: what the flows of the company say they are for. */
import type { Flow, FlowVersion } from './flow-version.ts';

export type Asked = { readonly channel: string; readonly category: string };

/**
 * The flow that is for this category and channel; else for the category; else
 * for the channel; else the first that is for everything. Of several that are
 * for it in the same way, the one published last. Undefined where the company
 * has none.
 */
export function chooseFlow(flows: readonly Flow[], asked: Asked): Flow | undefined {
  const ranked = flows.map((flow) => ({ flow, rank: rankOf(flow, asked) }));
  const best = Math.max(0, ...ranked.map(({ rank }) => rank));
  const fitting = ranked.flatMap(({ flow, rank }) => (rank === best ? [flow] : []));
  // One for everything may be there to be chosen by hand: published again, it takes no case from another.
  return best === 0 ? (fitting[0] ?? flows[0]) : fitting.reduce(later);
}

/**
 * What a case can be about as long as nobody has said which flow it takes: the
 * categories of the flow it would take now, and those that lead to another one.
 */
export function categoriesToAsk(
  version: FlowVersion | undefined,
  flows: readonly Flow[],
  versions: readonly FlowVersion[],
): FlowVersion['categories'] {
  const own = version?.categories ?? [];
  const known = new Set(own.map(({ id }) => id));
  const leading = flows.flatMap(({ currentVersionId, opensFor }) => {
    const theirs = versions.find(({ id }) => id === currentVersionId)?.categories ?? [];
    return theirs.filter(({ id }) => opensFor?.categories.includes(id) === true && !known.has(id));
  });
  return [...own, ...new Map(leading.map((category) => [category.id, category])).values()];
}

/** Whether there are cases that both are for in the same way. */
export function areForTheSame({ opensFor: one }: Flow, { opensFor: other }: Flow): boolean {
  return meet(one?.channels, other?.channels) && meet(one?.categories, other?.categories);
}

export function isForAll({ opensFor }: Flow): boolean {
  return opensFor === undefined || [...opensFor.channels, ...opensFor.categories].length === 0;
}

function meet(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return some.length === 0 ? others.length === 0 : some.some((value) => others.includes(value));
}

function later(one: Flow, other: Flow): Flow {
  return (other.publishedAt ?? 0) > (one.publishedAt ?? 0) ? other : one;
}

/** Below 0 where it is for something else. */
function rankOf({ opensFor }: Flow, { channel, category }: Asked): number {
  const byCategory = fits(opensFor?.categories ?? [], category);
  const byChannel = fits(opensFor?.channels ?? [], channel);
  return byCategory < 0 || byChannel < 0 ? -1 : 2 * byCategory + byChannel;
}

/** 1 where it is named, 0 where nothing is, -1 where others are. */
function fits(named: readonly string[], value: string): number {
  if (named.length === 0) return 0;
  return named.includes(value) ? 1 : -1;
}
