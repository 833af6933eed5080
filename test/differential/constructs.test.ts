/** Each construct by itself, whatever is decided: what flows drawn at random may miss in one run. */
import { expect, test } from 'vitest';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import {
  aFlow,
  boundary,
  call,
  caught,
  end,
  gateway,
  start,
  step,
  subProcess,
  timer,
} from '#test/support/a-flow.ts';
import { leadBoth } from './lead-both.ts';
import { writtenAndRead } from './written-and-read.ts';

const message = { kind: 'message', messageId: null };
const [a, b, c] = [step('A'), step('B'), step('C')];

type Construct = readonly [name: string, elements: readonly FlowElement[], arrows: readonly string[]];

const constructs: readonly Construct[] = [
  [
    'the first condition that holds decides, or else the default',
    [start(), gateway('G', 'exclusive'), a, b, c, end()],
    ['start-G', 'G-A else', 'G-B if x > 3', 'G-C if x > 6', 'A-end', 'B-end', 'C-end'],
  ],
  [
    'every condition that holds, and the join waits for those',
    [start(), gateway('G', 'inclusive'), a, b, c, gateway('J', 'inclusive'), step('D'), end()],
    ['start-G', 'G-A else', 'G-B if x > 3', 'G-C if x > 6', 'A-J', 'B-J', 'C-J', 'J-D', 'D-end'],
  ],
  [
    'all branches, one of them with a loop, and the join waits for each',
    [
      ...[start(), gateway('G', 'parallel'), a, b, c, gateway('J', 'parallel'), step('D'), end()],
      ...[gateway('M', 'exclusive'), gateway('Q', 'exclusive', 'person')],
    ],
    ['start-G', 'G-M', 'M-A', 'A-Q', 'Q-M', 'Q-J', 'G-B', 'G-C', 'B-J', 'C-J', 'J-D', 'D-end'],
  ],
  [
    'the event that happens first',
    [start(), gateway('G', 'event'), caught('E', message), caught('T', timer('PT1H')), a, b, end()],
    ['start-G', 'G-E', 'G-T', 'E-A', 'T-B', 'A-end', 'B-end'],
  ],
  [
    'events that stop the work, and such as do not',
    [
      ...[start(), a, b, c, step('D'), end()],
      ...[boundary('S', 'A', message), boundary('T', 'A', timer('PT1H'), false)],
    ],
    ['start-A', 'A-B', 'S-C', 'T-D', 'B-end', 'C-end', 'D-end'],
  ],
  [
    'a part of the flow, and another process that is called',
    [
      ...[start(), subProcess('P'), start('s', { within: 'P' }), step('A', { within: 'P' })],
      ...[end('e', { kind: 'none' }, { within: 'P' }), call('K', 'Q'), start('q', { within: 'Q' })],
      ...[step('B', { within: 'Q' }), end('f', { kind: 'none' }, { within: 'Q' }), c, end()],
    ],
    ['start-P', 's-A', 'A-e', 'P-K', 'q-B', 'B-f', 'K-C', 'C-end'],
  ],
  [
    'an end that ends everything',
    [start(), gateway('G', 'parallel'), a, b, c, end('all', { kind: 'terminate' }), end()],
    ['start-G', 'G-A', 'G-B', 'A-all', 'B-C', 'C-end'],
  ],
];

test.each(constructs)('%s', async (_, elements, arrows) => {
  const flow = await writtenAndRead(aFlow(elements, arrows));
  const from = elementIdSchema.parse('start');
  const isDecidedByRule = arrows.some((arrow) => arrow.includes(' if '));
  for (const x of isDecidedByRule ? [0, 5, 9] : [0])
    for (let way = 0; way < 8; way++) {
      let turn = 0;
      // The digits of its number to the base of two say which way is taken at each turn.
      const draw = () => way >> (turn - 1);
      for (const { act, ours, theirs } of leadBoth(flow, { from, facts: { x }, draw })) {
        expect(ours, act).toEqual(theirs);
        if (++turn === 12) break;
      }
    }
});
