/** What the cells of other systems mean here. Undefined: said, but not understood. */
import type { Channel, Priority } from '#shared/domain/case/support-case.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import type { Language } from '#shared/lib/words.ts';
import { foldName } from './fold-name.ts';

const channelWords: Readonly<Record<Channel, readonly string[]>> = {
  phone: ['phone', 'telefone', 'telefono', 'tel', 'call', 'ligacao', 'llamada', 'voz', 'voice'],
  email: ['email', 'e mail', 'mail', 'correo', 'correo electronico'],
  chat: ['chat', 'bate papo', 'online chat', 'chat online', 'chat en linea'],
  form: ['form', 'formulario', 'portal', 'site', 'web', 'website', 'sitio', 'sitio web', 'app', 'aplicativo'],
  whatsapp: ['whatsapp', 'whats', 'zap', 'wa'],
  social: [
    'social',
    'redes sociais',
    'redes sociales',
    'rede social',
    'instagram',
    'facebook',
    'x',
    'twitter',
  ],
  'in-person': ['in person', 'presencial', 'balcao', 'loja', 'tienda', 'store', 'mostrador', 'pessoalmente'],
};

const priorityWords: Readonly<Record<Priority, readonly string[]>> = {
  low: ['low', 'baixa', 'baja', 'baixo', 'bajo', 'minor', 'p4', '4'],
  normal: ['normal', 'media', 'medio', 'medium', 'moderada', 'p3', '3'],
  high: [
    ...[
      'high',
      'alta',
      'alto',
      'critica',
      'critico',
      'critical',
      'urgente',
      'urgent',
      'urgencia',
      'p1',
      'p2',
    ],
    ...['1', '2', 'maxima', 'major'],
  ],
};

const languageWords: Readonly<Record<Language, readonly string[]>> = {
  'pt-BR': ['pt', 'pt br', 'pt pt', 'por', 'portugues', 'portuguese', 'portugues brasil'],
  es: ['es', 'spa', 'espanol', 'spanish', 'castellano', 'espanhol', 'es es', 'es mx', 'es ar', 'es 419'],
  en: ['en', 'eng', 'english', 'ingles', 'en us', 'en gb'],
};

export function parseChannel(text: string): Channel | undefined {
  return meaning(channelWords, text);
}

export function parsePriority(text: string): Priority | undefined {
  return meaning(priorityWords, text);
}

export function parseLanguage(text: string): Language | undefined {
  return meaning(languageWords, text);
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})/;
const localDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;
const clockTime = /^(?:[T\s]+|,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?/;
const zone = /^\s*(?:Z|([+-])(\d{2}):?(\d{2}))$/i;

/**
 * `2026-03-02T08:00:00-03:00` or day first, as written in Portuguese and
 * Spanish: `02/03/2026 08:00`. Without a zone the time is this computer's.
 */
export function parseMoment(text: string): Instant | undefined {
  const trimmed = text.trim();
  const iso = isoDay.exec(trimmed);
  const local = iso === null ? localDay.exec(trimmed) : null;
  const day = iso ?? local;
  if (day === null) return undefined;
  const [year, month, date] = (iso === null ? [day[3], day[2], day[1]] : [day[1], day[2], day[3]]).map(
    Number,
  );
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const afterDay = trimmed.slice(day[0].length);
  const time = clockTime.exec(afterDay);
  const afterTime = afterDay.slice(time?.[0].length ?? 0);
  const [hour, minute, second] = [time?.[1], time?.[2], time?.[3]].map((part) => Number(part ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || !isDay(year, month, date)) return undefined;
  if (afterTime === '') return toInstant(new Date(year, month - 1, date, hour, minute, second).getTime());
  const offset = zone.exec(afterTime);
  if (offset === null || time === null) return undefined;
  const offsetMinutes = (offset[1] === '-' ? -1 : 1) * (Number(offset[2] ?? 0) * 60 + Number(offset[3] ?? 0));
  return toInstant(Date.UTC(year, month - 1, date, hour, minute, second) - offsetMinutes * 60_000);
}

function isDay(year: number, month: number, date: number): boolean {
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCFullYear() === year && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}

function meaning<T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
  text: string,
): T | undefined {
  const folded = foldName(text);
  const found = Object.entries<readonly string[]>(words).find(([, list]) => list.includes(folded));
  return found?.[0] as T | undefined;
}
