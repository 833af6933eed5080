import { expect, test } from 'vitest';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema } from '#shared/domain/flow/ids.ts';
import { aFlow, end, start, words } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { lanesOf } from './lanes.ts';

function flowOf(
  name: string,
  lanes: readonly [name: string, role: string | null][],
  number = 1,
): FlowVersion {
  const parts = lanes.map(([lane, role]) => ({
    ...{ id: lane, name: words(lane), letter: lane.charAt(0), tone: 'fifth', role },
    isOnlyUnderEscalation: false,
  }));
  const at = { laneId: parts[0]?.id };
  return aFlow([start('start', at), end('end', { kind: 'none' }, at)], ['start-end'], {
    ...{ flowId: flowIdSchema.parse(idOf(name)), name: words(name), number, lanes: parts },
  });
}
const shown = (...versions: readonly FlowVersion[]) =>
  lanesOf(versions).map(({ lane, flows }) => [lane.name.en, lane.role, flows.map(({ en }) => en)]);

test('a lane of the same name and role is one, in whatever flow', () => {
  const one = flowOf('Support', [['Agent', 'agent']]);
  const other = flowOf('Orders', [['Agent', 'agent']]);
  expect(shown(one, other)).toEqual([['Agent', 'agent', []]]);
});

test('lanes of one colour stay apart, and say which flow has them where not every one does', () => {
  const one = flowOf('Support', [
    ['Agent', 'agent'],
    ['Finance', 'internal-agent'],
  ]);
  const other = flowOf('Orders', [
    ['Agent', 'agent'],
    ['Finance', 'process-owner'],
    ['Shop', null],
  ]);
  expect(shown(one, other)).toEqual([
    ['Agent', 'agent', []],
    ['Finance', 'internal-agent', ['Support']],
    ['Finance', 'process-owner', ['Orders']],
    ['Shop', null, ['Orders']],
  ]);
});

test('another version is no other flow', () => {
  expect(shown(flowOf('Support', [['Agent', 'agent']]), flowOf('Support', [['Agent', 'agent']], 2))).toEqual([
    ['Agent', 'agent', []],
  ]);
});
