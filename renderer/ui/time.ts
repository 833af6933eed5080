/** How moments read: near ones as a distance, far ones as a date; the exact one on hover and focus. */
import type { Language } from '#shared/lib/words.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Formatters = {
  readonly relative: Intl.RelativeTimeFormat;
  readonly clock: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly exact: Intl.DateTimeFormat;
};

// Making a formatter costs more than a hundred uses of it.
const made = new Map<Language, Formatters>();

function formattersOf(language: Language): Formatters {
  const known = made.get(language);
  if (known !== undefined) return known;
  const formatters: Formatters = {
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
    clock: new Intl.DateTimeFormat(language, { timeStyle: 'short' }),
    day: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }),
    exact: new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }),
  };
  made.set(language, formatters);
  return formatters;
}

/** "4 min ago", "yesterday", "12 Nov". */
export function ageText(at: number, now: number, language: Language): string {
  const { day } = formattersOf(language);
  const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    // A column of ages reads better without the full stop of an abbreviation.
    formattersOf(language)
      .relative.format(value, unit)
      .replace(/\.(?= |$)/, '');
  const ms = Math.max(0, now - at);
  if (ms < minuteMs) return relative(0, 'second');
  if (ms < hourMs) return relative(-Math.floor(ms / minuteMs), 'minute');
  if (ms < dayMs && isSameDay(at, now)) return relative(-Math.floor(ms / hourMs), 'hour');
  const days = Math.round((startOfDay(now) - startOfDay(at)) / dayMs);
  return days <= 7 ? relative(-days, 'day') : day.format(at);
}

/** "14:02" today, "12 Nov, 14:02" before. */
export function momentText(at: number, now: number, language: Language): string {
  const { clock, day } = formattersOf(language);
  return isSameDay(at, now) ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

/** "12 Nov 2025". */
export function dateText(at: number, language: Language): string {
  return formattersOf(language).date.format(at);
}

export function exactText(at: number, language: Language): string {
  return formattersOf(language).exact.format(at);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function isSameDay(one: number, other: number): boolean {
  return startOfDay(one) === startOfDay(other);
}
