/** Each thing the checker finds, where it finds it, and that its mend puts it right. */
import { describe, expect, test } from 'vitest';
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
} from '#test/support/a-flow.ts';
import { builtInFlows } from '#test/support/flows.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion } from '../flow-version.ts';
import { elementIdSchema } from '../ids.ts';
import { checkFlow } from './check-flow.ts';
import { mendAll, mendFlow } from './mend-flow.ts';
import { toProblem } from './problem.ts';

const found = (flow: FlowVersion) => checkFlow(flow).map(({ rule, elementId }) => `${rule} ${elementId}`);

/** The flow after every mend that is offered. */
const mended = (flow: FlowVersion): FlowVersion => mendAll(flow).version;

const message = { kind: 'message', messageId: null };

test.each(builtInFlows.map((flow) => [flow.key, flow] as const))('%s has nothing to be mended', (_, flow) => {
  expect(checkFlow(flow)).toEqual([]);
});

test('a flow that nothing begins says that alone', () => {
  expect(found(aFlow([step('A'), end()], ['A-end']))).toEqual(['no-start null']);
});

test('a part that nothing leads to can be taken out', () => {
  const flow = aFlow([start(), step('A'), end(), step('lost')], ['start-A', 'A-end', 'lost-end']);
  expect(found(flow)).toEqual(['unreachable lost']);
  expect(found(mended(flow))).toEqual([]);
});

test('what only something Raia does not run may lead to is not offered to be taken out', () => {
  const flow = aFlow(
    [
      ...[start(), thrown('link', { kind: 'none' }, { unsupported: 'linkEventDefinition' })],
      ...[caught('landing', message, { unsupported: 'linkEventDefinition' }), step('A'), end(), step('lost')],
    ],
    ['start-link', 'landing-A', 'A-end'],
  );
  expect(found(flow)).toContain('unreachable landing');
  expect(found(flow)).toContain('unreachable A');
  const { version, mended: taken } = mendAll(flow);
  expect(taken).toMatchObject([{ elementId: 'lost', mend: { kind: 'remove' } }]);
  // Nothing follows a link in the drawing: an end would be another way.
  expect(version.transitions).toEqual(flow.transitions);
});

test('an end that something can be led to is led to, and not taken out', () => {
  const flow = aFlow([start(), step('A'), end()], ['start-A']);
  expect(found(flow)).toEqual(['dead-end A', 'unreachable end']);
  expect(found(mended(flow))).toEqual([]);
  expect(mended(flow).elements).toEqual(flow.elements);
});

test('what an escalation comes by is led to an end it comes back from, and nothing else is', () => {
  const flow = aFlow(
    [
      ...[start(), step('A', { canEscalate: true }), end('back', { kind: 'return' }), end()],
      ...[start('up', { trigger: 'escalation' }), step('B')],
    ],
    ['start-A', 'up-B'],
  );
  const added = mended(flow).transitions.slice(2);
  expect(added.map(({ id }) => id)).toEqual(['A-end', 'B-back']);
});

test('a mend that does not hold is not tried for ever, and what it was for is not told as mended', () => {
  const flow = aFlow([start(), step('A'), end(), step('lost')], ['start-A', 'A-end']);
  const stubborn = toProblem(
    'A',
    'lane-without-role',
    'warning',
    {},
    {
      ...{ kind: 'give-role', laneId: 'gone', role: 'agent' },
    },
  );
  const { version, mended: taken } = mendAll(flow, (one) => [stubborn, ...checkFlow(one)]);
  expect(taken).toMatchObject([{ elementId: 'lost' }]);
  expect(found(version)).toEqual([]);
});

test('what is taken out goes with all that is inside it, and nothing names it any more', () => {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const flow = aFlow(
    [
      ...[start(), step('A'), end(), subProcess('lost'), boundary('late', 'inner', timer('PT1H'))],
      ...[subProcess('inner', { within: 'lost' }), step('deep', { within: 'inner' })],
    ],
    ['start-A', 'A-end', 'lost-end', 'late-end'],
    {
      reopensAt: 'lost',
      messageFlows: [{ id: 'f', from: 'deep', to: 'A' }],
      diagram: {
        ...{ lanes: {}, width: 0, shapes: { A: box, deep: box } },
        edges: { 'A-end': [], 'lost-end': [] },
      },
    },
  );
  const after = mendFlow(flow, [{ kind: 'remove', elementId: elementIdSchema.parse('lost') }]);
  expect(after.elements.map(({ id }) => id)).toEqual(['start', 'A', 'end']);
  expect(after.transitions.map(({ id }) => id)).toEqual(['start-A', 'A-end']);
  expect(after).toMatchObject({ reopensAt: 'A', messageFlows: [] });
  expect(after.diagram).toMatchObject({ shapes: { A: box }, edges: { 'A-end': [] } });
  expect(Object.keys({ ...after.diagram.shapes, ...after.diagram.edges })).toEqual(['A', 'A-end']);
});

