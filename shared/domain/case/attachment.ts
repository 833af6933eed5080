/**
 * A file that travels with a case: what is known of it. Its bytes lie outside,
 * named by their SHA-256, and come later than the row: text first, files last.
 */
import { z } from 'zod';
import { personIdSchema } from '#shared/domain/people/person.ts';
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { caseIdSchema } from './support-case.ts';

export type AttachmentId = Brand<string, 'AttachmentId'>;
export const attachmentIdSchema = z.uuid().transform((id) => id as AttachmentId);

/** What mail servers still take, and what a weak link brings over in a working day. */
export const largestFileBytes = 25 * 1024 * 1024;
/** As many as one mutation carries without coming near the limit of its arguments. */
export const mostFilesAtOnce = 20;
export const longestFileName = 200;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A file as somebody chose it. `type` is what their computer took it for; nothing is believed of it. */
export const fileSchema = z
  .object({
    name: z.string().trim().min(1).max(longestFileName),
    type: z.string().max(120),
    bytes: z.number().int().min(1).max(largestFileBytes),
    sha256: sha256Schema,
  })
  .readonly();
export type AttachedFile = z.infer<typeof fileSchema>;

export const attachmentSchema = z
  .object({
    id: attachmentIdSchema,
    caseId: caseIdSchema,
    ...fileSchema.unwrap().shape,
    /** `present` once the company's server has the bytes. It never goes back. */
    state: z.enum(['awaited', 'present']),
    addedBy: personIdSchema,
    addedAt: instantSchema,
  })
  .readonly();
export type Attachment = z.infer<typeof attachmentSchema>;
