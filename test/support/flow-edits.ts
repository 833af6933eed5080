/**
 * Edits of a flow, each drawn by any numbers: something put in, led elsewhere,
 * taken out or renamed. What comes of one may be a design with errors; undefined
 * where the flow has nothing to edit in that way.
 */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { takesMessages } from '#shared/domain/flow/messages.ts';
import {
  arrow,
  automatic,
  boundary,
  call,
  caught,
  end,
  gateway,
  start,
  step,
  subProcess,
  thrown,
  timer,
  words,
} from './a-flow.ts';

/** With the message its throw events send, and the tables that what is added reads. */
export function withTables(version: FlowVersion): FlowVersion {
  const elements = version.elements.map((element) =>
    element.kind === 'throw' ? thrown(element.id, message, withinOf(element)) : element,
  );
  const text = words('m');
  const template = { id: 'm', name: text, to: 'customer', text } as const;
  const table = {
    id: 'turn',
    name: text,
    hitPolicy: 'first',
    inputs: [{ expression: 'x', label: text }],
    outputs: [{ id: 'x', label: text }],
    rules: [
      { when: ['> 6'], gives: ['1'] },
      { when: ['> 3'], gives: ['8'] },
      { when: ['-'], gives: ['5'] },
    ],
  } as const;
  return { ...version, elements, messages: [template], decisions: [table] };
}

const message = { kind: 'message', messageId: 'm' };
const untold = { kind: 'message', messageId: null };
const codes = ['a', 'b', null] as const;

/** Any numbers, to pick what is edited and how, and names that nothing in the flow has yet. */
type Drawn = { readonly pick: number; readonly place: number; readonly name: (letter: string) => string };
type Change = (version: FlowVersion, drawn: Drawn) => FlowVersion | undefined;

/** The more often one is here, the more often it is tried. */
export const changes: readonly Change[] = [
  insert,
  insert,
  insert,
  insert,
  attach,
  attach,
  attach,
  listen,
  listen,
  endElsewhere,
  endElsewhere,
  endOtherwise,
  lead,
  talk,
  talk,
  talk,
  talk,
  beginByMessage,
  comeAgain,
  ask,
  letEscalate,
  letEscalate,
  beginElsewhere,
  reopenElsewhere,
  takeOut,
  rename,
];