test('what ends without an end can be led to one, and what goes in a circle is told alone', () => {
  const flow = aFlow(
    [start(), gateway('G', 'exclusive', 'person'), step('A'), step('round'), step('about'), step('B'), end()],
    ['start-G', 'G-A', 'G-round', 'G-B', 'round-about', 'about-round', 'B-end'],
  );
  expect(found(flow)).toEqual(['dead-end A', 'no-way-out round', 'no-way-out about']);
  const after = mended(flow);
  expect(found(after)).toEqual(['no-way-out round', 'no-way-out about']);
  expect(after.transitions.filter(({ to }) => to === 'end').map(({ id }) => id)).toEqual(['B-end', 'A-end']);
});

describe('decisions by rule', () => {
  const decision = (...ways: readonly string[]) =>
    aFlow(
      [start(), gateway('G', 'exclusive'), step('A'), step('B'), end()],
      ['start-G', ...ways, 'A-end', 'B-end'],
    );

  test('one where nothing may fit is told with an example, and its last path can be the default', () => {
    const flow = decision('G-A if debt > 100', 'G-B if debt < 50');
    expect(checkFlow(flow)).toMatchObject([
      { rule: 'no-default', elementId: 'G', severity: 'error', mend: { transitionId: 'G-B' } },
    ]);
    expect(found(mended(flow))).toEqual([]);
  });

  test('one whose paths overlap names both and an example', () => {
    const flow = decision('G-A if debt > 100', 'G-B if debt > 50', 'G-end else');
    expect(checkFlow(flow)).toMatchObject([
      {
        rule: 'overlapping-paths',
        severity: 'warning',
        details: { first: 'G-A', second: 'G-B', example: 'debt = 101' },
      },
    ]);
  });

  test('one whose paths leave nothing out and do not overlap is right without a default', () => {
    expect(found(decision('G-A if person = "natural"', 'G-B else'))).toEqual([]);
    expect(found(decision('G-A if urgent = true', 'G-B if not(urgent = true)'))).toEqual([]);
  });

  test('a condition that cannot be read is named by its path', () => {
    expect(found(decision('G-A if debt >', 'G-B else'))).toEqual(['rule-unreadable G-A']);
    expect(found(decision('G-A if "yes"', 'G-B else'))).toEqual(['rule-unreadable G-A']);
  });
});

describe('joins', () => {
  const joined = (
    opens: 'exclusive' | 'parallel' | 'inclusive',
    closes: 'exclusive' | 'parallel' | 'inclusive',
  ) =>
    aFlow(
      [
        start(),
        gateway('split', opens, opens === 'exclusive' ? 'person' : 'rule'),
        step('A'),
        step('B'),
        gateway('join', closes),
        end(),
      ],
      [
        'start-split',
        opens === 'inclusive' ? 'split-A if a' : 'split-A',
        opens === 'inclusive' ? 'split-B else' : 'split-B',
        'A-join',
        'B-join',
        'join-end',
      ],
    );

  test.each(['exclusive', 'parallel', 'inclusive'] as const)(
    '%s ways that meet as they parted are right',
    (kind) => {
      expect(found(joined(kind, kind))).toEqual([]);
    },
  );

  test('a parallel join of ways of which one is taken can wait for ever', () => {
    expect(found(joined('exclusive', 'parallel'))).toEqual(['deadlock join']);
    expect(found(joined('inclusive', 'parallel'))).toEqual(['deadlock join']);
  });

  test('ways that are all taken and only meet let two tokens by', () => {
    expect(found(joined('parallel', 'exclusive'))).toEqual(['flood end']);
  });

  test('an inclusive join is right after any parting', () => {
    expect(found(joined('parallel', 'inclusive'))).toEqual([]);
    expect(found(joined('exclusive', 'inclusive'))).toEqual([]);
  });

  test('a loop out of one of two parallel ways is found', () => {
    const flow = aFlow(
      [
        start(),
        gateway('meet', 'exclusive'),
        gateway('split', 'parallel'),
        step('A'),
        gateway('again', 'exclusive', 'person'),
        step('B'),
        gateway('join', 'parallel'),
        end(),
      ],
      [
        'start-meet',
        'meet-split',
        'split-A',
        'split-B',
        'A-again',
        'again-meet',
        'again-join',
        'B-join',
        'join-end',
      ],
    );
    expect(found(flow)).toContain('flood join');
  });

  test('what goes on inside a sub-process, and after what happens at its edge, is looked at too', () => {
    const inner = { within: 'sub' };
    const flow = aFlow(
      [
        start(),
        subProcess('sub'),
        start('s', inner),
        gateway('G', 'exclusive', 'person', inner),
        step('A', inner),
        step('B', inner),
        gateway('J', 'parallel', 'rule', inner),
        end('e', { kind: 'none' }, inner),
        boundary('heard', 'sub', message),
        end(),
      ],
      ['start-sub', 'sub-end', 's-G', 'G-A', 'G-B', 'A-J', 'B-J', 'J-e', 'heard-end'],
    );
    expect(found(flow)).toEqual(['deadlock J']);
  });
});

