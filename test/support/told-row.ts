import type { Change } from '#server/sync/ports.ts';
import { type PullRow, pullRowSchema } from '#shared/protocol/messages.ts';

/** The row in a line of a pull. */
export function toldRow({ line }: Pick<Change, 'line'>): PullRow {
  return pullRowSchema.parse(JSON.parse(line));
}
