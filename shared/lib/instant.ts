import { z } from 'zod';
import type { Brand } from './brand.ts';

/** A moment in UTC, in milliseconds since 1970. */
export type Instant = Brand<number, 'Instant'>;

/** As far from 1970 as a date can be, in either direction. */
const furthestMs = 8.64e15;

export const instantSchema = z
  .number()
  .int()
  .min(-furthestMs)
  .max(furthestMs)
  .transform((ms) => ms as Instant);

export function toInstant(ms: number): Instant {
  return ms as Instant;
}

/** The whole millisecond a moment falls in; undefined beyond what a date can be. */
export function findInstant(ms: number): Instant | undefined {
  const whole = Math.floor(ms);
  return Math.abs(whole) <= furthestMs ? (whole as Instant) : undefined;
}
