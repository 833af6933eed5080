/** Writing what a command made of a file: beside it, never over it. */
import { stat, writeFile } from 'node:fs/promises';
import { FileError } from '#server/files/file-error.ts';
import { type Problem, refused, type Say } from './command.ts';
import { toldTrouble } from './file-trouble.ts';

type Written = { readonly kind: 'written'; readonly bytes: number };
type Paths = { readonly from: string; readonly to: string };

/** `make` throws where something of the file cannot be written again. */
export async function writeBeside(
  { from, to }: Paths,
  make: () => Promise<string | Uint8Array>,
  say: Say,
): Promise<Written | Problem> {
  if (await isSameFile(from, to)) return refused(say, 'writtenOverItself', { file: to });
  const made = await make().then((text) => ({ text }), toDetail);
  if ('detail' in made) return refused(say, 'bpmn_unwritable', { file: from, ...made });
  const trouble = await writeFile(to, made.text).then(
    () => undefined,
    (error: unknown) => new FileError(error),
  );
  if (trouble !== undefined) return refused(say, 'notWritten', { file: to, why: toldTrouble(trouble, say) });
  return { kind: 'written', bytes: Buffer.byteLength(made.text) };
}

/** However its name is written: what it was before is kept nowhere else. */
async function isSameFile(from: string, to: string): Promise<boolean> {
  const [one, other] = await Promise.all([from, to].map((file) => stat(file).catch(() => undefined)));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

function toDetail(error: unknown): { readonly detail: string } {
  return { detail: error instanceof Error ? error.message : String(error) };
}
