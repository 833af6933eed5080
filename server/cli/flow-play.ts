import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FileError } from '#server/files/file-error.ts';
import { findStep, getElement, startsWithin } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { outcomeName, outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { type PlayDecision, type Played, playFlow } from '#shared/domain/flow/play-flow.ts';
import { parseJson } from '#shared/lib/json.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import { defineCommand, refused, type Say, unreadable } from './command.ts';
import { toldTrouble } from './file-trouble.ts';
import { toldElement, toldId, toldWay } from './flow-words.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';

const decisionsSchema = z.array(
  z.strictObject({
    element: z.string().min(1),
    outcome: z.string().min(1).optional(),
    escalates: z.boolean().optional(),
    form: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    after: z.string().min(1).optional(),
  }),
);

/** One case led through a BPMN file by a list of decisions: the elements it enters. */
export const flowPlay = defineCommand({
  name: 'flow play',
  positionals: ['FILE'],
  options: { decisions: { type: 'string' } },
  args: z.object({ FILE: z.string().min(1), decisions: z.string().min(1).optional() }),
  run: async ({ FILE: path, decisions: listPath }, { say, language }) => {
    const read = await readBpmnFile(path, say);
    if (read.kind !== 'read') return read;
    const flow = toVersion(read.file, language, path, say);
    if (flow.kind !== 'read') return flow;
    const text =
      listPath === undefined
        ? '[]'
        : await readFile(listPath, 'utf8').catch((error: unknown) => new FileError(error));
    if (text instanceof FileError)
      return unreadable(say, 'fileUnreadable', { file: listPath, why: toldTrouble(text, say) });
    const decisions = decisionsSchema.safeParse(parseJson(text));
    if (!decisions.success) return unreadable(say, 'decisionsUnreadable', { file: listPath });
    if (startsWithin(flow.version, null).length === 0) return refused(say, 'check_no-start');
    const played = playFlow(flow.version, decisions.data);
    const json = toJson(played, flow.version);
    const goesOn = played.problem === null && json.faults.length === 0;
    const words = toWords(played, json, { version: flow.version, decisions: decisions.data, say, language });
    return { kind: goesOn ? 'done' : 'refused', json, words: words.join('\n') };
  },
});

type Json = ReturnType<typeof toJson>;

function toJson({ entered, position, problem }: Played, version: FlowVersion) {
  const stopped = position.tokens.flatMap(({ elementId, fault }) =>
    fault === undefined ? [] : [{ elementId, fault }],
  );
  return {
    entered,
    waitingAt: position.tokens.map(({ elementId }) => elementId),
    /** As a decision names them. */
    waits: position.tokens
      .filter(({ fault }) => fault === undefined)
      .map(({ elementId }) => ({
        element: elementId,
        name: getElement(version, elementId).name,
        outcomes: outcomesAt(version, elementId).map((way) => ({
          outcome: way.id,
          name: outcomeName(version, way),
        })),
      })),
    ended: position.endedAt !== null,
    faults: stopped,
    problem,
  };
}

type Telling = {
  readonly version: FlowVersion;
  readonly decisions: readonly PlayDecision[];
  readonly say: Say;
  readonly language: Language;
};

/** The way it went, what it stopped at, and where it waits now. */
function toWords({ entered, problem }: Played, json: Json, telling: Telling): readonly string[] {
  const { version, say, language } = telling;
  const elementIn = (id: ElementId) => toldElement(version, id, language);
  return [
    ...entered.map(elementIn),
    ...(problem === null ? [] : [toldProblem(problem, json, telling)]),
    ...json.faults.map(({ elementId, fault }) => say(`fault_${fault}`, { element: elementIn(elementId) })),
    ...json.waits.map(({ element }) => {
      const ways = outcomesAt(version, element).map((way) => toldWay(version, way, language));
      const values = { element: elementIn(element), ways: ways.join(' | ') };
      return say(ways.length === 0 ? 'playWaits' : 'playWaitsFor', values);
    }),
    ...(json.ended ? [say('playEnded')] : []),
  ];
}

function toldProblem(
  { nth, kind, fields }: NonNullable<Played['problem']>,
  { waits }: Json,
  { version, decisions, say, language }: Telling,
): string {
  const { element = '', outcome = '' } = decisions[nth] ?? {};
  const asked = waits.flatMap((wait) => findStep(version, wait.element)?.form ?? []);
  const told = fields.map((id) => {
    const field = asked.find((one) => one.id === id);
    return toldId(id, field === undefined ? '' : inLanguage(field.label, language));
  });
  return say(`play_${kind}`, { nth: nth + 1, element, outcome, fields: told.join(', ') });
}
