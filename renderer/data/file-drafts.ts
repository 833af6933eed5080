/** Files chosen for a case and not sent yet: a draft like any text, their bytes already on this computer. */
import { z } from 'zod';
import { type AttachedFile, fileSchema } from '#shared/domain/case/attachment.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { DraftKey } from './client.ts';
import type { ComposerField, FilesField } from './draft-keys.ts';

const filesSchema = z.array(fileSchema);

/** A message's lie where all of a case once did. */
export function filesDraftKey(caseId: string, field: FilesField): DraftKey {
  return field === 'message' ? `case:${caseId}:files` : `case:${caseId}:files:${field}`;
}

/** What is chosen while the solution is open goes with the message. */
export function filesFieldOf(field: ComposerField): FilesField {
  return field === 'solution' ? 'message' : field;
}

export function isFilesDraftKey(key: DraftKey): boolean {
  return /^case:[^:]+:files(:note)?$/.test(key);
}

export function chosenIn(text: string | undefined): readonly AttachedFile[] {
  return filesIn(parseJson(text ?? ''));
}

/** What cannot be read is no choice of files. */
export function filesIn(value: unknown): readonly AttachedFile[] {
  return filesSchema.safeParse(value).data ?? [];
}
