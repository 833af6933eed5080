/** bpmn-elements, another engine of BPMN 2.0, led by a test act by act. */
import * as elements from 'bpmn-elements';
import { evaluate } from 'feelin';
import { findElement, getElement, transitionsFrom } from '#shared/domain/flow/elements.ts';
import { interrupts } from '#shared/domain/flow/events.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import type { Facts } from '#shared/domain/flow/rules.ts';
import { must } from '#shared/lib/must.ts';
import { byDecision, type PeerFlow } from './bpmn-elements-flow.ts';

export type Peer = ReturnType<typeof startPeer>;

export function startPeer(flow: PeerFlow, from: string, facts: Facts = {}) {
  const entered: string[] = [];
  const waiting = new Map<string, Waiting>();
  const timers = new Map<string, () => void>();
  const { asked, decisions, answer } = decisionsOf(flow.version);

  /** A service is done when it is asked for, except where somebody does it in another system. */
  function Service({ id }: { readonly id: string }) {
    const { kind } = findElement(flow.version, elementIdSchema.parse(id)) ?? {};
    const execute = (_: unknown, done: () => void) =>
      kind === 'step' ? void waiting.set(id, { signal: () => done() }) : done();
    return { type: 'service', execute };
  }

  const environment = new elements.Environment({
    // Scripts do nothing at Raia.
    scripts: {
      register: () => undefined,
      getScript: (
        language: string | undefined,
        { id, type }: { readonly id: string; readonly type: string },
      ) => {
        if (language === byDecision)
          return { execute: (_: unknown, done: Answered) => answer(id, (taken) => done(null, taken)) };
        return type === 'bpmn:ScriptTask'
          ? { execute: (_: unknown, done: Answered) => done(null) }
          : undefined;
      },
    },
    // The clock is the test's: a timer runs out when it is told to.
    timers: {
      register: ({ id }: { readonly id: string }) => ({
        setTimeout: (done: () => void) => {
          timers.set(id, done);
          return id;
        },
        clearTimeout: () => void timers.delete(id),
      }),
      setTimeout: () => undefined,
      clearTimeout: (id: string) => void timers.delete(id),
    },
    // Conditions are FEEL; everything else is meant as it stands.
    expressions: {
      resolveExpression: (text: unknown) =>
        typeof text === 'string' && text.startsWith('=')
          ? evaluate(text.slice(1), { ...facts }).value === true
          : text,
    },
    extensions: {
      service: (activity: { readonly type: string; readonly behaviour: Record<string, unknown> }) => {
        if (/:(Service|Send|BusinessRule)Task$/.test(activity.type)) activity.behaviour.Service = Service;
      },
    },
  } as never);
  const definition = new elements.Definition(elements.Context(flow.source as never, environment));

  const left = new Set<string>();
  definition.broker.subscribeTmp('event', 'activity.*', hear as never, { noAck: true });
  const hearEnd = (_: string, { content }: Told) => void left.add(content.id);
  definition.broker.subscribeTmp('event', 'process.leave', hearEnd as never, { noAck: true });
  const processId = must(flow.processOf.get(from), `the process of ${from}`);
  definition.run({ processId });
  // A case that begins is what its start event waits for.
  waiting.get(from)?.signal();
  timers.get(from)?.();

  function hear(event: string, message: Told): void {
    const { id } = message.content;
    if (event === (flow.atEnd.has(id) ? 'activity.end' : 'activity.enter') && !flow.strays.has(id))
      entered.push(id);
    if (event === 'activity.enter') stopAround(id);
    if (event === 'activity.wait') waiting.set(id, definition.getApi(message as never));
    if (event === 'activity.leave') waiting.delete(id);
  }

  /** What an event sub-process stops goes on in bpmn-elements: the standard terminates it (13.5.4). */
  function stopAround(startId: string): void {
    const begins = findElement(flow.version, elementIdSchema.parse(startId));
    if (begins?.kind !== 'start' || begins.within === undefined || !interrupts(begins)) return;
    const begun = findElement(flow.version, begins.within);
    if (begun?.kind !== 'sub-process' || !begun.isEvent) return;
    for (const [id, work] of waiting)
      if (findElement(flow.version, elementIdSchema.parse(id))?.within === begun.within) work.discard?.();
  }

  /** bpmn-elements begins an event sub-process by what is raised in it alone: by time and messages the test does (10.3.5). */
  function begin(startId: string): void {
    const { within = '' } = must(findElement(flow.version, elementIdSchema.parse(startId)), startId);
    if (!timers.has(startId) && !waiting.has(startId))
      must(definition.getActivityById(within), `the event sub-process of ${startId}`).run();
  }

  return {
    begin,
    /** What is waited for happens: work is done, a message comes. */
    signal: (id: string): void => must(waiting.get(id), `somebody who waits at ${id}`).signal(),
    timeUp: (id: string): void => must(timers.get(id), `a timer at ${id}`)(),
    decide(gateway: string, ways: readonly string[]): void {
      const goOn = must(asked.get(gateway), `a decision that is open at ${gateway}`);
      asked.delete(gateway);
      decisions.set(gateway, new Set(ways));
      goOn();
    },
    /** What was entered since this was last asked, in order. */
    entered: (): readonly string[] => entered.splice(0),
    /** Of the process itself: one it called bpmn-elements leaves running where its caller is terminated (13.5.6). */
    hasEnded: (): boolean => left.has(processId),
  };
}

type Waiting = { signal(): void; discard?(): void };
type Told = { readonly content: { readonly id: string } };
type Answered = (error: null, taken?: boolean) => void;

/**
 * A way out of a gateway where somebody decides has a condition that waits for
 * the decision, so that bpmn-elements rests where Raia does.
 */
function decisionsOf(version: FlowVersion) {
  /** By gateway: how it goes on once it is decided. */
  const asked = new Map<string, () => void>();
  const decisions = new Map<string, ReadonlySet<string>>();

  function answer(wayId: string, done: (taken: boolean) => void): void {
    const way = must(
      version.transitions.find(({ id }) => id === wayId),
      wayId,
    );
    const ways = decisions.get(way.from);
    if (ways === undefined) {
      asked.set(way.from, () => answer(wayId, done));
      return;
    }
    const taken = ways.has(wayId);
    const gateway = getElement(version, way.from);
    const isExclusive = gateway.kind === 'gateway' && gateway.gateway === 'exclusive';
    const last = transitionsFrom(version, way.from).findLast(({ isDefault }) => isDefault !== true);
    // The next token that comes here is decided anew.
    if ((taken && isExclusive) || last === way) decisions.delete(way.from);
    done(taken);
  }

  return { asked, decisions, answer };
}
