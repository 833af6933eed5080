/**
 * Rows as a pull brings them, about 1 KB each: cases, what happened in them,
 * and customers. The same rows on every run; nobody in them exists.
 */
import { createChance } from '#server/demo/seeded.ts';
import type { PullEnd, PullRow } from '#shared/protocol/messages.ts';
import { idOf } from '#test/support/ids.ts';

const startedAt = Date.UTC(2026, 0, 5, 11);
const words =
  'impressora senha bloqueada caixa boleto cobrança nota folha recibo versão atualização printer password invoice refund locked screen reader delivery contract clave factura pantalla pedido envío usuario acceso conexión'.split(
    ' ',
  );
const statuses = ['t0-register', 't0-analyse', 't0-answer', 't0-escalated'] as const;

export const sampleTerm = idOf('term of the samples');
export const sampleTeams = Array.from({ length: 20 }, (_, nth) => idOf(`team ${nth}`));
const people = Array.from({ length: 200 }, (_, nth) => idOf(`person ${nth}`));

/** `ver` of the first is `fromVer`. The same places give the same ids, so a later ver is a later state. */
export function sampleRows(count: number, fromVer = 1): readonly PullRow[] {
  const chance = createChance(fromVer);
  const text = (length: number): string => {
    let said = chance.pick(words);
    while (said.length < length) said += ` ${chance.pick(words)}`;
    return said;
  };
  return Array.from({ length: count }, (_, nth) => {
    const ver = fromVer + nth;
    const changedAt = startedAt + Math.floor(chance.next() * 180 * 86_400_000);
    if (nth % 20 === 0) return aCustomer(nth, ver, text);
    if (nth % 2 === 1) return aCase(nth, { ver, changedAt, chance, text });
    return anEvent(nth, { ver, changedAt, chance, text });
  });
}

/** The answer to a first pull, or to a later one where `fresh` is false. */
export function pullTextOf(rows: readonly PullRow[], { fresh }: { readonly fresh: boolean }): string {
  const end: PullEnd = {
    end: true,
    head: rows.at(-1)?.ver ?? 0,
    term: sampleTerm,
    fresh,
    restored: false,
    scopes: ['ref', ...sampleTeams.map((id) => `team:${id}`)],
    lastMid: 0,
    outcomes: [],
    now: startedAt as PullEnd['now'],
  };
  return [...rows.map((row) => JSON.stringify(row)), JSON.stringify(end)].join('\n');
}

type Parts = {
  readonly ver: number;
  readonly changedAt: number;
  readonly chance: ReturnType<typeof createChance>;
  readonly text: (length: number) => string;
};

function aCase(nth: number, { ver, changedAt, chance, text }: Parts): PullRow {
  const id = idAt('1', nth);
  const elementId = chance.pick(statuses);
  const doc = {
    id,
    number: nth + 1,
    formerNumbers: [],
    localCode: `K${nth % 97}-${nth}`,
    subject: text(50),
    customerId: idAt('3', Math.floor(nth / 20) * 20),
    teamId: chance.pick(sampleTeams),
    assigneeId: chance.next() < 0.3 ? null : chance.pick(people),
    channel: chance.pick(['phone', 'email', 'chat', 'form', 'whatsapp'] as const),
    language: chance.pick(['pt-BR', 'es', 'en'] as const),
    category: chance.pick(['access', 'billing', 'hardware', 'delivery']),
    priority: chance.pick(['low', 'normal', 'high'] as const),
    flowId: idAt('4', 0),
    flowVersionId: idAt('4', 1),
    position: {
      tokens: [{ id: idAt('5', nth), elementId, enteredAt: changedAt, attempt: 1, returnsTo: null }],
      attempts: { [elementId]: 1 },
      endedAt: null,
    },
    lateIds: [],
    form: { problem: text(120), 'what-was-tried': text(120) },
    openedAt: changedAt - 3_600_000,
    openedBy: chance.pick(people),
    changedAt,
    archivedAt: null,
  };
  return { id, kind: 'case', parent: null, ver, doc };
}

function anEvent(nth: number, { ver, changedAt, chance, text }: Parts): PullRow {
  const [id, caseId] = [idAt('2', nth), idAt('1', nth + 1)];
  const doc = {
    id,
    caseId,
    by: chance.pick(people),
    at: changedAt,
    claimedAt: changedAt,
    happening: {
      kind: 'message-written',
      from: chance.pick(['agent', 'customer'] as const),
      text: text(640),
    },
    moves: [],
    messages: [],
  };
  return { id, kind: 'event', parent: caseId, ver, doc };
}

function aCustomer(nth: number, ver: number, text: Parts['text']): PullRow {
  const id = idAt('3', nth);
  const doc = {
    id,
    name: `Marta ${text(20)}`,
    code: String(20_000 + nth),
    organization: text(160),
    email: `marta.${nth}@example.com`,
    phone: '',
    language: 'pt-BR',
  };
  return { id, kind: 'customer', parent: null, ver, doc };
}

function idAt(kind: string, nth: number): string {
  return `00000000-0000-7000-8${kind}00-${String(nth).padStart(12, '0')}`;
}
