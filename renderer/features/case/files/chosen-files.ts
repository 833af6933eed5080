/** Files chosen for a case and not sent yet: a draft like any text, their bytes already on this computer. */
import { z } from 'zod';
import { BlobError } from '#renderer/data/blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { filesDraftKey } from '#renderer/data/draft-keys.ts';
import {
  type AttachedFile,
  fileSchema,
  largestFileBytes,
  longestFileName,
  mostFilesAtOnce,
} from '#shared/domain/case/attachment.ts';
import { parseJson } from '#shared/lib/json.ts';
import { type FileProblem, useAttachStore } from './attach-store.ts';

const draftSchema = z.array(fileSchema);

/** What cannot be read is no choice of files. */
export function chosenIn(text: string | undefined): readonly AttachedFile[] {
  return draftSchema.safeParse(parseJson(text ?? '')).data ?? [];
}

/** Why a file cannot be attached, before a byte of it is read. */
export function findProblem(
  { name, size }: Pick<File, 'name' | 'size'>,
  chosen: number,
): FileProblem['reason'] | undefined {
  if (chosen >= mostFilesAtOnce) return 'too-many';
  if (size > largestFileBytes) return 'too-large';
  if (size === 0) return 'empty';
  return name.trim().length > longestFileName ? 'name-too-long' : undefined;
}

/** Keeps them one after the other; those that cannot be are named with the reason, the others stay chosen. */
export async function chooseFiles(
  { drafts, files }: Pick<RaiaClient, 'drafts' | 'files'>,
  caseId: string,
  wanted: readonly File[],
): Promise<void> {
  const { keepingBegan, keepingEnded, failed, problemsCleared } = useAttachStore.getState();
  const key = filesDraftKey(caseId);
  problemsCleared(caseId);
  keepingBegan(caseId, wanted.length);
  for (const file of wanted) {
    try {
      const reason = findProblem(file, chosenIn(drafts.find(key)?.text).length);
      if (reason !== undefined) {
        failed(caseId, { name: file.name, reason });
        continue;
      }
      const bytes = await readBytes(file);
      const sha256 = await files.keep(bytes);
      const chosen = chosenIn(drafts.find(key)?.text);
      if (chosen.some((other) => other.sha256 === sha256)) continue;
      const { name, type } = file;
      const one = { name: name.trim(), type: type.slice(0, 120), bytes: bytes.length, sha256 };
      drafts.write(key, JSON.stringify([...chosen, one]));
    } catch (error) {
      failed(caseId, { name: file.name, reason: error instanceof BlobError ? error.kind : 'unreadable' });
    } finally {
      keepingEnded(caseId);
    }
  }
}

/** The bytes stay for a while: the same file may be in another draft. */
export function unchooseFile({ drafts }: Pick<RaiaClient, 'drafts'>, caseId: string, sha256: string): void {
  const key = filesDraftKey(caseId);
  const left = chosenIn(drafts.find(key)?.text).filter((file) => file.sha256 !== sha256);
  if (left.length === 0) drafts.drop(key);
  else drafts.write(key, JSON.stringify(left));
}

async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}
