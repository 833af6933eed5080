/**
 * A backup: lines of JSON, everything of one moment.
 *
 * First a line that says what it is, then each stored row under the name of its
 * table, then the bytes of attached files in pieces, each file's one after the
 * other, then a line with their number and the SHA-256 of all bytes before it,
 * so that a file cut short or damaged is not taken for a whole one. Sessions
 * stay out: whoever was signed out since shall not be signed in by a restore.
 *
 * `format` 1: rows alone. 2: attached files too.
 */
import { z } from 'zod';
import { sha256Schema } from '#shared/domain/case/attachment.ts';
import { instantSchema } from '#shared/lib/instant.ts';

/** In an order in which they can be put back. */
export const backupTables = [
  'space',
  'account',
  'wipe',
  'store_key',
  'term',
  'waypoint',
  'client',
  'done',
  'row',
  'feed',
  'scope_sum',
] as const;

export const backupHeadSchema = z
  .object({
    raia: z.literal('backup'),
    format: z.union([z.literal(1), z.literal(2)]),
    /** Migrations the database had. */
    schema: z.number().int().positive(),
    at: instantSchema,
  })
  .readonly();
export type BackupHead = z.infer<typeof backupHeadSchema>;

/** A piece of an attached file, its bytes in base64. */
export const blobLineStart = '{"blob":';
export const blobLineSchema = z.object({
  blob: z.object({ space: z.uuid(), sha256: sha256Schema, data: z.base64() }),
});
export type BlobLine = z.infer<typeof blobLineSchema>;

export const backupEndSchema = z
  .object({
    end: z.literal(true),
    rows: z.number().int(),
    /** Lines of files, and how many files they are. */
    pieces: z.number().int().default(0),
    files: z.number().int().default(0),
    sha256: z.string(),
  })
  .readonly();
export type BackupEnd = z.infer<typeof backupEndSchema>;
