/** What happens to a token from outside: time, messages, errors, escalations. BPMN 2.0.2, 10.5. */
import { describe, expect, test } from 'vitest';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { outcomeName, outcomesAt } from '#shared/domain/flow/outcomes.ts';
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
import { play } from '#test/support/play.ts';

const minute = 60_000;
const hour = 60 * minute;
const message = { kind: 'message', messageId: null };

describe('timers', () => {
  const flow = aFlow(
    [
      start(),
      step('A'),
      boundary('late', 'A', timer('PT20M')),
      boundary('remind', 'A', { kind: 'timer', timer: { kind: 'cycle', value: 'R3/PT5M' } }, false),
      automatic('mail'),
      end('mailed'),
      step('B'),
      end(),
    ],
    ['start-A', 'A-end', 'late-B', 'remind-mail', 'mail-mailed', 'B-end'],
  );

  test('are written down when the token comes, and are over when it leaves', () => {
    const played = play(flow);
    expect(played.position().timers).toEqual([
      { tokenId: 'first', elementId: 'late', dueAt: 20 * minute },
      { tokenId: 'first', elementId: 'remind', dueAt: 5 * minute, repeats: 2 },
    ]);
    played.complete('A');
    expect(played.position().timers).toBeUndefined();
  });

  test('one that interrupts takes the token with it; one that does not sends another beside it', () => {
    const played = play(flow);
    played.wait(6 * minute);
    expect(played.at()).toEqual(['A']);
    expect(played.position().attempts).toMatchObject({ remind: 1, mail: 1, mailed: 1 });
    played.wait(15 * minute);
    expect(played.at()).toEqual(['B']);
    expect(played.position().attempts).toMatchObject({ remind: 3, late: 1, B: 1 });
  });

  test('before it is due nothing happens, and what is over happens no more', () => {
    const played = play(flow);
    const due = {
      kind: 'time',
      tokenId: 'first' as never,
      elementId: 'late' as never,
      dueAt: 1_200_000 as never,
    } as const;
    expect(played.ask(due)).toMatchObject({ kind: 'refused', reason: 'not-due' });
    expect(played.ask({ ...due, dueAt: 1 as never })).toMatchObject({ reason: 'timer-over' });
    played.complete('A');
    expect(played.ask(due)).toMatchObject({ reason: 'timer-over' });
  });

  test('a catching timer holds the token for so long', () => {
    const waiting = aFlow([start(), caught('wait', timer('P1D')), step('A')], ['start-wait', 'wait-A']);
    const played = play(waiting);
    played.wait(23 * hour);
    expect(played.at()).toEqual(['wait']);
    played.wait(hour);
    expect(played.at()).toEqual(['A']);
  });

  test('one that cannot be read stops the token where it is', () => {
    const broken = aFlow([start(), caught('wait', timer('tomorrow')), step('A')], ['start-wait', 'wait-A']);
    expect(play(broken).faults()).toEqual(['timer-unreadable']);
  });
});

describe('event-based gateway', () => {
  const flow = aFlow(
    [
      start(),
      gateway('G', 'event'),
      caught('answered', message),
      caught('silent', timer('P3D')),
      step('A'),
      step('B'),
    ],
    ['start-G', 'G-answered', 'G-silent', 'answered-A', 'silent-B'],
  );

  test('the first of its events decides: whoever hears the message records it', () => {
    const played = play(flow);
    expect(played.at()).toEqual(['G']);
    played.complete('G', 'G-answered');
    expect(played.at()).toEqual(['A']);
    expect(played.position().timers).toBeUndefined();
  });

  test('the time decides where nothing comes, and nobody can record it before', () => {
    const played = play(flow);
    expect(() => played.complete('G', 'G-silent')).toThrow('outcome-unknown');
    played.wait(72 * hour);
    expect(played.at()).toEqual(['B']);
  });
});

