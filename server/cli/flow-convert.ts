import path from 'node:path';
import { z } from 'zod';
import { type BpmnFile, writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { drawBpmn, drawsSomething } from '#shared/bpmn/draw-bpmn.ts';
import { drawn, isDrawnWhole } from '#shared/diagram/layout/drawn.ts';
import { messageLine } from '#shared/diagram/message-line.ts';
import { toDiagram } from '#shared/diagram/to-diagram.ts';
import { toSvg } from '#shared/diagram/to-svg.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import { defineCommand, unreadable } from './command.ts';
import { notLaidOut } from './not-laid-out.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';
import { toPng } from './to-png.ts';
import { writeBeside } from './write-beside.ts';

/** A BPMN file written anew, with everything in it and drawn where it was not; or a picture of it. */
export const flowConvert = defineCommand({
  name: 'flow convert',
  positionals: ['IN', 'OUT'],
  options: {},
  args: z.object({ IN: z.string().min(1), OUT: z.string().min(1) }),
  run: async ({ IN: from, OUT: to }, { say, language }) => {
    const convert = converters[path.extname(to).toLowerCase()];
    if (convert === undefined) return unreadable(say, 'convertTo', { file: to });
    const read = await readBpmnFile(from, say);
    if (read.kind !== 'read') return read;
    const flow = toVersion(read.file, language, from, say);
    if (flow.kind !== 'read') return flow;
    const isBpmn = convert === toBpmn;
    const isDrawnAnew = isBpmn ? !drawsSomething(read.file.definitions) : !isDrawnWhole(flow.version);
    const tooMany = isDrawnAnew ? notLaidOut(flow.version, from, say) : undefined;
    if (tooMany !== undefined) return tooMany;
    const version = isDrawnAnew ? drawn(flow.version) : flow.version;
    const make = () => convert(read.file, version, language);
    const written = await writeBeside({ from: read.path, to }, make, say);
    if (written.kind !== 'written') return written;
    const json = { file: to, bytes: written.bytes, isDrawnAnew };
    const drawnAnew = isBpmn ? 'convertedAndDrawn' : 'convertedAndLaidOut';
    return { kind: 'done', json, words: say(isDrawnAnew ? drawnAnew : 'converted', { file: to }) };
  },
});

type Convert = (file: BpmnFile, version: FlowVersion, language: Language) => Promise<string | Uint8Array>;

const converters: Readonly<Record<string, Convert>> = {
  '.bpmn': toBpmn,
  '.svg': async (_, version, language) => toPicture(version, language).svg,
  '.png': async (_, version, language) => {
    const { svg, width, height } = toPicture(version, language);
    return toPng(svg, width, height);
  },
};

/** What a file draws itself is left as it is drawn there. */
async function toBpmn({ definitions }: BpmnFile, version: FlowVersion): Promise<string> {
  if (!drawsSomething(definitions)) drawBpmn(definitions, version.diagram, messageLine);
  return writeBpmn(definitions);
}

function toPicture(version: FlowVersion, language: Language) {
  const drawing = toDiagram(version, { language, case: null });
  return {
    svg: toSvg(drawing, inLanguage(version.name, language)),
    width: drawing.width,
    height: drawing.height,
  };
}
