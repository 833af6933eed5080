import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FileError } from '#server/files/file-error.ts';
import { startsWithin } from '#shared/domain/flow/elements.ts';
import { type Played, playFlow } from '#shared/domain/flow/play-flow.ts';
import { parseJson } from '#shared/lib/json.ts';
import { defineCommand, refused, unreadable } from './command.ts';
import { toldTrouble } from './file-trouble.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';

const decisionsSchema = z.array(
  z.strictObject({
    element: z.string().min(1),
    outcome: z.string().min(1).optional(),
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
    const { problem } = played;
    const json = toJson(played);
    if (problem === null) return { kind: 'done', json, words: json.entered.join('\n') };
    const values = {
      nth: problem.nth + 1,
      element: decisions.data[problem.nth]?.element ?? '',
      waitingAt: json.waitingAt.join(', '),
      fields: problem.fields.join(', '),
    };
    return { kind: 'refused', json, words: say(`play_${problem.kind}`, values) };
  },
});

function toJson({ entered, position, problem }: Played) {
  return {
    entered,
    waitingAt: position.tokens.map(({ elementId }) => elementId),
    ended: position.endedAt !== null,
    faults: position.tokens.flatMap(({ elementId, fault }) =>
      fault === undefined ? [] : [{ elementId, fault }],
    ),
    problem,
  };
}
