import type { Language } from '#shared/lib/words.ts';

const thousand = 1024;

/** How large a file is, as people say it: `340 kB`, `2,4 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const [value, unit] =
    bytes < thousand ** 2 ? [Math.max(1, bytes / thousand), 'kilobyte'] : [bytes / thousand ** 2, 'megabyte'];
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }).format(value);
}
