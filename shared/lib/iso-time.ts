/** Durations and repetitions as ISO 8601 writes them; undefined is what cannot be read. */
import { Temporal } from 'temporal-polyfill';
import { type Instant, toInstant } from './instant.ts';

/** So long after a moment by the wall clock in UTC, where every day has 24 hours. */
export function addDuration(at: Instant, duration: string): Instant | undefined {
  return read(() => {
    const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC');
    return toInstant(moment.add(duration).epochMilliseconds);
  });
}

/** A moment such as `2026-03-01T09:00:00-03:00`. */
export function parseMoment(text: string): Instant | undefined {
  return read(() => toInstant(Temporal.Instant.from(text).epochMilliseconds));
}

/** `R3/PT10M`: how often (null without end) and how long each time. */
export function parseRepetition(
  text: string,
): { readonly times: number | null; readonly each: string } | undefined {
  const [, times, each] = /^R(\d{0,6})\/(P[^/]+)$/.exec(text.trim()) ?? [];
  if (times === undefined || each === undefined) return undefined;
  return { times: times === '' ? null : Number(times), each };
}

function read<T>(reading: () => T): T | undefined {
  try {
    return reading();
  } catch {
    return undefined;
  }
}
