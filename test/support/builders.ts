/**
 * Test data: people, customers, articles and cases that show only what matters
 * to a test. Everything has an id made from its name, so runs repeat.
 */
import type { AttachedFile } from '#shared/domain/case/attachment.ts';
import type { Kind } from '#shared/domain/kinds.ts';
import { type Article, articleSchema } from '#shared/domain/knowledge/article.ts';
import { type Company, companyId, companySchema } from '#shared/domain/people/company.ts';
import { type Customer, customerSchema } from '#shared/domain/people/customer.ts';
import { type Person, personSchema, type Team, teamSchema } from '#shared/domain/people/person.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import type { MutatorArgs } from '#shared/mutations/registry.ts';
import { idOf } from './ids.ts';

/** The parts of a document a test cares about, as plain values. */
export type Parts<T> = { readonly [K in keyof T]?: unknown };

/** Monday 2 March 2026, 09:00 in São Paulo: when test worlds begin. */
export const monday: Instant = toInstant(Date.UTC(2026, 2, 2, 12));
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(60 * count);
export const later = (at: Instant, ms: number): Instant => toInstant(at + ms);

export function aCompany(parts: Parts<Company> = {}): Company {
  return companySchema.parse({ id: companyId, name: 'Contábil Serra Azul', ...parts });
}

export function aTeam(parts: Parts<Team> & { readonly name?: string } = {}): Team {
  const name = parts.name ?? 'Suporte';
  return teamSchema.parse({ id: idOf(`team ${name}`), name, ...parts });
}

/** An agent of the default team, unless told otherwise. */
export function aPerson(parts: Parts<Person> & { readonly name?: string } = {}): Person {
  const name = parts.name ?? 'Lia Moraes';
  return personSchema.parse({
    id: idOf(`person ${name}`),
    name,
    language: 'pt-BR',
    roles: ['agent'],
    teamIds: [aTeam().id],
    isDisabled: false,
    ...parts,
  });
}

export function aCustomer(parts: Parts<Customer> & { readonly name?: string } = {}): Customer {
  const name = parts.name ?? 'Marta Queiroz';
  return customerSchema.parse({
    id: idOf(`customer ${name}`),
    name,
    code: '20391',
    organization: 'Padaria Boa Vista',
    email: 'marta@example.com',
    phone: '',
    language: 'pt-BR',
    ...parts,
  });
}

export function anArticle(parts: Parts<Article> & { readonly title?: string } = {}): Article {
  const title = parts.title ?? 'Recalcular folha de um grupo';
  return articleSchema.parse({
    id: idOf(`article ${title}`),
    title,
    body: 'Abra **Folha**, escolha o grupo e recalcule.',
    language: 'pt-BR',
    category: '',
    status: 'published',
    fromCaseId: null,
    writtenBy: aPerson().id,
    writtenAt: monday,
    publishedAt: parts.status === 'draft' ? null : monday,
    ...parts,
  });
}

/** A file to attach. Its hash is that of no bytes in particular. */
export function aFile(parts: Partial<AttachedFile> = {}): AttachedFile {
  return { name: 'tela do caixa.png', type: 'image/png', bytes: 1_234, sha256: 'ab'.repeat(32), ...parts };
}

/** What `case.open` takes for the default customer and team. `flowId` is for the caller to give. */
export function caseToOpen(
  parts: Partial<MutatorArgs<'case.open'>> & { readonly flowId: string },
): MutatorArgs<'case.open'> {
  const subject = parts.subject ?? 'Folha não fecha depois da versão 8.4';
  return {
    caseId: idOf(`case ${subject}`),
    localCode: 'K7-1',
    teamId: aTeam().id,
    customerId: aCustomer().id,
    newCustomer: null,
    subject,
    text: 'Ao calcular a folha aparece "evento 310 sem incidência".',
    channel: 'phone',
    category: '',
    priority: 'normal',
    openedAt: null,
    ...parts,
  };
}

export const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`;
