import type { BlobFiles } from '#server/blobs/ports.ts';
import { attachmentSchema } from '#shared/domain/case/attachment.ts';
import type { Problem, StoredLine } from './problem.ts';

/** Whether the bytes of every file that is said to be here are, all of them. */
export async function checkFiles(
  space: string,
  rows: readonly StoredLine[],
  blobFiles: Pick<BlobFiles, 'find'>,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { id, kind, doc } of rows) {
    const file = kind === 'attachment' ? attachmentSchema.safeParse(doc).data : undefined;
    if (file?.state !== 'present') continue;
    const bytes = await blobFiles.find({ space, sha256: file.sha256 });
    if (bytes !== file.bytes) problems.push({ kind: 'file-missing', id, detail: file.name });
  }
  return problems;
}
