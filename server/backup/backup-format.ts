/**
 * A backup: lines of JSON, everything of one moment.
 *
 * First a line that says what it is, then each stored row under the name of its
 * table, then a line with their number and the SHA-256 of all bytes before it,
 * so that a file cut short or damaged is not taken for a whole one. Sessions
 * stay out: whoever was signed out since shall not be signed in by a restore.
 */
import { z } from 'zod';
import { instantSchema } from '#shared/lib/instant.ts';

/** In an order in which they can be put back. */
export const backupTables = [
  'space',
  'account',
  'term',
  'waypoint',
  'client',
  'done',
  'row',
  'feed',
] as const;

export const backupHeadSchema = z
  .object({
    raia: z.literal('backup'),
    format: z.literal(1),
    /** Migrations the database had. */
    schema: z.number().int().positive(),
    at: instantSchema,
  })
  .readonly();
export type BackupHead = z.infer<typeof backupHeadSchema>;

export const backupEndSchema = z
  .object({ end: z.literal(true), rows: z.number().int(), sha256: z.string() })
  .readonly();
export type BackupEnd = z.infer<typeof backupEndSchema>;
