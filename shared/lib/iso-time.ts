/** Durations and repetitions as ISO 8601 writes them; undefined is what cannot be read. */
import { Temporal } from 'temporal-polyfill';
import { findInstant, type Instant, toInstant } from './instant.ts';

/** So long after a moment by the wall clock in UTC, where every day has 24 hours. */
export function addDuration(at: Instant, duration: string): Instant | undefined {
  const parts = parseDuration(duration);
  if (parts === undefined) return undefined;
  if (parts.ms !== null) return findInstant(at + parts.ms);
  return read(() => {
    const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC');
    return toInstant(moment.add(parts.duration).epochMilliseconds);
  });
}

/** `ms` is null where months and years make it depend on when it begins. */
type Parsed = { readonly duration: Temporal.Duration; readonly ms: number | null };

/** The few durations that flows name, each read once. */
const parsed = new Map<string, Parsed | undefined>();
const mostParsed = 1_000;

function parseDuration(text: string): Parsed | undefined {
  if (parsed.has(text)) return parsed.get(text);
  if (parsed.size >= mostParsed) parsed.clear();
  const found = read(() => {
    const duration = Temporal.Duration.from(text);
    const isFixed = duration.years === 0 && duration.months === 0;
    const { days, weeks } = duration;
    const time = duration.with({ weeks: 0, days: days + weeks * 7 });
    return { duration, ms: isFixed ? time.total('milliseconds') : null };
  });
  parsed.set(text, found);
  return found;
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
