import { z } from 'zod';
import type { Brand } from './brand.ts';

/** A moment in UTC, in milliseconds since 1970. */
export type Instant = Brand<number, 'Instant'>;

export const instantSchema = z
  .number()
  .int()
  .transform((ms) => ms as Instant);

export function toInstant(ms: number): Instant {
  return ms as Instant;
}
