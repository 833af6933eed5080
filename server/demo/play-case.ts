/** One demonstration case from its first word to where it stands now. */
import { channels } from '#shared/domain/case/support-case.ts';
import { findStep, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { fieldsFor } from '#shared/domain/flow/outcomes.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import type { Person, Role, TeamId } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { fillIn, type Language } from '#shared/lib/words.ts';
import type { Desk } from './desk.ts';
import type { DemoRequest } from './material.ts';
import { type Act, type Goal, planPath } from './plan-path.ts';
import type { Chance } from './seeded.ts';

export type Stage = {
  readonly spaceId: string;
  readonly teamId: TeamId;
  readonly version: FlowVersion;
  readonly people: readonly Person[];
  readonly desk: Desk;
  readonly chance: Chance;
  readonly now: Instant;
};

export type Script = {
  readonly index: number;
  readonly goal: Goal;
  readonly openedAt: Instant;
  /** When its last act happened. */
  readonly restsSince: Instant;
  readonly customer: Customer;
  readonly request: DemoRequest;
};

export function playCase(stage: Stage, script: Script): void {
  const { desk, version, chance, people } = stage;
  const thread = `case:${script.index}`;
  const request = withNumbers(script.request, chance);
  const caseId = derivedId(stage.spaceId, thread);
  const opener = must(findWorker(people, 'agent', script.index), 'an agent');
  const m = desk.act(
    opener,
    thread,
    'case.open',
    {
      ...{ caseId, teamId: stage.teamId, customerId: script.customer.id, newCustomer: null },
      localCode: `D-${script.index.toString(36).toUpperCase().padStart(4, '0')}`,
      flowId: version.flowId,
      subject: request.subject,
      text: request.text,
      channel: chance.pick(channels),
      category: '',
      priority: request.priority,
      openedAt: script.openedAt,
    },
    script.openedAt,
  );
  const tokenId = derivedId(m, 'token');
  const acts = planPath(version, script.goal, chance);
  const moments = spread(acts.length, script, chance);
  let worker = opener;
  for (const [index, act] of acts.entries()) {
    const at = must(moments[index], 'moment of an act');
    worker = workerAt(stage, act.elementId, worker, script.index);
    take(stage, thread, caseId, worker, at);
    if (act.kind === 'escalate')
      desk.act(
        worker,
        thread,
        'case.escalate',
        {
          caseId,
          tokenId,
          elementId: act.elementId,
          attempt: attemptOf(desk, caseId, tokenId),
          text: inside.reason,
        },
        at,
      );
    else complete(stage, { thread, caseId, tokenId, act, worker, at, request });
  }
  if (script.goal !== null) settle(stage, { thread, caseId, goal: script.goal, script, last: worker });
}

type Completion = {
  readonly thread: string;
  readonly caseId: string;
  readonly tokenId: string;
  readonly act: Act & { kind: 'complete' };
  readonly worker: Person;
  readonly at: Instant;
  readonly request: DemoRequest;
};

function complete({ desk, version }: Stage, done: Completion): void {
  const { elementId, outcome } = done.act;
  const checked = findStep(version, elementId)?.checklist.map((item) => item.id) ?? [];
  const form = fillForm(version, elementId, outcome, done.request);
  const args = { caseId: done.caseId, tokenId: done.tokenId, elementId, outcome, form, checked };
  desk.act(
    done.worker,
    done.thread,
    'case.completeStep',
    { ...args, attempt: attemptOf(desk, done.caseId, done.tokenId) },
    done.at,
  );
}

function attemptOf(desk: Desk, caseId: string, tokenId: string): number {
  const token = getCase(desk, caseId).position.tokens.find((candidate) => candidate.id === tokenId);
  return must(token, 'token of an open case').attempt;
}

/** What the work of this company says in its own rooms, in the language of the house. */
const inside = {
  tried: 'Repetimos o problema no ambiente de teste e comparamos com a versão anterior.',
  facts: 'O cliente espera há mais tempo que o combinado; a equipe aguarda uma decisão sobre prioridade.',
  peopleHeard: 'Lia Moraes, Bruno Teixeira',
  measures: 'Uma pessoa ficou só com este chamado até amanhã ao meio-dia.',
  decision: 'Atender fora da fila e avisar o cliente do novo prazo ainda hoje.',
  reason: 'O prazo combinado com o cliente está em risco e a decisão não cabe à equipe.',
  handOver: 'Pode seguir daqui? Já falei com o cliente, está tudo anotado acima.',
  notes: [
    'Liguei e ninguém atendeu; tento de novo depois do almoço.',
    'Cliente antigo, costuma responder por e-mail no mesmo dia.',
    'Mesmo sintoma do chamado da semana passada, vale comparar.',
    'Pediu retorno só depois das 15h.',
  ],
} as const;

function fillForm(
  version: FlowVersion,
  elementId: ElementId,
  outcome: TransitionId,
  request: DemoRequest,
): Readonly<Record<string, string>> {
  const said: Readonly<Record<string, string>> = {
    ...{ tried: inside.tried, facts: inside.facts, peopleHeard: inside.peopleHeard },
    ...{ measures: inside.measures, decision: inside.decision },
    ...{ category: request.category, question: request.question, details: request.details },
    ...{ additional: request.additional, solution: request.solution, articleTitle: request.subject },
  };
  const fields = fieldsFor(findStep(version, elementId)?.form ?? [], outcome);
  return Object.fromEntries(
    fields.filter((field) => said[field.id] !== undefined).map((field) => [field.id, said[field.id] ?? '']),
  );
}

/** Whoever does the work has the case in their name. */
function take({ desk }: Stage, thread: string, caseId: string, worker: Person, at: Instant): void {
  const before = getCase(desk, caseId).assigneeId;
  if (before !== worker.id) desk.act(worker, thread, 'case.assign', { caseId, to: worker.id, before }, at);
}

/** Where it rests now: taken by someone, handed over, or waiting for whoever comes; now and then a note. */
function settle(
  stage: Stage,
  last: { thread: string; caseId: string; goal: ElementId; script: Script; last: Person },
): void {
  const { desk, chance } = stage;
  const { thread, caseId, script } = last;
  const at = script.restsSince;
  const next = workerAt(stage, last.goal, last.last, script.index + 1);
  const before = getCase(desk, caseId).assigneeId;
  const roll = chance.next();
  if (next.id !== before && roll < 0.1 && last.last.id !== next.id)
    desk.act(last.last, thread, 'case.handOver', { caseId, to: next.id, before, text: inside.handOver }, at);
  else if (roll < 0.6) take(stage, thread, caseId, next, at);
  else if (before !== null) desk.act(last.last, thread, 'case.assign', { caseId, to: null, before }, at);
  if (chance.next() < 0.25)
    desk.act(next, thread, 'case.note', { caseId, text: chance.pick(inside.notes) }, at);
}

function workerAt({ version, people }: Stage, elementId: ElementId, current: Person, turn: number): Person {
  const { role } = laneOf(version, elementId);
  if (role === null || current.roles.includes(role)) return current;
  return must(findWorker(people, role, turn), `someone who is ${role}`);
}

/** Those with fewer roles first: the lead does the agents' work only where nobody else can. */
function findWorker(people: readonly Person[], role: Role, turn: number): Person | undefined {
  const able = people.filter((person) => person.roles.includes(role));
  const usual = able.filter((person) => !person.roles.includes('lead'));
  const choice = usual.length > 0 ? usual : able;
  return choice[turn % choice.length];
}

/** Moments of the acts between opening and rest, in order. */
function spread(count: number, { openedAt, restsSince }: Script, chance: Chance): readonly Instant[] {
  const inner = Array.from({ length: Math.max(0, count - 1) }, () => chance.between(openedAt, restsSince));
  return [...inner.sort((a, b) => a - b), restsSince].map((ms) => toInstant(Math.round(ms)));
}

const months: Readonly<Record<Language, readonly string[]>> = {
  'pt-BR': ['março', 'abril', 'maio', 'junho'],
  es: ['marzo', 'abril', 'mayo', 'junio'],
  en: ['March', 'April', 'May', 'June'],
};

function withNumbers(request: DemoRequest, chance: Chance): DemoRequest {
  const whole = (low: number, high: number) => String(Math.floor(chance.between(low, high)));
  const values = {
    month: chance.pick(months[request.language]),
    number: whole(10_000, 99_999),
    number2: whole(10_000, 99_999),
    digit: whole(1, 9),
    hour: whole(8, 18),
  };
  const texts = Object.entries(request).map(([key, text]) => [key, fillIn(text, values)]);
  return Object.fromEntries(texts) as DemoRequest;
}

function getCase(desk: Desk, caseId: string) {
  return must(desk.rows.find('case', caseId), 'a case just opened');
}
