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
  thrown,
  timer,
} from '#test/support/a-flow.ts';
import { leadBoth } from './lead-both.ts';
import { writtenAndRead } from './written-and-read.ts';

const message = { kind: 'message', messageId: null };
const inP = { within: 'P' };
const inAnHour = { trigger: 'timer', timer: { kind: 'duration', value: 'PT1H' } };
const [a, b, c] = [step('A'), step('B'), step('C')];

type Construct = readonly [name: string, elements: readonly FlowElement[], arrows: readonly string[]];

/** A part of the flow that escalates between `A` and `B`. */
function escalating(isInterrupting: boolean): readonly FlowElement[] {
  return [
    ...[start(), subProcess('P'), start('s', inP), step('A', inP), step('B', inP)],
    ...[thrown('up', { kind: 'escalation', code: 'x' }, inP), end('e', { kind: 'none' }, inP)],
    ...[boundary('edge', 'P', { kind: 'escalation', code: 'x' }, isInterrupting), c, step('D'), end()],
  ];
}

/** A flow with two ways, one of which ends in `raised`, and a part that begins by `begins`. */
function listening(begins: object, raised: object = { kind: 'none' }): readonly FlowElement[] {
  const inE = { within: 'E' };
  return [
    ...[start(), gateway('G', 'parallel'), a, b, end('raises', raised), end()],
    ...[subProcess('E', { isEvent: true }), start('told', { ...inE, ...begins }), step('D', inE)],
    end('done', { kind: 'none' }, inE),
  ];
}
const heard = ['start-G', 'G-A', 'G-B', 'A-raises', 'B-end', 'told-D', 'D-done'];

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
  [
    'an end that ends everything inside a part of the flow, and the flow goes on behind it',
    [
      ...[start(), subProcess('P'), start('s', inP), gateway('G', 'parallel', 'rule', inP), step('A', inP)],
      ...[step('B', inP), end('all', { kind: 'terminate' }, inP), end('e', { kind: 'none' }, inP), c, end()],
    ],
    ['start-P', 's-G', 'G-A', 'G-B', 'A-all', 'B-e', 'P-C', 'C-end'],
  ],
  [
    'an error that ends a part of the flow, and is taken at its edge',
    [
      ...[start(), subProcess('P'), start('s', inP), gateway('G', 'parallel', 'rule', inP), step('A', inP)],
      ...[step('B', inP), end('fails', { kind: 'error', code: 'x' }, inP), end('e', { kind: 'none' }, inP)],
      ...[boundary('edge', 'P', { kind: 'error', code: 'x' }), c, step('D'), end()],
    ],
    ['start-P', 's-G', 'G-A', 'G-B', 'A-fails', 'B-e', 'P-C', 'edge-D', 'C-end', 'D-end'],
  ],
  [
    'an escalation at the edge of a part of the flow, which stops it',
    escalating(true),
    ['start-P', 's-A', 'A-up', 'up-B', 'B-e', 'P-C', 'edge-D', 'C-end', 'D-end'],
  ],
  [
    'an escalation at the edge of a part of the flow, which goes on beside it',
    escalating(false),
    ['start-P', 's-A', 'A-up', 'up-B', 'B-e', 'P-C', 'edge-D', 'C-end', 'D-end'],
  ],
  [
    'an inclusive decision in a loop',
    [
      ...[start(), gateway('M', 'exclusive'), gateway('G', 'inclusive'), a, b, gateway('J', 'inclusive')],
      ...[step('D'), gateway('Q', 'exclusive', 'person'), c, end()],
    ],
    ['start-M', 'M-G', 'G-A if x > 3', 'G-B else', 'A-J', 'B-J', 'J-D', 'D-Q', 'Q-M', 'Q-C', 'C-end'],
  ],
  [
    'an event sub-process begun by an error',
    listening({ trigger: 'error' }, { kind: 'error', code: null }),
    heard,
  ],
  [
    'an event sub-process begun by an escalation, which stops the rest',
    listening({ trigger: 'escalation' }, { kind: 'escalation', code: null }),
    heard,
  ],
  [
    'an event sub-process begun by an escalation, beside the rest',
    listening({ trigger: 'escalation', isInterrupting: false }, { kind: 'escalation', code: null }),
    heard,
  ],
  ['an event sub-process begun by a timer, which stops the rest', listening({ ...inAnHour }), heard],
  [
    'an event sub-process begun by a timer, beside the rest',
    listening({ ...inAnHour, isInterrupting: false }),
    heard,
  ],
  ['an event sub-process begun by a message, which stops the rest', listening({ trigger: 'message' }), heard],
  [
    'an event sub-process begun by a message, beside the rest',
    listening({ trigger: 'message', isInterrupting: false }),
    heard,
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
