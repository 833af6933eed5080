import { z } from 'zod';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { mendDocument } from '#shared/bpmn/mend-document.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import { isBpmnFile } from './built-in-flows.ts';
import { defineCommand, unreadable } from './command.ts';
import { problemsTold, toldSummary } from './flow-problems.ts';
import { identityIn, readBpmnFile, toldFlow, toVersion } from './read-bpmn-file.ts';
import { writeBeside } from './write-beside.ts';

/** A BPMN file with everything put right that `flow check` offers to; the rest of it stays as it is. */
export const flowMend = defineCommand({
  name: 'flow mend',
  positionals: ['IN', 'OUT'],
  options: {},
  args: z.object({ IN: z.string().min(1), OUT: z.string().min(1) }),
  run: async ({ IN: from, OUT: to }, { say, language }) => {
    if (!isBpmnFile(to)) return unreadable(say, 'writtenAsBpmn', { file: to });
    const read = await readBpmnFile(from, say);
    if (read.kind !== 'read') return read;
    const before = toVersion(read.file, language, from, say);
    if (before.kind !== 'read') return before;
    const made = mendDocument(read.file, identityIn(language));
    const after = toldFlow(made.flow, from, say);
    if (after.kind !== 'read') return after;
    const written = await writeBeside({ from: read.path, to }, () => writeBpmn(read.file.definitions), say);
    if (written.kind !== 'written') return written;
    const left = [...after.found, ...checkFlow(after.version)];
    // What is taken out is called by the name it had.
    const versions = [before.version, after.version];
    const mended = problemsTold(made.mended, versions, { say, language });
    const problems = problemsTold(left, versions, { say, language });
    const ok = !left.some(isError);
    return {
      kind: 'done',
      json: { file: to, bytes: written.bytes, ok, mended: mended.told, problems: problems.told },
      words: [
        ...mended.lines,
        say('mended', { count: mended.told.length, file: to }),
        toldSummary(left, say),
      ].join('\n'),
    };
  },
});