describe('messages', () => {
  test('one that may come while somebody works is a way out of the step', () => {
    const flow = aFlow(
      [start(), step('A'), boundary('withdrawn', 'A', message), step('B'), end()],
      ['start-A', 'A-end', 'withdrawn-B'],
    );
    const played = play(flow);
    played.complete('A', 'withdrawn-B');
    expect(played.at()).toEqual(['B']);
  });

  const twoProcesses = aFlow(
    [
      start(),
      step('A'),
      thrown('ask', message),
      caught('hear', message),
      step('B'),
      start('asked', { trigger: 'message', within: 'other' }),
      step('X', { within: 'other' }),
      thrown('answer', message, { within: 'other' }),
      step('Y', { within: 'other' }),
    ],
    ['start-A', 'A-ask', 'ask-hear', 'hear-B', 'asked-X', 'X-answer', 'answer-Y'],
    {
      messageFlows: [
        { id: 'f1', from: 'ask', to: 'asked' },
        { id: 'f2', from: 'answer', to: 'hear' },
        { id: 'f3', from: 'answer', to: 'somebodyOutside' },
      ],
    },
  );

  test('one to another process begins it, and one back is heard by who waits', () => {
    const played = play(twoProcesses);
    played.complete('A');
    expect(played.at()).toEqual(['X', 'hear']);
    played.complete('X');
    expect(played.at()).toEqual(['B', 'Y']);
  });

  test('one that comes before anybody waits is kept until somebody does', () => {
    const early = aFlow(
      [
        start(),
        thrown('ask', message),
        step('A'),
        caught('hear', message),
        step('B'),
        start('asked', { trigger: 'message', within: 'other' }),
        thrown('answer', message, { within: 'other' }),
        end('over', { kind: 'none' }, { within: 'other' }),
      ],
      ['start-ask', 'ask-A', 'A-hear', 'hear-B', 'asked-answer', 'answer-over'],
      {
        messageFlows: [
          { id: 'f1', from: 'ask', to: 'asked' },
          { id: 'f2', from: 'answer', to: 'hear' },
        ],
      },
    );
    const played = play(early);
    expect(played.at()).toEqual(['A']);
    expect(played.position().inbox).toEqual(['hear']);
    played.complete('A');
    expect(played.at()).toEqual(['B']);
    expect(played.position().inbox).toBeUndefined();
  });

  test('one to the work of people, or to what such work is in, does none of it, now or later', () => {
    const flow = aFlow(
      [
        start(),
        gateway('split', 'parallel'),
        step('A'),
        subProcess('sub'),
        step('B', { within: 'sub' }),
        step('C'),
        thrown('tell', message),
        end('told'),
        step('D'),
      ],
      ['start-split', 'split-A', 'split-sub', 'split-C', 'C-tell', 'tell-told', 'A-D', 'sub-D'],
      {
        messageFlows: ['A', 'sub', 'D'].map((to) => ({ id: `tell-${to}`, from: 'tell', to })),
      },
    );
    const played = play(flow);
    played.complete('C');
    expect(played.at()).toEqual(['A', 'B', 'sub']);
    expect(played.position().inbox).toBeUndefined();
    played.complete('A');
    expect(played.at()).toEqual(['B', 'D', 'sub']);
  });

  test('one to a task that waits for it is heard there', () => {
    const flow = aFlow(
      [
        start(),
        gateway('split', 'parallel'),
        step('hear', { task: 'receive' }),
        step('A'),
        thrown('tell', message),
        end('told'),
        step('B'),
      ],
      ['start-split', 'split-hear', 'split-A', 'A-tell', 'tell-told', 'hear-B'],
      { messageFlows: [{ id: 'f', from: 'tell', to: 'hear' }] },
    );
    const played = play(flow);
    played.complete('A');
    expect(played.at()).toEqual(['B']);
  });

  test('one that comes to an edge where nobody is, or where time is waited for, is not kept', () => {
    const flow = aFlow(
      [
        start(),
        thrown('early', message),
        gateway('split', 'parallel'),
        step('A'),
        boundary('withdrawn', 'A', message),
        boundary('late', 'A', timer('PT1H')),
        step('B'),
        step('C'),
        thrown('tell', message),
        end('told'),
      ],
      [
        ...['start-early', 'early-split', 'split-A', 'split-C', 'C-tell', 'tell-told'],
        ...['withdrawn-B', 'late-B'],
      ],
      {
        messageFlows: [
          { id: 'f1', from: 'early', to: 'withdrawn' },
          { id: 'f2', from: 'tell', to: 'late' },
        ],
      },
    );
    const played = play(flow);
    expect(played.at()).toEqual(['A', 'C']);
    expect(played.position().inbox).toBeUndefined();
    played.complete('C');
    expect(played.at()).toEqual(['A']);
  });
});

