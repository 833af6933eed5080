/** Choosing files for a message or a note: each is kept on this computer before it is in the draft. */
import { BlobError } from '#renderer/data/blobs.ts';
import type { DraftKey, RaiaClient } from '#renderer/data/client.ts';
import { chosenIn } from '#renderer/data/file-drafts.ts';
import { largestFileBytes, longestFileName, mostFilesAtOnce } from '#shared/domain/case/attachment.ts';
import { type FileProblem, useAttachStore } from './attach-store.ts';

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
  key: DraftKey,
  wanted: readonly File[],
): Promise<void> {
  const { keepingBegan, keepingEnded, failed, problemsCleared } = useAttachStore.getState();
  problemsCleared(key);
  keepingBegan(key, wanted.length);
  for (const file of wanted) {
    try {
      const reason = findProblem(file, chosenIn(drafts.find(key)?.text).length);
      if (reason !== undefined) {
        failed(key, { name: file.name, reason });
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
      failed(key, { name: file.name, reason: error instanceof BlobError ? error.kind : 'unreadable' });
    } finally {
      keepingEnded(key);
    }
  }
}

/** The bytes stay for a while: the same file may be in another draft. */
export function unchooseFile({ drafts }: Pick<RaiaClient, 'drafts'>, key: DraftKey, sha256: string): void {
  const left = chosenIn(drafts.find(key)?.text).filter((file) => file.sha256 !== sha256);
  if (left.length === 0) drafts.drop(key);
  else drafts.write(key, JSON.stringify(left));
}

async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}