test('no path leads to an event sub-process, or on from it', () => {
  const elements = [
    ...[start(), step('A'), end(), subProcess('off', { isEvent: true })],
    start('heard', { trigger: 'message', within: 'off' }),
    end('over', { kind: 'none' }, { within: 'off' }),
  ];
  const tied = (...arrows: readonly string[]) =>
    found(aFlow(elements, ['start-A', 'A-end', 'heard-over', ...arrows]));
  expect(tied()).toEqual([]);
  expect(tied('A-off')).toContain('event-sub-process-tied off');
  expect(tied('off-end')).toContain('event-sub-process-tied off');
});

test('work in a lane without a role can be given one', () => {
  const flow = aFlow([start(), step('A'), end()], ['start-A', 'A-end']);
  const free = { ...flow, lanes: flow.lanes.map((lane) => ({ ...lane, role: null })) };
  expect(found(free)).toEqual(['lane-without-role lane']);
  expect(found(mended(free))).toEqual([]);
});

test('a message without a template is an error, unless it goes to another process of the flow', () => {
  const flow = aFlow([start(), thrown('tell', message), end()], ['start-tell', 'tell-end']);
  expect(found(flow)).toEqual(['message-without-template tell']);
  const other = aFlow(
    [
      start(),
      thrown('tell', message),
      end(),
      start('told', { trigger: 'message', within: 'other' }),
      end('over', { kind: 'none' }, { within: 'other' }),
    ],
    ['start-tell', 'tell-end', 'told-over'],
    { messageFlows: [{ id: 'f', from: 'tell', to: 'told' }] },
  );
  expect(found(other)).toEqual([]);
  const sent = aFlow([start(), automatic('mail', { task: 'send' }), end()], ['start-mail', 'mail-end']);
  expect(found(sent)).toEqual(['message-without-template mail']);
});

test('a timer says by which calendar it counts, or always does', () => {
  const flow = aFlow([start(), caught('wait', timer('PT1H')), end()], ['start-wait', 'wait-end']);
  expect(found(flow)).toEqual(['timer-without-calendar wait']);
  expect(found(mended(flow))).toEqual([]);
});

test.each(['soon', 'R3/PT0S', ''])('a timer that says no time is an error: %s', (value) => {
  const event = { kind: 'timer', timer: { kind: value.startsWith('R') ? 'cycle' : 'duration', value } };
  const flow = aFlow([start(), caught('wait', event), end()], ['start-wait', 'wait-end']);
  expect(found(flow)).toEqual(['timer-unreadable wait']);
});

test('a step without words in a language can borrow those of another', () => {
  const flow = aFlow(
    [start(), step('A', { name: { ...words('Analyse'), es: ' ' } }), end()],
    ['start-A', 'A-end'],
  );
  expect(checkFlow(flow)).toMatchObject([{ rule: 'words-missing', details: { languages: 'es' } }]);
  expect(found(mended(flow))).toEqual([]);
});

const lacksSpanish = { ...words('said'), es: ' ' };
const field = { id: 'x', label: words('x'), help: null, type: 'choice', isRequired: false, onlyFor: [] };
const option = { id: 'o', label: lacksSpanish };

test.each([
  { what: 'instruction', parts: { instruction: lacksSpanish } },
  { what: 'script', parts: { script: lacksSpanish } },
  { what: 'question', parts: { form: [{ ...field, options: [], label: lacksSpanish }] } },
  { what: 'help', parts: { form: [{ ...field, options: [], help: lacksSpanish }] } },
  { what: 'answer', parts: { form: [{ ...field, options: [option] }] } },
  { what: 'item', parts: { checklist: [{ id: 'i', label: lacksSpanish, isRequired: false }] } },
])('what a step says is said in every language: $what', ({ parts }) => {
  const flow = aFlow([start(), step('A', parts), end()], ['start-A', 'A-end']);
  expect(checkFlow(flow)).toMatchObject([
    { rule: 'texts-missing', elementId: 'A', details: { languages: 'es' }, severity: 'warning' },
  ]);
});

