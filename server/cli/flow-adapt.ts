import { z } from 'zod';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { layOut } from '#shared/diagram/layout/lay-out.ts';
import { applyPattern, type FlowPattern } from '#shared/domain/flow/apply-pattern.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import { findBuiltInFlow, isBpmnFile } from './built-in-flows.ts';
import { defineCommand, refused, unreadable } from './command.ts';
import { readPatterns } from './flow-patterns.ts';
import { toldPart } from './flow-words.ts';
import { notLaidOut } from './not-laid-out.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';
import { writeBeside } from './write-beside.ts';

/** A flow with one of the adaptations that come along, as a file of its own to check, play and publish. */
export const flowAdapt = defineCommand({
  name: 'flow adapt',
  positionals: ['FLOW', 'PATTERN', 'OUT'],
  options: {},
  args: z.object({ FLOW: z.string().min(1), PATTERN: z.string().min(1), OUT: z.string().min(1) }),
  run: async ({ FLOW: from, PATTERN: key, OUT: to }, { say, language }) => {
    if (!isBpmnFile(to)) return unreadable(say, 'writtenAsBpmn', { file: to });
    const patterns = await readPatterns();
    const pattern = patterns.find((one) => one.key === key);
    if (pattern === undefined) {
      const known = patterns.map((one) => `${one.key} “${inLanguage(one.name, language)}”`);
      return refused(say, 'noSuchPattern', { key, known: known.join(', ') });
    }
    const read = await readBpmnFile(from, say);
    if (read.kind !== 'read') return read;
    const flow = toVersion(read.file, language, from, say);
    if (flow.kind !== 'read') return flow;
    const lost = [...flow.found.flatMap(({ elementId }) => elementId ?? []), ...notRun(flow.version)];
    if (lost.length > 0) {
      const parts = lost.map((id) => toldPart(flow.version, id, language));
      return refused(say, 'adaptedWouldLose', { from, parts: parts.join(', ') });
    }
    const made = applyPattern(flow.version, pattern);
    const values = { file: to, from, name: inLanguage(pattern.name, language) };
    if (made.kind === 'refused') {
      const missing = await toldMissing(made.missing, pattern, language);
      return refused(say, 'patternDoesNotFit', { ...values, missing });
    }
    const tooMany = notLaidOut(made.version, from, say);
    if (tooMany !== undefined) return tooMany;
    const version = { ...made.version, diagram: layOut(made.version) };
    const written = await writeBeside(
      { from: read.path, to },
      () => writeBpmn(writeFlowVersion(version)),
      say,
    );
    if (written.kind !== 'written') return written;
    const json = { file: to, bytes: written.bytes, pattern: pattern.key, name: pattern.name };
    return { kind: 'done', json, words: say('adapted', values) };
  },
});

/** What a file written anew from the flow alone would no longer have as it is. */
function notRun({ elements, transitions }: FlowVersion): readonly string[] {
  return [...elements, ...transitions].flatMap(({ id, unsupported }) =>
    unsupported === undefined ? [] : id,
  );
}

/** By the names of the flow the adaptation was written for. */
async function toldMissing(missing: readonly string[], { of }: FlowPattern, language: Language) {
  const written = await findBuiltInFlow(of);
  return missing
    .map((id) => (written === undefined ? id : toldPart(written.version, id, language)))
    .join(', ');
}
