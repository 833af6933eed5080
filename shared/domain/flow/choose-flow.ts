/** Which flow a case is opened with, where nobody says it: what the flows of the company say they are for. */
import type { Flow } from './flow-version.ts';

export type Asked = { readonly channel: string; readonly category: string };

/**
 * The flow that is for this category and channel; else for the category; else
 * for the channel; else the first that is for everything. Undefined where the
 * company has none.
 */
export function chooseFlow(flows: readonly Flow[], asked: Asked): Flow | undefined {
  const ranked = flows.map((flow) => ({ flow, rank: rankOf(flow, asked) }));
  const best = Math.max(0, ...ranked.map(({ rank }) => rank));
  return ranked.find(({ rank }) => rank === best)?.flow ?? flows[0];
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
