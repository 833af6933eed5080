/** How ways part and meet: BPMN 2.0.2, 10.6 and 13.4. */
import { describe, expect, test } from 'vitest';
import { aFlow, automatic, end, gateway, start, step } from '#test/support/a-flow.ts';
import { play } from '#test/support/play.ts';

describe('exclusive', () => {
  const parting = (arrows: readonly string[]) =>
    aFlow([start(), gateway('G', 'exclusive'), step('A'), step('B'), step('C')], ['start-G', ...arrows]);

  test('a rule takes the first way whose condition holds, and says what it went by', () => {
    const flow = parting(['G-A if debt > 100', 'G-B if debt > 10', 'G-C else']);
    const played = play(flow, { debt: 50, name: 'Ana' });
    expect(played.at()).toEqual(['B']);
    expect(played.moves().at(-1)).toMatchObject({ via: 'G-B', facts: { debt: 50 } });
  });

  test('where no condition holds it takes the default', () => {
    const flow = parting(['G-A if debt > 100', 'G-C else']);
    expect(play(flow, { debt: 1 }).at()).toEqual(['C']);
    expect(play(flow).at()).toEqual(['C']);
  });

  test('without a default the token stops in sight, and can be put on by hand', () => {
    const played = play(parting(['G-A if debt > 100', 'G-B if debt > 50']), { debt: 1 });
    expect(played.at()).toEqual(['G']);
    expect(played.faults()).toEqual(['no-path']);
    expect(() => played.complete('G', 'G-B')).toThrow('outcome-unknown');
    played.act({ kind: 'repair', act: 'skip', ...played.place('G'), outcome: 'G-B' as never });
    expect(played.at()).toEqual(['B']);
    expect(played.faults()).toEqual([]);
  });

  test.each(['debt >', '"yes"', 'sum('])('a condition that is no question stops it: %s', (condition) => {
    expect(play(parting([`G-A if ${condition}`, 'G-B else']), { debt: 1 }).faults()).toEqual(['rule-failed']);
  });

  test('one that leads nowhere ends the token, as BPMN has it', () => {
    expect(play(parting([])).position()).toMatchObject({ tokens: [], endedAt: 0 });
  });

  test('where ways only meet, each token goes on by itself', () => {
    const flow = aFlow(
      [start(), gateway('split', 'parallel'), automatic('x'), gateway('meet', 'exclusive'), step('A')],
      ['start-split', 'split-meet', 'split-x', 'x-meet', 'meet-A'],
    );
    expect(play(flow).at()).toEqual(['A', 'A']);
  });
});

describe('parallel', () => {
  const flow = aFlow(
    [
      start(),
      gateway('split', 'parallel'),
      step('A'),
      step('B'),
      step('C'),
      gateway('join', 'parallel'),
      step('D'),
      end(),
    ],
    ['start-split', 'split-A', 'split-B', 'split-C', 'A-join', 'B-join', 'C-join', 'join-D', 'D-end'],
  );

  test('every way is taken, and the join goes on with one token once all have come, in any order', () => {
    for (const order of ['ABC', 'CAB', 'BCA']) {
      const played = play(flow);
      expect(played.at()).toEqual(['A', 'B', 'C']);
      const [first = '', second = '', third = ''] = order;
      played.complete(first);
      played.complete(second);
      expect(played.at()).toEqual([third, 'join', 'join']);
      played.complete(third);
      expect(played.at()).toEqual(['D']);
      expect(played.position().attempts.D).toBe(1);
      played.complete('D');
      expect(played.position()).toMatchObject({ tokens: [], endedAt: 0 });
    }
  });

  test('two tokens by the same way do not stand for the one that is missing', () => {
    const twice = aFlow(
      [start(), gateway('split', 'parallel'), step('A'), step('B'), gateway('join', 'parallel'), step('D')],
      ['start-split', 'split-A', 'split-B', 'A-join', 'B-join', 'join-D'],
    );
    const played = play(twice);
    played.act({ kind: 'repair', act: 'add', tokenId: 'added' as never, to: 'A' as never });
    played.complete('A');
    played.complete('A');
    expect(played.at()).toEqual(['B', 'join', 'join']);
    played.complete('B');
    expect(played.at()).toEqual(['D', 'join']);
  });

  test('a step with several ways out and no decision takes them all', () => {
    const played = play(aFlow([start(), step('A'), step('B'), step('C')], ['start-A', 'A-B', 'A-C']));
    played.complete('A');
    expect(played.at()).toEqual(['B', 'C']);
  });

  test('a token that waits at the join is taken through it by nobody', () => {
    const played = play(flow);
    played.complete('A');
    const work = { form: {}, checked: [] };
    for (const outcome of ['join-D' as never, null])
      expect(played.ask({ kind: 'complete', ...played.place('join'), outcome, work })).toMatchObject({
        kind: 'refused',
        reason: 'outcome-unknown',
      });
    played.complete('B');
    played.complete('C');
    expect(played.at()).toEqual(['D']);
  });

  test('a case is over when its last token is', () => {
    const played = play(flow);
    for (const id of ['A', 'B', 'C']) {
      expect(played.position().endedAt).toBeNull();
      played.complete(id);
    }
    expect(played.position().endedAt).toBeNull();
    played.complete('D');
    expect(played.position().endedAt).not.toBeNull();
  });
});

