import { mostLaidOut, tooManyToLayOut } from '#shared/diagram/layout/drawn.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type Problem, type Say, unreadable } from './command.ts';

/** Why a flow is not laid out, in words; undefined where it can be. */
export function notLaidOut(version: FlowVersion, file: string, say: Say): Problem | undefined {
  const what = tooManyToLayOut(version);
  return what && unreadable(say, `layOut_too-many-${what}`, { file, detail: mostLaidOut[what] });
}
