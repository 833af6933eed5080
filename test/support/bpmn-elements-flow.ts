/**
 * A BPMN file as bpmn-elements runs it. Where it does by itself what Raia
 * leaves to people, or leaves the standard, it is evened out here, each time
 * with the reason.
 */
import * as elements from 'bpmn-elements';
import serialize, { TypeResolver } from 'moddle-context-serializer';
import { newModdle, type Part } from '#shared/bpmn/bpmn-file.ts';
import { idOf, partsIn } from '#shared/bpmn/parts.ts';
import { boundariesOf, getElement, transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { isJoin } from '#shared/domain/flow/joins.ts';
import { isAsked } from '#shared/domain/flow/outcomes.ts';

export type PeerFlow = {
  readonly version: FlowVersion;
  readonly source: ReturnType<typeof serialize>;
  /** The process each element is in, by their ids. */
  readonly processOf: ReadonlyMap<string, string>;
  /** What it tells of when it is over, as `countsAtEnd` says. */
  readonly atEnd: ReadonlySet<string>;
  /** What it begins and should not, as `strayStarts` says. */
  readonly strays: ReadonlySet<string>;
};

type Context = {
  readonly definitionContext: { getActivityById(id: string): { readonly type: string } };
  getInboundSequenceFlows(id: string): readonly unknown[];
  getOutboundSequenceFlows(id: string): readonly unknown[];
};
type Definition = { readonly id: string };
type Message = { readonly content: object };
type Discarded = { readonly discardSequence?: readonly string[] };
type Maker = (definition: Definition, context: Context) => unknown;

/** As much of it as is bent here, which its types say nothing of. */
const classes = elements as unknown as {
  readonly MessageEventDefinition: new () => {
    readonly isThrowing: boolean;
    readonly broker: { publish(exchange: string, key: string, content: object): void };
    execute(message: Message): void;
  };
  readonly SequenceFlow: new (
    definition: Definition,
    context: Context,
  ) => {
    readonly sourceId: string;
    readonly targetId: string;
    discard(content: Discarded): void;
  };
  readonly ParallelGateway: Maker;
  readonly InclusiveGateway: Maker;
};

/** The language of conditions that stand for somebody's decision. */
export const byDecision = 'decision';

/** `version` is what Raia read from the same file. */
export async function readPeerFlow(xml: string, version: FlowVersion): Promise<PeerFlow> {
  const moddle = newModdle();
  const read = await moddle.fromXML(xml);
  const roots = partsIn(read.rootElement, 'rootElements');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const parts = new Map(processes.flatMap(everythingIn).map((part) => [idOf(part), part]));
  for (const { id, from, isDefault } of version.transitions) {
    // What somebody decides has no condition in the file, and bpmn-elements takes such a way at once.
    if (isDefault !== true && isAsked(version, getElement(version, from)))
      parts
        .get(id)
        ?.set('conditionExpression', moddle.create('bpmn:FormalExpression', { language: byDecision }));
  }
  for (const element of version.elements) {
    // Raia stops at a call of what is not in the file, or is the process the case goes through; bpmn-elements
    // waits at a call of what it cannot find.
    if (element.kind === 'call' && element.calls === null)
      parts.get(element.id)?.set('calledElement', 'not-here');
    // A timer that is drawn and says no time is over at once; bpmn-elements would throw where it reads one.
    if (element.kind === 'start' && element.timer?.value === '')
      for (const timer of partsIn(parts.get(element.id), 'eventDefinitions'))
        timer.set('timeDate', undefined);
  }
  // Who may work on a task is nothing an engine runs, and the reader of bpmn-elements wants an expression there.
  for (const part of parts.values()) if (part.$instanceOf('bpmn:Activity')) part.set('resources', []);
  // What a step tells another pool is recorded there by hand; bpmn-elements would begin that pool's process.
  for (const root of roots) if (root.$instanceOf('bpmn:Collaboration')) root.set('messageFlows', []);
  return {
    version,
    source: serialize(read as never, TypeResolver(elements, evenOut)),
    processOf: new Map(
      processes.flatMap((process) =>
        partsIn(process, 'flowElements').map((part) => [idOf(part), idOf(process)] as const),
      ),
    ),
    atEnd: countsAtEnd(version),
    strays: strayStarts(version),
  };
}

function everythingIn(container: Part): readonly Part[] {
  return partsIn(container, 'flowElements').flatMap((part) => [part, ...everythingIn(part)]);
}

function evenOut(types: Record<string, unknown>): void {
  // A task of no type is work to somebody at Raia; bpmn-elements passes it.
  types['bpmn:Task'] = elements.UserTask;
  // What is declared beside the processes and nothing runs has no type in bpmn-elements.
  types['bpmn:GlobalTask'] = elements.Dummy;
  types['bpmn:Resource'] = elements.Dummy;
  types['bpmn:MessageEventDefinition'] = MessageBetweenPools;
  types['bpmn:InclusiveGateway'] = inclusiveGateway;
  types['bpmn:SequenceFlow'] = Way;
}

/** Messages cross the border of a pool (BPMN 2.0.2, 9.4); bpmn-elements hands them to the pool that sends them. */
class MessageBetweenPools extends classes.MessageEventDefinition {
  override execute(message: Message): void {
    if (!this.isThrowing) super.execute(message);
    else this.broker.publish('execution', 'execute.completed', { ...message.content });
  }
}

/**
 * bpmn-elements lets each token through an inclusive join, which has to wait
 * for all that can still come (13.4.3). Its parallel join waits until each way
 * was taken or given up: in flows made of blocks that is the same.
 */
function inclusiveGateway(definition: Definition, context: Context): unknown {
  const joins = context.getInboundSequenceFlows(definition.id).length > 1;
  return joins ? classes.ParallelGateway(definition, context) : classes.InclusiveGateway(definition, context);
}

/**
 * bpmn-elements gives up the ways that are not taken, and all that follows, and
 * a join counts what was given up: one behind a loop goes on early. The
 * standard has a parallel join wait for a token by each way (13.4.2). So what
 * is given up ends at once, except from an inclusive gateway to its join, once
 * by each branch.
 */
class Way extends classes.SequenceFlow {
  readonly #context: Context;
  constructor(definition: Definition, context: Context) {
    super(definition, context);
    this.#context = context;
  }
  override discard(content: Discarded = {}): void {
    const { type } = this.#context.definitionContext.getActivityById(this.sourceId);
    const [first] = this.#context.getOutboundSequenceFlows(this.sourceId);
    const isGivenUp = type === 'bpmn:InclusiveGateway' || (content.discardSequence ?? []).length > 0;
    const isOneOfMany = type === 'bpmn:ExclusiveGateway' || type === 'bpmn:EventBasedGateway';
    const goesOn = isGivenUp && type !== 'bpmn:BoundaryEvent' && (!isOneOfMany || first === this);
    super.discard(goesOn ? content : { ...content, discardSequence: [this.targetId] });
  }
}

/**
 * bpmn-elements enters an event when it begins to listen for it, and a join
 * with the first token that comes. To the standard, and to Raia, an event is
 * entered when it happens (13.4.4), and a join is one when its tokens go on as
 * one: both are counted when they are over, the joins of Raia too.
 */
function countsAtEnd(version: FlowVersion): ReadonlySet<string> {
  return new Set(
    version.elements.flatMap((element) => [
      ...boundariesOf(version, element.id).map(({ id }) => id),
      ...(isJoin(version, element) ? [element.id] : []),
      ...(element.kind === 'gateway' && element.gateway === 'event'
        ? transitionsFrom(version, element.id).map(({ to }) => to)
        : []),
    ]),
  );
}

/**
 * Beside a start event nothing else begins a process (13.2); bpmn-elements
 * begins whatever no way leads to, such as a step somebody forgot.
 */
function strayStarts({ elements: all, transitions }: FlowVersion): ReadonlySet<string> {
  const reached = new Set(transitions.map(({ to }) => to));
  const begins = (element: FlowElement) =>
    element.kind === 'start' || (element.kind === 'sub-process' && element.isEvent);
  const begun = new Set(all.flatMap((element) => (element.kind === 'start' ? [element.within ?? null] : [])));
  return new Set(
    all
      .filter(
        (element) =>
          !reached.has(element.id) &&
          !begins(element) &&
          element.kind !== 'boundary' &&
          begun.has(element.within ?? null),
      )
      .map(({ id }) => id),
  );
}