describe('sub-processes', () => {
  const inner = { within: 'sub' };
  const flow = (
    event: object,
    boundaries: readonly ReturnType<typeof boundary>[] = [],
    ways: string[] = [],
  ) =>
    aFlow(
      [
        start(),
        subProcess('sub'),
        start('s', inner),
        gateway('split', 'parallel', 'rule', inner),
        step('A', inner),
        step('B', inner),
        end('a', event, inner),
        end('b', { kind: 'none' }, inner),
        ...boundaries,
        step('C'),
        step('mend'),
        end(),
      ],
      ['start-sub', 's-split', 'split-A', 'split-B', 'A-a', 'B-b', 'sub-C', 'C-end', ...ways],
    );

  test('the token waits outside until everything inside has ended', () => {
    const played = play(flow({ kind: 'none' }));
    expect(played.at()).toEqual(['A', 'B', 'sub']);
    played.complete('A');
    expect(played.at()).toEqual(['B', 'sub']);
    played.complete('B');
    expect(played.at()).toEqual(['C']);
  });

  test('terminate ends the sub-process, and the flow goes on', () => {
    const played = play(flow({ kind: 'terminate' }));
    played.complete('A');
    expect(played.at()).toEqual(['C']);
  });

  test('an error is taken by the nearest boundary that names it, and stops everything inside', () => {
    const taken = flow(
      { kind: 'error', code: 'broken' },
      [
        boundary('any', 'sub', { kind: 'error', code: null }),
        boundary('exact', 'sub', { kind: 'error', code: 'broken' }),
      ],
      ['exact-mend', 'any-C'],
    );
    const played = play(taken);
    played.complete('A');
    expect(played.at()).toEqual(['mend']);
  });

  test('an error stops everything inside even where its boundary says that it does not', () => {
    const any = boundary('any', 'sub', { kind: 'error', code: null }, false);
    const played = play(flow({ kind: 'error', code: 'broken' }, [any], ['any-mend']));
    played.complete('A');
    expect(played.at()).toEqual(['mend']);
    expect(played.faults()).toEqual([]);
  });

  test('an error that nothing takes stops the token in sight', () => {
    const played = play(flow({ kind: 'error', code: 'broken' }));
    played.complete('A');
    expect(played.at()).toEqual(['B', 'a', 'sub']);
    expect(played.faults()).toEqual(['error-not-caught']);
  });

  test('an escalation may let the work go on beside what it begins', () => {
    const up = flow(
      { kind: 'escalation', code: null },
      [boundary('up', 'sub', { kind: 'escalation', code: null }, false)],
      ['up-mend'],
    );
    const played = play(up);
    played.complete('A');
    expect(played.at()).toEqual(['B', 'mend', 'sub']);
    played.complete('B');
    expect(played.at()).toEqual(['C', 'mend']);
  });

  test('a timer at its edge takes the token out, whatever goes on inside', () => {
    const timed = flow({ kind: 'none' }, [boundary('late', 'sub', timer('PT1H'))], ['late-mend']);
    const played = play(timed);
    played.complete('A');
    played.wait(hour);
    expect(played.at()).toEqual(['mend']);
  });

  test('an empty one is passed', () => {
    const empty = aFlow([start(), subProcess('sub'), step('A')], ['start-sub', 'sub-A']);
    expect(play(empty).at()).toEqual(['A']);
  });
});

describe('event sub-processes', () => {
  const inner = { within: 'guard' };
  const guarded = (isInterrupting: boolean) =>
    aFlow(
      [
        start(),
        step('A'),
        end(),
        subProcess('guard', { isEvent: true }),
        start('tooLong', {
          ...inner,
          trigger: 'timer',
          timer: { kind: 'duration', value: 'PT2H' },
          isInterrupting,
        }),
        step('look', inner),
        end('looked', { kind: 'none' }, inner),
      ],
      ['start-A', 'A-end', 'tooLong-look', 'look-looked'],
    );

  test('one that interrupts takes the place of what went on, and the case ends with it', () => {
    const played = play(guarded(true));
    played.wait(2 * hour);
    expect(played.at()).toEqual(['guard', 'look']);
    played.complete('look');
    expect(played.position().endedAt).not.toBeNull();
  });

  test('one that does not goes on beside it', () => {
    const played = play(guarded(false));
    played.wait(2 * hour);
    expect(played.at()).toEqual(['A', 'guard', 'look']);
    played.complete('look');
    expect(played.at()).toEqual(['A']);
    played.complete('A');
    expect(played.position().endedAt).not.toBeNull();
  });

  describe('one that begins by a message', () => {
    const cancelled = { ...inner, trigger: 'message', messageId: null };
    const heard = (isInterrupting: boolean) =>
      aFlow(
        [
          start(),
          subProcess('work'),
          start('in', { within: 'work' }),
          step('A', { within: 'work' }),
          end('out', { kind: 'none' }, { within: 'work' }),
          end(),
          subProcess('guard', { isEvent: true }),
          start('cancelled', { ...cancelled, isInterrupting }),
          step('look', inner),
          subProcess('clock', { isEvent: true }),
          start('tooLong', {
            ...{ within: 'clock', trigger: 'timer', isInterrupting: true },
            timer: { kind: 'duration', value: 'PT2H' },
          }),
          step('hurry', { within: 'clock' }),
        ],
        ['start-work', 'in-A', 'A-out', 'work-end', 'cancelled-look', 'tooLong-hurry'],
      );

    test('is a way out of every step around which it can begin, called as what is heard', () => {
      const flow = heard(true);
      const ways = outcomesAt(flow, elementIdSchema.parse('A'));
      expect(ways.map(({ id }) => id)).toEqual(['A-out', 'cancelled-look']);
      const unnamed = ways.map((way) => outcomeName(flow, { ...way, name: null }));
      expect(unnamed).toEqual([null, words('cancelled')]);
    });

    test('takes the place of what went on, and what else could have begun there is over', () => {
      const played = play(heard(true));
      expect(played.position().timers).toHaveLength(1);
      played.complete('A', 'cancelled-look');
      expect(played.at()).toEqual(['guard', 'look']);
      expect(played.position().timers).toBeUndefined();
      expect(outcomesAt(heard(true), elementIdSchema.parse('look'))).toEqual([]);
    });

    test('goes on beside it where it does not interrupt', () => {
      const played = play(heard(false));
      played.complete('A', 'cancelled-look');
      expect(played.at()).toEqual(['A', 'guard', 'look', 'work']);
      expect(played.position().timers).toHaveLength(1);
    });

    test('begins by a message of another process, while the case is in what it belongs to', () => {
      const flow = aFlow(
        [
          start(),
          thrown('tell', message),
          step('A'),
          subProcess('guard', { isEvent: true }),
          start('cancelled', { ...cancelled, isInterrupting: false }),
          step('look', inner),
        ],
        ['start-tell', 'tell-A', 'cancelled-look'],
        { messageFlows: [{ id: 'm', from: 'tell', to: 'cancelled' }] },
      );
      expect(play(flow).at()).toEqual(['A', 'guard', 'look']);
    });
  });

  test('an escalation inside is taken by it once, not by itself again', () => {
    const nested = aFlow(
      [
        start(),
        thrown('up', { kind: 'escalation', code: null }),
        step('A'),
        subProcess('guard', { isEvent: true }),
        start('heard', { ...inner, trigger: 'escalation', isInterrupting: false }),
        thrown('again', { kind: 'escalation', code: null }, inner),
        step('look', inner),
      ],
      ['start-up', 'up-A', 'heard-again', 'again-look'],
    );
    expect(play(nested).at()).toEqual(['A', 'guard', 'look']);
  });
});

