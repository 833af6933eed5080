/** A flow that is published: which one it is, which version of it, and what it is suggested for. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { noIdentity } from '#shared/bpmn/parse-flow.ts';
import { drawn } from '#shared/diagram/layout/drawn.ts';
import { isForAll } from '#shared/domain/flow/choose-flow.ts';
import type { Flow, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Say } from './command.ts';

/** `called` tells it from other flows where its file does not say which one it is. */
export type FlowToPublish = { readonly version: FlowVersion; readonly called: string };

/** A file of another tool is told by its process and its name, or by what the file is called where it has none. */
export function calledIn(file: string, { name }: FlowVersion, processId: string): string {
  // It has one name at most, which stands for whatever language is spoken.
  const given = Object.values(name).find((text) => text.trim() !== '');
  return `${processId}:${given ?? path.basename(file)}`;
}

/** A published version never changes: a design that differs from the newest one of its flow in this company is the next. */
export function toPublished(
  { version, called }: FlowToPublish,
  spaceId: string,
  before: readonly FlowVersion[],
  publishedAt: Instant,
): FlowVersion {
  const isOfAnotherTool = version.flowId === noIdentity.flowId;
  const own = isOfAnotherTool ? called : `${version.flowId}:${version.name['pt-BR']}`;
  const flowId = flowIdSchema.parse(derivedId(spaceId, `flow:${own}`));
  const earlier = before.filter((one) => one.flowId === flowId || one.flowId === version.flowId);
  const known = earlier[0]?.flowId ?? flowId;
  const newest = earlier.toSorted((one, other) => other.number - one.number)[0];
  const number = (newest?.number ?? 0) + 1;
  const id = flowVersionIdSchema.parse(derivedId(known, `version:${number}`));
  const next = { ...drawn(version), id, flowId: known, number, publishedAt };
  return newest !== undefined && isSameDesign(newest, next) ? newest : next;
}

function isSameDesign(one: FlowVersion, other: FlowVersion): boolean {
  return isDeepStrictEqual(designOf(one), designOf(other));
}

/** As the database keeps it: what is undefined is not there. */
function designOf(version: FlowVersion): unknown {
  return JSON.parse(JSON.stringify({ ...version, id: null, number: null, publishedAt: null }));
}

type Before = {
  readonly versions: readonly FlowVersion[];
  /** The flow as it was; undefined where it is new. */
  readonly flow: Flow | undefined;
  /** Those for the same cases. */
  readonly others: readonly Flow[];
};

/** What publishing changes: the design, or which cases are opened with it; of two for the same the last one is. */
export function changeBy(flow: Flow, before: Before): 'version' | 'cases' | 'none' {
  if (!before.versions.some(({ id }) => id === flow.currentVersionId)) return 'version';
  const { publishedAt = 0, currentVersionId, opensFor } = before.flow ?? {};
  const isLast = isForAll(flow) || before.others.every((other) => (other.publishedAt ?? 0) <= publishedAt);
  const isSame = currentVersionId === flow.currentVersionId && isDeepStrictEqual(opensFor, flow.opensFor);
  return isSame && isLast ? 'none' : 'cases';
}

type OpensFor = NonNullable<Flow['opensFor']>;

/** What nothing is said about stays as it was. */
export function opensForOf(
  said: { readonly [List in keyof OpensFor]?: OpensFor[List] | undefined },
  before: Flow['opensFor'],
): Flow['opensFor'] {
  const { channels = before?.channels, categories = before?.categories } = said;
  if (channels === undefined && categories === undefined) return undefined;
  return { channels: channels ?? [], categories: categories ?? [] };
}

/** Which cases it is suggested for, in words. */
export function toldOpensFor(opensFor: Flow['opensFor'], say: Say): string {
  const [channels, categories] = [opensFor?.channels, opensFor?.categories].map((list) => list?.join(', '));
  if (channels && categories) return say('opensFor_both', { channels, categories });
  if (channels) return say('opensFor_channels', { channels });
  return categories ? say('opensFor_categories', { categories }) : say('opensFor_all');
}