describe('inclusive', () => {
  const flow = aFlow(
    [
      start(),
      gateway('split', 'inclusive'),
      step('A'),
      step('B'),
      step('C'),
      gateway('join', 'inclusive'),
      step('D'),
    ],
    ['start-split', 'split-A if a', 'split-B if b', 'split-C else', 'A-join', 'B-join', 'C-join', 'join-D'],
  );

  test('the ways whose conditions hold are taken, and the join waits for those alone', () => {
    const played = play(flow, { a: true, b: true });
    expect(played.at()).toEqual(['A', 'B']);
    played.complete('B');
    expect(played.at()).toEqual(['A', 'join']);
    played.complete('A');
    expect(played.at()).toEqual(['D']);
  });

  test('one that came alone does not wait', () => {
    const played = play(flow, { a: true, b: false });
    played.complete('A');
    expect(played.at()).toEqual(['D']);
    expect(play(flow).at()).toEqual(['C']);
  });

  test('people choose several ways where they decide', () => {
    const asked = aFlow(
      [
        start(),
        step('S'),
        gateway('G', 'inclusive', 'person'),
        step('A'),
        step('B'),
        gateway('join', 'inclusive'),
        step('D'),
      ],
      ['start-S', 'S-G', 'G-A', 'G-B', 'A-join', 'B-join', 'join-D'],
    );
    const played = play(asked);
    played.complete('S', 'G-A', 'G-B');
    expect(played.at()).toEqual(['A', 'B']);
    played.complete('A');
    played.complete('B');
    expect(played.at()).toEqual(['D']);
  });

  test('it waits for one that can still come round by a loop, and not for one that cannot come', () => {
    const looping = aFlow(
      [
        start(),
        gateway('split', 'parallel'),
        step('A'),
        step('B'),
        step('again'),
        gateway('G', 'exclusive', 'person'),
        gateway('join', 'inclusive'),
        step('D'),
        end(),
      ],
      [
        'start-split',
        'split-A',
        'split-B',
        'A-join',
        'B-G',
        'G-again',
        'again-B',
        'G-join',
        'G-end',
        'join-D',
      ],
    );
    const played = play(looping);
    played.complete('A');
    played.complete('B', 'G-again');
    expect(played.at()).toEqual(['again', 'join']);
    played.complete('again');
    played.complete('B', 'G-end');
    expect(played.at()).toEqual(['D']);
  });

  test('a decision after an inclusive join waits for whoever takes it', () => {
    const mixed = aFlow(
      [
        start(),
        gateway('split', 'parallel'),
        step('A'),
        step('B'),
        gateway('G', 'inclusive', 'person'),
        step('C'),
        step('D'),
      ],
      ['start-split', 'split-A', 'split-B', 'A-G', 'B-G', 'G-C', 'G-D'],
    );
    const played = play(mixed);
    played.complete('A', 'A-G');
    expect(() => played.complete('G', 'G-D')).toThrow('outcome-unknown');
    played.complete('B', 'B-G');
    expect(played.at()).toEqual(['G']);
    played.complete('G', 'G-D');
    expect(played.at()).toEqual(['D']);
  });
});

test('what needs nobody is passed in the same breath', () => {
  const flow = aFlow(
    [start(), automatic('book'), automatic('invoice'), end()],
    ['start-book', 'book-invoice', 'invoice-end'],
  );
  const played = play(flow);
  expect(played.entered()).toEqual(['start', 'book', 'invoice', 'end']);
  expect(played.position().endedAt).toBe(0);
});
