/** What a flow holds, in lines that read like the tables of its paper: `a?` need not be filled in or ticked. */
import { laneOf, transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { timerOf } from '#shared/domain/flow/timers.ts';
import { elementsOf } from './flow-paths.ts';

/** A table as a test writes it; how it is aligned says nothing. */
export function table(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => row(line.split('|').map((cell) => cell.trim().replace(/ +/g, ' '))));
}

/** `in-charge | E | internal-agent`; one that is only there under escalation says so. */
export function lanesIn({ lanes }: FlowVersion): readonly string[] {
  return lanes.map(({ id, letter, role, isOnlyUnderEscalation }) =>
    row([id, letter, role ?? 'no role', isOnlyUnderEscalation ? 'under escalation' : '']),
  );
}

/** `_5 | agent | estimate[G5-now] tried? | order-checked?`: whose it is, what is filled in and for which ways, what is ticked. */
export function workIn(flow: FlowVersion): readonly string[] {
  return flow.elements.flatMap((element) => {
    if (element.kind !== 'start' && element.kind !== 'step') return [];
    const fields = element.form.map((field) => {
      const ways = field.onlyFor.length === 0 ? '' : `[${field.onlyFor.join(' ')}]`;
      return `${asked(field)}${ways}`;
    });
    const items = element.kind === 'step' ? element.checklist.map(asked) : [];
    return row([element.id, laneOf(flow, element.id).id, fields.join(' '), items.join(' ')]);
  });
}

/** `personType | natural legal`: what can be chosen from. */
export function choicesIn(flow: FlowVersion): readonly string[] {
  const forms = [...elementsOf(flow, 'start'), ...elementsOf(flow, 'step')].flatMap(({ form }) => form);
  const rows = forms
    .filter(({ type }) => type === 'choice')
    .map(({ id, options }) => row([id, options.map((option) => option.id).join(' ')]));
  return [...new Set(rows)];
}

/** `T2.2 | PT24H wall | stops _5.1`: what the clock does, and by which hours. */
export function timersIn(flow: FlowVersion): readonly string[] {
  return elementsOf(flow, 'boundary').flatMap((element) => {
    const timer = timerOf(element);
    if (timer === undefined) return [];
    const hours = 'calendar' in timer ? timer.calendar : '';
    const does = `${element.isInterrupting ? 'stops' : 'beside'} ${element.attachedTo}`;
    return row([element.id, `${timer.value} ${hours}`, does]);
  });
}

/** `_5 | PT15M | PT20M | business`: how long a step should take, and how long it may. */
export function limitsIn(flow: FlowVersion): readonly string[] {
  return elementsOf(flow, 'step').flatMap(({ id, limits = [] }) =>
    limits.map(({ soft, hard, calendar }) => row([id, soft ?? 'none', hard ?? 'none', calendar])),
  );
}

/** `G7-urgent | fine = true`: what no person decides. */
export function rulesIn(flow: FlowVersion): readonly string[] {
  return elementsOf(flow, 'gateway')
    .filter(({ decidedBy }) => decidedBy === 'rule')
    .flatMap(({ id }) => transitionsFrom(flow, id))
    .map((way) => row([way.id, way.isDefault === true ? 'otherwise' : (way.condition ?? '')]));
}

/** `botTopics | category: "how-to" | botKnows: true`: the rows of the decision tables. */
export function decisionsIn({ decisions = [] }: FlowVersion): readonly string[] {
  return decisions.flatMap(({ id, inputs, outputs, rules }) =>
    rules.map(({ when, gives }) => {
      const conditions = inputs.map(({ expression }, nth) => `${expression}: ${when[nth]}`);
      return row([
        id,
        conditions.join(', '),
        outputs.map((output, nth) => `${output.id}: ${gives[nth]}`).join(', '),
      ]);
    }),
  );
}

/** `M2.5 | customer | appointmentAt`: to whom it goes, and what of the case it tells. */
export function messagesIn({ messages }: FlowVersion): readonly string[] {
  return messages.map(({ id, to, text }) => {
    const told = [...text['pt-BR'].matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    return row([id, to, [...new Set(told)].filter((name) => !inEvery.includes(name)).join(' ')]);
  });
}

/** What greets, signs and names the case. */
const inEvery = ['company', 'agent', 'customer', 'case', 'subject'];

/** Steps that nobody can escalate by hand. */
export function notEscalatedIn(flow: FlowVersion): readonly string[] {
  return elementsOf(flow, 'step').flatMap(({ id, canEscalate }) => (canEscalate ? [] : id));
}

function asked({ id, isRequired }: { readonly id: string; readonly isRequired: boolean }): string {
  return isRequired ? id : `${id}?`;
}

function row(cells: readonly string[]): string {
  return cells.join(' | ').replace(/[ |]+$/, '');
}
