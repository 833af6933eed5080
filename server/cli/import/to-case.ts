/** One record of a file as the arguments of `case.open`, or why it cannot be one. Pure. */
import type { Channel, Priority } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { customerFieldsSchema } from '#shared/domain/people/customer.ts';
import type { TeamId } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { shorten } from '#shared/lib/shorten.ts';
import type { Language, Words } from '#shared/lib/words.ts';
import { caseOpen } from '#shared/mutations/case-open.ts';
import type { MutatorArgs } from '#shared/mutations/registry.ts';
import type { Columns, Target } from './columns.ts';
import { foldName } from './fold-name.ts';
import { detectLanguage } from './language.ts';
import { parseChannel, parseLanguage, parseMoment, parsePriority } from './values.ts';

export type ImportInto = {
  readonly spaceId: string;
  readonly teamId: TeamId;
  readonly version: FlowVersion;
  readonly columns: Columns;
  /** What a customer without any name is called. */
  readonly unnamed: Words;
};

/** A key of `cli:import.reasons`. */
export type Unfit = 'empty' | 'moment' | 'tooLong';
/** A key of `cli:import.notes`: taken, with a default in one place. */
export type Note = 'channel' | 'priority';

export type ToCase =
  | {
      readonly kind: 'case';
      /** The same for the same record of the same company, so that a file goes in once. */
      readonly m: string;
      readonly args: MutatorArgs<'case.open'>;
      readonly language: Language;
      readonly notes: readonly Note[];
    }
  | { readonly kind: 'unfit'; readonly reason: Unfit };

/** `identity` names the record in its file for ever: its id, or its content. */
export function toCase(cells: readonly string[], identity: string, into: ImportInto): ToCase {
  const read = (target: Target) => cells[into.columns.get(target) ?? -1]?.trim() ?? '';
  const text = read('message') || read('subject');
  if (text === '') return { kind: 'unfit', reason: 'empty' };
  const openedAt = read('openedAt') === '' ? null : parseMoment(read('openedAt'));
  if (openedAt === undefined) return { kind: 'unfit', reason: 'moment' };
  const language = parseLanguage(read('language')) ?? detectLanguage(`${read('subject')}\n${text}`);
  const channel = parseChannel(read('channel'));
  const priority = parsePriority(read('priority'));
  const m = derivedId(into.spaceId, `import:${identity}`);
  const fields = {
    name: read('customer') || read('email') || read('phone') || read('code') || into.unnamed[language],
    code: read('code'),
    organization: '',
    email: read('email'),
    phone: read('phone'),
    language,
  };
  if (!customerFieldsSchema.safeParse(fields).success) return { kind: 'unfit', reason: 'tooLong' };
  const args = {
    caseId: derivedId(m, 'case'),
    localCode: `I-${m.replaceAll('-', '').slice(0, 8).toUpperCase()}`,
    flowId: into.version.flowId,
    teamId: into.teamId,
    customerId: derivedId(into.spaceId, `customer:${whoIs(fields) ?? identity}`),
    newCustomer: fields,
    subject: read('subject') || subjectFrom(text),
    text,
    channel: channel ?? ('form' satisfies Channel),
    category: toCategory(read('category'), into.version),
    priority: priority ?? ('normal' satisfies Priority),
    openedAt,
  };
  if (!caseOpen.args.safeParse(args).success) return { kind: 'unfit', reason: 'tooLong' };
  const notes: readonly Note[] = [
    ...(channel === undefined && read('channel') !== '' ? (['channel'] as const) : []),
    ...(priority === undefined && read('priority') !== '' ? (['priority'] as const) : []),
  ];
  return { kind: 'case', m, args, language, notes };
}

/** What tells one customer from another, strongest first; undefined when nobody can know. */
function whoIs(fields: { code: string; email: string; phone: string; name: string }): string | undefined {
  if (fields.code !== '') return `code:${foldName(fields.code)}`;
  if (fields.email !== '') return `email:${fields.email.toLowerCase()}`;
  if (fields.phone !== '') return `phone:${fields.phone.replace(/\D/g, '')}:${foldName(fields.name)}`;
  return undefined;
}

/** The first sentence, or as much of it as a subject holds. */
function subjectFrom(text: string): string {
  const line = text.split(/\r?\n/).find((part) => part.trim() !== '') ?? text;
  const sentence = /^.{3,}?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  return sentence.length <= 120 ? sentence.trim() : `${shorten(sentence, 119).trim()}…`;
}

/** The flow's own category where its label in any language says so; else the words as they are. */
function toCategory(text: string, version: FlowVersion): string {
  const folded = foldName(text);
  const known = version.categories.find(
    (category) =>
      category.id === text || Object.values(category.label).some((label) => foldName(label) === folded),
  );
  return known?.id ?? text;
}