/** Something new where there was only a way. */
function insert(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion | undefined {
  const way = oneOf(version.transitions, place);
  const at = withinOf(find(version, way?.from));
  const [id, inner, code] = [name('N'), name('I'), oneOf(codes, place)];
  const made = oneOf(
    [
      () => [step(id, { ...at, task: 'receive' })],
      () => [step(id, { ...at, checklist: [{ id: 'item', label: words('item'), isRequired: true }] })],
      () => [step(id, { ...at, canEscalate: true })],
      () => [step(id, { ...at, canEscalate: true })],
      () => [automatic(id, { ...at, task: 'rule', decisionId: 'turn' })],
      () => [automatic(id, { ...at, task: 'send', messageId: 'm' })],
      () => [thrown(id, { kind: 'escalation', code }, at)],
      () => [thrown(id, { kind: 'escalation', code }, at)],
      () => [caught(id, untold, at)],
      () => [caught(id, untold, at)],
      () => [subProcess(id, at), ...insideOf(id, step(inner, { within: id }))],
      () => [subProcess(id, at), ...insideOf(id, step(inner, { within: id, canEscalate: true }))],
      () => [subProcess(id, at), ...insideOf(id, step(inner, { within: id }), { kind: 'escalation', code })],
      () => [call(id, name('Q'), at), ...insideOf(name('Q'), step(inner, { within: name('Q') }))],
      () => [
        call(id, name('Q'), at),
        ...insideOf(name('Q'), step(inner, { within: name('Q') }), { kind: 'error', code }),
      ],
    ],
    pick,
  )?.();
  if (way === undefined || made === undefined) return undefined;
  const inside = made.slice(1);
  const ways = [{ ...way, to: elementIdSchema.parse(id) }, arrow(`${id}-${way.to}`), ...inARow(inside)];
  const transitions = [...version.transitions.filter((other) => other !== way), ...ways];
  const next = { ...version, elements: [...version.elements, ...made], transitions };
  const escalates = made.some((element) => element.kind === 'step' && element.canEscalate);
  return escalates ? withEscalations(next) : next;
}

/** A start, what happens, and an end. */
function insideOf(within: string, what: FlowElement, event: object = { kind: 'none' }): FlowElement[] {
  return [start(`${within}s`, { within }), what, end(`${within}e`, event, { within })];
}

/** Every step can be escalated by hand. */
function letEscalate(version: FlowVersion): FlowVersion {
  const elements = version.elements.map((one) => (one.kind === 'step' ? { ...one, canEscalate: true } : one));
  return withEscalations({ ...version, elements });
}

function withEscalations(version: FlowVersion): FlowVersion {
  if (version.elements.some((one) => one.kind === 'start' && one.trigger === 'escalation' && !one.within))
    return version;
  return added(
    version,
    [
      ...[start('up', { trigger: 'escalation' }), step('above'), gateway('back', 'exclusive', 'person')],
      ...[end('down', { kind: 'return' }), end('over', { kind: 'none' })],
    ],
    ['up-above', 'above-back', 'back-down', 'back-over'],
  );
}

/** An event at the edge of something. */
function attach(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion | undefined {
  const hosts = version.elements.filter((one) => isWhole(one) || one.kind === 'step');
  // Errors and escalations come out of what has an inside.
  const host = oneOf(pick % 2 === 0 ? hosts.filter(isWhole) : hosts, place);
  if (host === undefined) return undefined;
  const code = oneOf(codes, pick);
  const events = [
    ...[timer('PT2H'), cycle('R3/PT30M'), untold],
    ...(isWhole(host)
      ? [
          { kind: 'error', code },
          { kind: 'error', code },
          { kind: 'escalation', code },
          { kind: 'escalation', code },
        ]
      : []),
  ];
  const event = oneOf(events, pick >> 1) ?? untold;
  const at = withinOf(host);
  const isInterrupting = (pick >> 4) % 2 === 0;
  const [edge, work, over] = [name('B'), name('S'), name('X')];
  const onward = oneOf(
    version.transitions.filter((way) => way.from === host.id),
    pick,
  );
  if (isInterrupting && onward !== undefined && (pick >> 5) % 2 === 0)
    return added(
      version,
      [boundary(edge, host.id, event, true, at), step(work, at)],
      [`${edge}-${work}`, `${work}-${onward.to}`],
    );
  return added(
    version,
    [boundary(edge, host.id, event, isInterrupting, at), step(work, at), end(over, { kind: 'none' }, at)],
    [`${edge}-${work}`, `${work}-${over}`],
  );
}

/** An event sub-process. */
function listen(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion {
  const scopes = version.elements.flatMap(({ within }) => within ?? []);
  const scope = pick % 2 === 0 ? undefined : oneOf([...new Set(scopes)], place);
  const around = name('P');
  const code = oneOf(['a', 'b', undefined], place);
  const trigger = oneOf(
    [
      { trigger: 'timer', timer: { kind: 'duration', value: 'PT3H' } },
      { trigger: 'timer', timer: { kind: 'cycle', value: 'R/PT2H' } },
      { trigger: 'message' },
      { trigger: 'error', code },
      { trigger: 'escalation', code },
    ],
    pick >> 1,
  );
  const isInterrupting = (pick >> 4) % 2 === 0;
  const inside = [
    start(name('s'), { within: around, isInterrupting, ...trigger }),
    (pick >> 5) % 4 === 0
      ? thrown(name('N'), { kind: 'escalation', code: code ?? null }, { within: around })
      : step(name('S'), { within: around }),
    end(name('X'), { kind: 'none' }, { within: around }),
  ];
  const at = scope === undefined ? {} : { within: scope };
  return added(version, [subProcess(around, { isEvent: true, ...at }), ...inside], namesInARow(inside));
}

/** Another end that somebody may choose instead of going on. */
function endElsewhere(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion | undefined {
  const way = oneOf(version.transitions, place);
  if (way === undefined) return undefined;
  const at = withinOf(find(version, way.from));
  const [asks, over] = [name('G'), name('X')];
  const transitions = version.transitions.map((other) =>
    other === way ? { ...way, to: elementIdSchema.parse(asks) } : other,
  );
  return added(
    { ...version, transitions },
    [gateway(asks, 'exclusive', 'person', at), end(over, endEvent(pick), at)],
    [`${asks}-${way.to}`, `${asks}-${over}`],
  );
}

function endOtherwise(version: FlowVersion, { pick, place }: Drawn): FlowVersion | undefined {
  const over = oneOf(
    version.elements.filter(({ kind, within }) => kind === 'end' && within !== undefined),
    place,
  );
  return over && replaced(version, over, end(over.id, endEvent(pick), withinOf(over)));
}

function endEvent(pick: number): object {
  const code = oneOf(codes, pick >> 3) ?? null;
  const events = [{ kind: 'terminate' }, { kind: 'error', code }, { kind: 'escalation', code }, message];
  return oneOf(events, pick) ?? message;
}

/** A way from where ways part to anything a way may lead to. */
function lead(version: FlowVersion, { pick, place }: Drawn): FlowVersion | undefined {
  const source = oneOf(
    version.elements.filter(
      (one) => one.kind === 'boundary' || (one.kind === 'gateway' && one.gateway !== 'event'),
    ),
    place,
  );
  const target = oneOf(
    version.elements.filter(
      (one) =>
        one.within === source?.within &&
        !['start', 'boundary'].includes(one.kind) &&
        !(one.kind === 'sub-process' && one.isEvent),
    ),
    pick,
  );
  if (source === undefined || target === undefined) return undefined;
  const isRule = version.transitions.some((way) => way.from === source.id && way.condition !== undefined);
  return added(version, [], [`${source.id}-${target.id}${isRule ? ` if x > ${pick % 9}` : ''}`]);
}

/** A message from one part to another. */
function talk(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion | undefined {
  const sender = oneOf(version.elements.filter(sends), pick);
  const receivers = version.elements.filter(
    (one) =>
      takesMessages(one) ||
      (one.kind === 'boundary' && one.event.kind === 'message') ||
      (one.kind === 'start' && one.trigger === 'message'),
  );
  // Those that have to be come to first keep a message waiting.
  const waiting = receivers.filter(takesMessages);
  const receiver = oneOf(place % 2 === 0 && waiting.length > 0 ? waiting : receivers, place >> 1);
  return sender && receiver && telling(version, name('F'), sender, receiver);
}

/** Another process, which a message begins. */
function beginByMessage(version: FlowVersion, { pick, place, name }: Drawn): FlowVersion | undefined {
  const sender = oneOf(version.elements.filter(sends), pick);
  const within = name('Q');
  const begins = start(name('s'), { within, trigger: 'message' });
  const work = place % 3 === 0 ? thrown(name('N'), message, { within }) : step(name('S'), { within });
  const inside = [begins, work, end(name('X'), place % 2 === 0 ? message : { kind: 'none' }, { within })];
  return sender && telling(added(version, inside, namesInARow(inside)), name('F'), sender, begins);
}

function telling(version: FlowVersion, id: string, sender: FlowElement, to: FlowElement): FlowVersion {
  const flow = { id: transitionIdSchema.parse(id), from: sender.id, to: to.id };
  return { ...version, messageFlows: [...(version.messageFlows ?? []), flow] };
}

function sends(element: FlowElement): boolean {
  if (element.kind === 'automatic') return element.task === 'send';
  return (element.kind === 'throw' || element.kind === 'end') && element.event.kind === 'message';
}

/** A timer that stops nothing comes again and again. */
function comeAgain(version: FlowVersion, { place, pick }: Drawn): FlowVersion | undefined {
  const edge = oneOf(
    version.elements.filter((one) => one.kind === 'boundary' && one.event.kind === 'timer'),
    place,
  );
  if (edge?.kind !== 'boundary') return undefined;
  const event = cycle(pick % 2 === 0 ? 'R/PT30M' : 'R2/PT45M');
  return replaced(version, edge, boundary(edge.id, edge.attachedTo, event, false, withinOf(edge)));
}

/** What a rule decided somebody decides, of several ways at once too. */
function ask(version: FlowVersion, { place, name }: Drawn): FlowVersion | undefined {
  const decides = oneOf(
    version.elements.filter(
      (one) => one.kind === 'gateway' && one.gateway === 'inclusive' && one.decidedBy === 'rule',
    ),
    place,
  );
  if (decides !== undefined)
    return replaced(version, decides, gateway(decides.id, 'inclusive', 'person', withinOf(decides)));
  // Where there is none, a step is done beside another one, or instead of it.
  const done = oneOf(
    version.elements.filter(({ kind }) => kind === 'step'),
    place,
  );
  const way = version.transitions.find((one) => one.from === done?.id);
  if (done === undefined || way === undefined) return undefined;
  const at = withinOf(done);
  const [opens, closes, one, other] = [name('G'), name('J'), name('S'), name('T')];
  const transitions = version.transitions.map((each) =>
    each === way ? { ...way, to: elementIdSchema.parse(opens) } : each,
  );
  const gateways = [gateway(opens, 'inclusive', 'person', at), gateway(closes, 'inclusive', 'rule', at)];
  return added(
    { ...version, transitions },
    [...gateways, step(one, at), step(other, at)],
    [
      ...[`${opens}-${one}`, `${opens}-${other}`, `${one}-${closes}`, `${other}-${closes}`],
      `${closes}-${way.to}`,
    ],
  );
}

function beginElsewhere(version: FlowVersion, { place, name }: Drawn): FlowVersion | undefined {
  const first = oneOf(
    version.elements.filter(({ kind, within }) => kind === 'step' && within === undefined),
    place,
  );
  return first && added(version, [start(name('s'))], [`${name('s')}-${first.id}`]);
}

function reopenElsewhere(version: FlowVersion, { place }: Drawn): FlowVersion | undefined {
  const element = oneOf(version.elements, place);
  return element && { ...version, reopensAt: element.id };
}

/** What stood between two ways is there no more. */
function takeOut(version: FlowVersion, { place }: Drawn): FlowVersion | undefined {
  const hosts = new Set(version.elements.map((one) => (one.kind === 'boundary' ? one.attachedTo : null)));
  const gone = oneOf(
    version.elements.filter(({ id, kind }) => ['step', 'catch', 'throw'].includes(kind) && !hosts.has(id)),
    place,
  );
  const onward = version.transitions.find((way) => way.from === gone?.id);
  if (gone === undefined || onward === undefined || onward.to === gone.id) return undefined;
  return {
    ...version,
    elements: version.elements.filter((one) => one !== gone),
    transitions: version.transitions.flatMap((way) => {
      if (way.from === gone.id) return [];
      return way.to === gone.id ? { ...way, to: onward.to } : way;
    }),
    messageFlows: (version.messageFlows ?? []).filter((one) => one.from !== gone.id && one.to !== gone.id),
  };
}

/** Another id for the same thing, by the same name. */
function rename(version: FlowVersion, { place, name }: Drawn): FlowVersion | undefined {
  const old = oneOf(version.elements, place)?.id;
  const renamed = elementIdSchema.parse(name('R'));
  const of = <T extends string | null | undefined>(id: T) => (id === old ? renamed : id);
  const ends = <T extends Pick<Transition, 'from' | 'to'>>(way: T): T => ({
    ...way,
    from: of(way.from),
    to: of(way.to),
  });
  return {
    ...version,
    elements: version.elements.map((one): FlowElement => {
      const there = { id: of(one.id), ...(one.within !== undefined && { within: of(one.within) }) };
      if (one.kind === 'boundary') return { ...one, ...there, attachedTo: of(one.attachedTo) };
      return { ...one, ...there };
    }),
    transitions: version.transitions.map(ends),
    messageFlows: (version.messageFlows ?? []).map(ends),
    reopensAt: of(version.reopensAt),
  };
}

/** Something with an inside of its own, which goes on beside it. */
function isWhole(element: FlowElement): boolean {
  return element.kind === 'call' || (element.kind === 'sub-process' && !element.isEvent);
}

function cycle(value: string): object {
  return { kind: 'timer', timer: { kind: 'cycle', value } };
}

function added(
  version: FlowVersion,
  elements: readonly FlowElement[],
  arrows: readonly string[],
): FlowVersion {
  return {
    ...version,
    elements: [...version.elements, ...elements],
    transitions: [...version.transitions, ...arrows.map(arrow)],
  };
}

function replaced(version: FlowVersion, old: FlowElement, element: FlowElement): FlowVersion {
  return { ...version, elements: version.elements.map((one) => (one === old ? element : one)) };
}

function inARow(elements: readonly FlowElement[]): readonly Transition[] {
  return namesInARow(elements).map(arrow);
}

function namesInARow(elements: readonly FlowElement[]): readonly string[] {
  return elements.slice(1).map(({ id }, index) => `${elements[index]?.id}-${id}`);
}

function find(version: FlowVersion, id: string | undefined): FlowElement | undefined {
  return version.elements.find((element) => element.id === id);
}

function withinOf(element: FlowElement | undefined): { readonly within?: string } {
  return element?.within === undefined ? {} : { within: element.within };
}

/** One of them by any number; undefined where there is none. */
export function oneOf<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % list.length];
}
