/** A flow of the command line, a BPMN file or one that comes along, read as far as it can be. */
import { readFile, stat } from 'node:fs/promises';
import { FileError } from '#server/files/file-error.ts';
import { type BpmnFile, type ReadBpmn, readBpmn } from '#shared/bpmn/bpmn-file.ts';
import { longest, tooLarge } from '#shared/bpmn/limits.ts';
import { noIdentity } from '#shared/bpmn/parse-flow.ts';
import { type Identity, type ReadFlow, readFlowVersion } from '#shared/bpmn/read-flow-version.ts';
import { mostInFlow } from '#shared/domain/flow/flow-version.ts';
import type { Language } from '#shared/lib/words.ts';
import { findBuiltInFlow } from './built-in-flows.ts';
import { type Problem, type Say, unreadable } from './command.ts';
import { toldTrouble } from './file-trouble.ts';
import { decodeXml } from './xml-text.ts';

export type ReadFile = { readonly kind: 'read'; readonly file: BpmnFile; readonly path: string };

/** `typed` is the file's path, or the key or id of a flow that comes along. */
export async function readBpmnFile(typed: string, say: Say): Promise<ReadFile | Problem> {
  const path = (await findBuiltInFlow(typed))?.path ?? typed;
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longest) return unreadable(say, 'bpmn_too-large', { file: path, detail: tooLarge.detail });
  const bytes = await readFile(path).catch((error: unknown) => new FileError(error));
  if (bytes instanceof FileError)
    return unreadable(say, 'fileUnreadable', { file: path, why: toldTrouble(bytes, say) });
  if (!beginsAsXml(bytes)) {
    const why = say(bytes.length === 0 ? 'xml_empty' : 'xml_begins');
    return unreadable(say, 'bpmn_not-xml', { file: path, why });
  }
  const decoded = decodeXml(bytes);
  if (decoded.kind === 'unreadable')
    return unreadable(say, 'encodingUnknown', { file: path, detail: decoded.encoding });
  const read = await readBpmn(decoded.text);
  if (read.kind === 'read') return { ...read, path };
  const { reason, detail } = read;
  return unreadable(say, `bpmn_${reason}`, { file: path, detail, why: whyNoXml(read, say) });
}

/** Told before the encoding: a picture is no text in the wrong one. */
function beginsAsXml(bytes: Uint8Array): boolean {
  const begins = String.fromCharCode(...bytes.subarray(0, 200));
  // Past a mark of the byte order, and what UTF-16 has between the letters.
  return /^[\xfe\xff\xef\xbb\xbf\0\s]*</.test(begins);
}

function whyNoXml({ detail, line }: Extract<ReadBpmn, { kind: 'unreadable' }>, say: Say): string {
  return line === undefined ? say('xml_ends', { detail }) : say('xml_line', { detail, line });
}

export function toVersion(
  file: BpmnFile,
  language: Language,
  path: string,
  say: Say,
): Extract<ReadFlow, { kind: 'read' }> | Problem {
  return toldFlow(readFlowVersion(file, identityIn(language)), path, say);
}

/** Of a file that does not say what it is. */
export function identityIn(language: Language): Identity {
  return { ...noIdentity, language };
}

/** The flow, or why there is none in words. */
export function toldFlow(
  read: ReadFlow,
  path: string,
  say: Say,
): Extract<ReadFlow, { kind: 'read' }> | Problem {
  if (read.kind === 'read') return read;
  switch (read.kind) {
    case 'empty':
      return unreadable(say, 'bpmn_empty', { file: path });
    case 'without-id':
      return unreadable(say, 'bpmn_without-id', { file: path, element: read.element, process: read.process });
    case 'too-many':
      return unreadable(say, `bpmn_too-many-${read.what}`, { file: path, detail: mostInFlow[read.what] });
    case 'unreadable':
      return unreadable(say, 'bpmn_beyond', { file: path, at: read.at });
  }
}
