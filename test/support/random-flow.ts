/**
 * Flows drawn at random, of blocks inside blocks: whatever parts meets again,
 * so each can be brought to its end.
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
} from './a-flow.ts';

type Block =
  | { readonly kind: 'step' | 'automatic' | 'throw' | 'wait' }
  | { readonly kind: 'row'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice' | 'rule' | 'all' | 'some' | 'events'; readonly blocks: readonly Block[] }
  | { readonly kind: 'loop' | 'sub' | 'called'; readonly block: Block }
  | {
      readonly kind: 'guarded';
      readonly block: Block;
      readonly isInterrupting: boolean;
      readonly by: 'timer' | 'message';
    };

const { block } = fc.letrec<{ block: Block }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        kind: fc.constantFrom('step', 'step', 'automatic', 'throw', 'wait'),
      }) as fc.Arbitrary<Block>,
      fc.record({ kind: fc.constant('row' as const), blocks }),
      fc.record({
        kind: fc.constantFrom('choice', 'rule', 'all', 'all', 'some', 'events'),
        blocks,
      }) as fc.Arbitrary<Block>,
      fc.record({
        kind: fc.constantFrom('loop', 'sub', 'called'),
        block: tie('block'),
      }) as fc.Arbitrary<Block>,
      fc.record({
        kind: fc.constant('guarded' as const),
        block: tie('block'),
        isInterrupting: fc.boolean(),
        by: fc.constantFrom('timer', 'message'),
      }),
    ),
  };
});

/** What rules of these flows read: `x` is a number from 0 to 9. */
export const randomFlow: fc.Arbitrary<FlowVersion> = block.map(toFlow);

const message = { kind: 'message', messageId: null };

function toFlow(whole: Block): FlowVersion {
  const elements: FlowElement[] = [];
  const arrows: string[] = [];
  let count = 0;
  const name = (letter: string) => `${letter}${++count}`;

  function add(element: FlowElement): string {
    elements.push(element);
    return element.id;
  }
  const join = (from: string, to: string, said = '') => arrows.push(`${from}-${to}${said && ` ${said}`}`);

  /** Adds a block and gives where it begins and ends; `at` is the sub-process it is in. */
  function build(one: Block, at: { readonly within?: string }): readonly [string, string] {
    switch (one.kind) {
      case 'step':
        return twice(add(step(name('S'), at)));
      case 'automatic':
        return twice(add(automatic(name('A'), at)));
      case 'throw':
        return twice(add(thrown(name('M'), message, at)));
      case 'wait':
        return twice(add(caught(name('W'), timer('PT1H'), at)));
      case 'row': {
        const built = one.blocks.map((each) => build(each, at));
        for (const [index, [begins]] of built.entries()) {
          const before = built[index - 1];
          if (before !== undefined) join(before[1], begins);
        }
        return [built[0]?.[0] ?? '', built.at(-1)?.[1] ?? ''];
      }
      case 'choice':
      case 'rule':
      case 'all':
      case 'some':
        return parting(one.kind, one.blocks, at);
      case 'events': {
        const opens = add(gateway(name('G'), 'event', 'rule', at));
        const closes = add(gateway(name('G'), 'exclusive', 'rule', at));
        for (const [index, each] of one.blocks.entries()) {
          const event = add(caught(name('E'), index === 0 ? message : timer(`PT${index}H`), at));
          const [begins, ends] = build(each, at);
          join(opens, event);
          join(event, begins);
          join(ends, closes);
        }
        return [opens, closes];
      }
      case 'loop': {
        const [begins, ends] = build(one.block, at);
        const meets = add(gateway(name('G'), 'exclusive', 'rule', at));
        const asks = add(gateway(name('G'), 'exclusive', 'person', at));
        const leaves = add(automatic(name('A'), at));
        join(meets, begins);
        join(ends, asks);
        join(asks, leaves);
        join(asks, meets);
        return [meets, leaves];
      }
      case 'sub': {
        const sub = add(subProcess(name('P'), at));
        fill(sub, one.block);
        return twice(sub);
      }
      case 'called': {
        const process = name('Q');
        fill(process, one.block);
        return twice(add(call(name('C'), process, at)));
      }
      case 'guarded': {
        const [begins, ends] = build(one.block, at);
        const host = add(step(name('S'), at));
        const closes = add(gateway(name('G'), 'exclusive', 'rule', at));
        const event = one.by === 'timer' ? timer('PT2H') : message;
        const edge = add(boundary(name('B'), host, event, one.isInterrupting, at));
        const aside = add(step(name('S'), at));
        join(ends, host);
        join(host, closes);
        join(edge, aside);
        if (one.isInterrupting) join(aside, closes);
        else join(aside, add(end(name('X'), { kind: 'none' }, at)));
        return [begins, closes];
      }
    }
  }

  function parting(
    kind: 'choice' | 'rule' | 'all' | 'some',
    blocks: readonly Block[],
    at: { readonly within?: string },
  ): readonly [string, string] {
    const type = kind === 'all' ? 'parallel' : kind === 'some' ? 'inclusive' : 'exclusive';
    const opens = add(gateway(name('G'), type, kind === 'choice' ? 'person' : 'rule', at));
    const closes = add(gateway(name('G'), type, 'rule', at));
    for (const [index, each] of blocks.entries()) {
      const [begins, ends] = build(each, at);
      const isRule = kind === 'rule' || kind === 'some';
      join(opens, begins, isRule ? (index === 0 ? 'else' : `if x > ${index * 3}`) : '');
      join(ends, closes);
    }
    return [opens, closes];
  }

  function fill(within: string, inner: Block): void {
    const begins = add(start(name('s'), { within }));
    const [first, last] = build(inner, { within });
    join(begins, first);
    join(last, add(end(name('e'), { kind: 'none' }, { within })));
  }

  const begins = add(start());
  const [first, last] = build(whole, {});
  join(begins, first);
  join(last, add(end()));
  return aFlow(elements, arrows);
}

function twice(id: string): readonly [string, string] {
  return [id, id];
}