test('what a step says in one language is not told again where its name is in no other', () => {
  const name = { ...words(''), en: 'Analyse' };
  const flow = aFlow([start(), step('A', { name, instruction: name }), end()], ['start-A', 'A-end']);
  expect(found(flow).filter((one) => one.endsWith(' A'))).toEqual(['words-missing A']);
});

test('a template says something, and in every language', () => {
  const told = (text: object) =>
    aFlow([start(), thrown('tell', { ...message, messageId: 'm' }), end()], ['start-tell', 'tell-end'], {
      messages: [{ id: 'm', name: words('m'), to: 'customer', text }],
    });
  expect(found(told(words('Done')))).toEqual([]);
  expect(found(told(words(' ')))).toEqual(['message-without-template tell']);
  expect(found(told(lacksSpanish))).toEqual(['texts-missing tell']);
});

test.each(['X', 'end', 'gone'])(
  'a case cannot reopen inside a sub-process, at an end or nowhere: %s',
  (at) => {
    const inner = { within: 'sub' };
    const flow = aFlow(
      [
        start(),
        subProcess('sub'),
        start('s', inner),
        step('X', inner),
        end('e', { kind: 'none' }, inner),
        end(),
      ],
      ['start-sub', 's-X', 'X-e', 'sub-end'],
    );
    expect(found({ ...flow, reopensAt: elementIdSchema.parse('sub') })).toEqual([]);
    const [problem] = checkFlow({ ...flow, reopensAt: elementIdSchema.parse(at) });
    expect(problem).toMatchObject({ rule: 'reopens-nowhere', severity: 'error', details: { place: at } });
  },
);

test('a step that can be escalated in a flow without a part for that is an error', () => {
  const flow = aFlow([start(), step('A', { canEscalate: true }), end()], ['start-A', 'A-end']);
  expect(found(flow)).toEqual(['escalates-nowhere A']);
});

test('what Raia does not run is named with what it is', () => {
  const flow = aFlow(
    [start(), step('A', { unsupported: 'scriptTask' }), call('C', null), end()],
    ['start-A', 'A-C', 'C-end'],
  );
  expect(checkFlow(flow)).toMatchObject([
    { rule: 'unsupported', elementId: 'A', details: { what: 'scriptTask' } },
    { rule: 'nothing-to-run', elementId: 'C' },
  ]);
});

test('a task that reads a table which is not here, or none, is named', () => {
  const flow = aFlow(
    [
      start(),
      automatic('misspelt', { task: 'rule', decisionId: 'whoo' }),
      automatic('none', { task: 'rule' }),
      automatic('right', { task: 'rule', decisionId: 'who' }),
      end(),
    ],
    ['start-misspelt', 'misspelt-none', 'none-right', 'right-end'],
    {
      decisions: [
        {
          id: 'who',
          name: words('Who'),
          hitPolicy: 'first',
          inputs: [],
          outputs: [{ id: 'who', label: words('Who') }],
          rules: [{ when: [], gives: ['"A"'] }],
        },
      ],
    },
  );
  expect(found(flow)).toEqual(['nothing-to-run misspelt', 'nothing-to-run none']);
});

test('a sub-process without anything inside is told, for a case only passes it', () => {
  const flow = aFlow([start(), subProcess('empty'), end()], ['start-empty', 'empty-end']);
  expect(found(flow)).toContain('nothing-inside empty');
});

test('another process that nothing calls and no message begins is told', () => {
  const beside = { within: 'other' };
  const flow = (parts: object, ...more: readonly FlowElement[]) =>
    aFlow(
      [
        ...[start(), thrown('tell', message), step('A'), end(), ...more],
        ...[start('begun', beside), step('B', beside), end('over', { kind: 'none' }, beside)],
      ],
      ['start-tell', 'tell-A', 'A-end', 'begun-B', 'B-over'],
      parts,
    );
  expect(found(flow({}))).toContain('process-not-begun other');
  const told = { messageFlows: [{ id: 'm', from: 'tell', to: 'begun' }] };
  expect(found(flow(told))).not.toContain('process-not-begun other');
  expect(found(flow({}, call('C', 'other')))).not.toContain('process-not-begun other');
});

test('what an event gateway leads to and is no event is never come to', () => {
  const flow = aFlow(
    [start(), gateway('first', 'event'), caught('told', message), automatic('never'), end()],
    ['start-first', 'first-told', 'first-never', 'told-end', 'never-end'],
  );
  expect(found(flow)).toContain('unreachable never');
  expect(found(flow)).not.toContain('unreachable told');
});
