/**
 * Flows nobody would design: any element leads to any other, in several lanes,
 * with sub-processes, boundary events and parts that hang on nothing. For what
 * must hold of a drawing whatever it shows.
 */
import fc from 'fast-check';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import {
  aFlow,
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

const kinds = [
  'start',
  'step',
  'step',
  'automatic',
  'call',
  'gateway',
  'gateway',
  'catch',
  'end',
  'sub',
  'edge',
] as const;
type Drawn = { readonly kind: (typeof kinds)[number]; readonly lane: number; readonly place: number };

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom(...kinds),
  lane: fc.nat(3),
  place: fc.nat(40),
});
/** From which element, to which after it; mostly to one of the next. */
const arrow = fc.tuple(fc.nat(40), fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(40)));

export const tangledFlow: fc.Arbitrary<FlowVersion> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.array(drawn, { minLength: 1, maxLength: 28, size: 'max' }),
    fc.array(arrow, { maxLength: 40, size: 'max' }),
  )
  .map(([laneCount, list, arrows]) => toFlow(laneCount, list, arrows));

function toFlow(laneCount: number, list: readonly Drawn[], arrows: readonly (readonly [number, number])[]) {
  const elements: FlowElement[] = [];
  for (const [index, one] of list.entries()) {
    const subs = elements.filter(({ kind }) => kind === 'sub-process');
    const around = one.place % 3 === 0 ? subs[one.place % Math.max(1, subs.length)] : undefined;
    const at = {
      laneId: around?.laneId ?? `lane${one.lane % laneCount}`,
      ...(around && { within: around.id }),
    };
    elements.push(toElement(one, `E${index}`, at, elements));
  }
  const containerOf = (element: FlowElement | undefined): string | undefined =>
    element?.kind === 'boundary'
      ? containerOf(elements.find(({ id }) => id === element.attachedTo))
      : element?.within;
  const transitions = arrows.flatMap(([from, next], index) => {
    const source = elements[from % elements.length];
    const near = elements.filter(
      (one) => one.kind !== 'boundary' && containerOf(one) === containerOf(source),
    );
    if (source === undefined) return [];
    const target = near[(near.indexOf(source) + next) % Math.max(1, near.length)];
    if (target === undefined) return [];
    return [{ id: `T${index}`, from: source.id, to: target.id, name: null, consequence: null }];
  });
  const lanes = Array.from({ length: laneCount }, (_, index) => ({
    id: `lane${index}`,
    name: words(`lane ${index}`),
    letter: 'ABCD'.charAt(index),
    tone: 'agent',
    role: 'agent',
    isOnlyUnderEscalation: false,
  }));
  return aFlow(elements, [], { lanes, transitions });
}

function toElement(
  { kind, place }: Drawn,
  id: string,
  at: object,
  before: readonly FlowElement[],
): FlowElement {
  const hosts = before.filter((one) => one.kind === 'step' || one.kind === 'sub-process');
  const host = hosts[place % Math.max(1, hosts.length)];
  // No more than the border of a step has room for.
  const isFull = before.filter((one) => one.kind === 'boundary' && one.attachedTo === host?.id).length >= 8;
  switch (kind) {
    case 'start':
      return start(id, at);
    case 'step':
      return step(id, at);
    case 'automatic':
      return automatic(id, at);
    case 'call':
      return call(id, null, at);
    case 'gateway':
      return gateway(id, 'exclusive', 'rule', at);
    case 'catch':
      return caught(id, timer('PT1H'), at);
    case 'end':
      return end(id, { kind: 'none' }, at);
    case 'sub':
      return subProcess(id, at);
    case 'edge':
      return host === undefined || isFull
        ? thrown(id, { kind: 'none' }, at)
        : boundary(id, host.id, timer('PT1H'), true, { laneId: host.laneId });
  }
}
