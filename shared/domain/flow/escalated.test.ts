/** Steps inside of something that are escalated by hand: what goes on around them knows where they belong. */
import { expect, test } from 'vitest';
import { aFlow, boundary, caught, end, gateway, start, step, subProcess } from '#test/support/a-flow.ts';
import { play } from '#test/support/play.ts';

const message = { kind: 'message', messageId: null };
const inP = { within: 'P' };

/** Work beside a sub-process whose step `in` can be escalated to `above`; `parts` are inside it or beside it. */
function escalating(parts: Parameters<typeof aFlow>[0], arrows: readonly string[]): ReturnType<typeof play> {
  const flow = aFlow(
    [
      ...[start(), gateway('split', 'parallel'), subProcess('P'), step('beside'), step('after'), end()],
      ...[start('begin', inP), step('in', { ...inP, canEscalate: true }), end('done', { kind: 'none' }, inP)],
      ...[start('up', { trigger: 'escalation' }), step('above'), end('down', { kind: 'return' }), ...parts],
    ],
    [
      ...['start-split', 'split-P', 'split-beside', 'P-after', 'after-end', 'beside-end'],
      ...['begin-in', 'in-done', 'up-above', ...arrows],
    ],
  );
  const played = play(flow);
  played.act({ kind: 'escalate', ...played.place('in') });
  return played;
}

test('what stops the whole flow stops it from where a step was escalated to as well', () => {
  const listens = [
    ...[
      subProcess('calls-off', { isEvent: true }),
      start('told', { within: 'calls-off', trigger: 'message' }),
    ],
    ...[step('say', { within: 'calls-off' }), end('said', { kind: 'none' }, { within: 'calls-off' })],
  ];
  const played = escalating(listens, ['above-down', 'told-say', 'say-said']);
  expect(played.at()).toEqual(['P', 'above', 'beside']);
  played.complete('above', 'told-say');
  expect(played.at()).toEqual(['calls-off', 'say']);
});

test('an error raised where steps are escalated to is taken by the flow as a whole', () => {
  const listens = [
    ...[end('fails', { kind: 'error', code: null }), subProcess('mends', { isEvent: true })],
    ...[start('failed', { within: 'mends', trigger: 'error' }), step('mend', { within: 'mends' })],
    end('mended', { kind: 'none' }, { within: 'mends' }),
  ];
  const played = escalating(listens, ['above-fails', 'failed-mend', 'mend-mended']);
  played.complete('above');
  expect(played.at()).toEqual(['mend', 'mends']);
});

test('an end that ends everything does so above a sub-process too', () => {
  const played = escalating([end('all', { kind: 'terminate' })], ['above-all']);
  played.complete('above');
  expect(played.at()).toEqual([]);
  expect(played.position().endedAt).not.toBeNull();
});

test('what stops a sub-process calls back the step that was escalated out of it', () => {
  const listens = [
    ...[gateway('more', 'parallel', 'rule', inP), step('other', inP)],
    ...[
      subProcess('stops', { ...inP, isEvent: true }),
      start('told', { within: 'stops', trigger: 'message' }),
    ],
    ...[step('say', { within: 'stops' }), end('said', { kind: 'none' }, { within: 'stops' })],
  ];
  const flow = aFlow(
    [
      ...[start(), subProcess('P'), end(), start('begin', inP), step('in', { ...inP, canEscalate: true })],
      ...[start('up', { trigger: 'escalation' }), step('above'), end('down', { kind: 'return' }), ...listens],
    ],
    [
      'start-P',
      'P-end',
      'begin-more',
      'more-in',
      'more-other',
      'up-above',
      'above-down',
      'told-say',
      'say-said',
    ],
  );
  const played = play(flow);
  played.act({ kind: 'escalate', ...played.place('in') });
  expect(played.at()).toEqual(['P', 'above', 'other']);
  played.complete('other', 'told-say');
  expect(played.at()).toEqual(['P', 'say', 'stops']);
});

test('a case given back while a part of the flow goes on above leaves nothing there', () => {
  const part = { within: 'Q' };
  const inside = [
    subProcess('Q'),
    start('first', part),
    step('deep', part),
    end('last', { kind: 'none' }, part),
  ];
  const waits = [caught('hear', message, part), boundary('called', 'deep', message, false, part)];
  const played = escalating(
    [...inside, ...waits],
    ['above-Q', 'Q-down', 'first-deep', 'deep-last', 'called-hear', 'hear-last'],
  );
  played.complete('above');
  played.complete('deep', 'called-hear');
  expect(played.at()).toEqual(['P', 'Q', 'beside', 'deep', 'hear']);
  played.act({ kind: 'return', ...played.place('Q') });
  expect(played.at()).toEqual(['P', 'beside', 'in']);
});
