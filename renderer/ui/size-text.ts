import type { Language } from '#shared/lib/words.ts';

const thousand = 1024;
const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** How much room bytes take, as people say it: `340 kB`, `2,4 MB`. One way everywhere, so that parts add up. */
export function sizeText(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, bytes / thousand);
  const step = Math.min(units.length - 1, Math.floor(Math.log2(kilobytes) / 10));
  const value = kilobytes / thousand ** step;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[step], maximumFractionDigits }).format(
    value,
  );
}