test('an error that an event sub-process takes stops what went on, whatever its start says', () => {
  const guarded = aFlow(
    [
      start(),
      gateway('split', 'parallel'),
      step('A'),
      step('B'),
      end('broken', { kind: 'error', code: null }),
      subProcess('guard', { isEvent: true }),
      start('caught', { within: 'guard', trigger: 'error', isInterrupting: false }),
      step('look', { within: 'guard' }),
    ],
    ['start-split', 'split-A', 'split-B', 'A-broken', 'caught-look'],
  );
  const played = play(guarded);
  played.complete('A');
  expect(played.at()).toEqual(['guard', 'look']);
});

describe('call activities', () => {
  const flow = aFlow(
    [
      start(),
      gateway('split', 'parallel'),
      call('one', 'check'),
      call('two', 'check'),
      gateway('join', 'parallel'),
      step('D'),
      start('begin', { within: 'check' }),
      step('X', { within: 'check' }),
      end('done', { kind: 'none' }, { within: 'check' }),
    ],
    ['start-split', 'split-one', 'split-two', 'one-join', 'two-join', 'join-D', 'begin-X', 'X-done'],
  );

  test('each runs its own round of what it calls', () => {
    const played = play(flow);
    expect(played.at()).toEqual(['X', 'X', 'one', 'two']);
    played.complete('X');
    expect(played.at()).toEqual(['X', 'join', 'two']);
    played.complete('X');
    expect(played.at()).toEqual(['D']);
    expect(played.position().attempts.X).toBe(2);
  });

  test('one that calls what is not here stops in sight', () => {
    const broken = aFlow([start(), call('C', null), end()], ['start-C', 'C-end']);
    expect(play(broken).faults()).toEqual(['nothing-to-run']);
  });
});

test.each([
  ['a send task', automatic('tells', { task: 'send' })],
  ['an end', end('tells', message)],
])('%s whose message stops everything around it is stopped too', (_, tells) => {
  const inside = { within: 'E' };
  const flow = aFlow(
    [
      ...[start(), step('A'), tells, step('B'), subProcess('E', { isEvent: true })],
      ...[start('told', { ...inside, trigger: 'message' }), step('C', inside)],
    ],
    ['start-A', 'A-tells', ...(tells.kind === 'end' ? [] : ['tells-B']), 'told-C'],
    { messageFlows: [{ id: 'm', from: 'tells', to: 'told' }] },
  );
  const played = play(flow);
  played.complete('A', 'A-tells');
  expect(played.at()).toEqual(['C', 'E']);
  expect(played.moves().filter(({ tokenId, to }) => tokenId === 'first' && to === null)).toHaveLength(1);
});
