import { expect, test } from 'vitest';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, start, words } from '#test/support/a-flow.ts';
import { monday } from '#test/support/builders.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf } from '#test/support/world.ts';
import { areToldByLetter, lanesOf, versionsInUse } from './lanes.ts';

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
    ...{
      id: idOf(`${name} ${number}`),
      flowId: flowIdSchema.parse(idOf(name)),
      name: words(name),
      number,
      lanes: parts,
    },
  });
}
const shown = (...versions: readonly FlowVersion[]) =>
  lanesOf(versions, 'en').map(({ lane, flows }) => [lane.name.en, lane.role, flows.map(({ en }) => en)]);

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

test('a name mended in another language makes no second lane', () => {
  const before = flowOf('Support', [['Agent', 'agent']]);
  const lanes = before.lanes.map((lane) => ({ ...lane, name: { ...lane.name, es: 'Agente' } }));
  const after = { ...before, number: 2, lanes };
  expect(lanesOf([before, after], 'en')).toHaveLength(1);
  expect(lanesOf([before, after], 'es')).toHaveLength(2);
});

test('a version is in use while cases are opened with it, and while open ones still follow it', () => {
  const world = aWorld();
  const { position } = caseOf(world, aCase(world, { caseId: idOf('case') }).id);
  const versions = [1, 2, 3, 4].map((number) => ({ doc: flowOf('Support', [['Agent', 'agent']], number) }));
  const follows = (number: number, endedAt: typeof position.endedAt) => ({
    doc: { flowVersionId: must(versions[number - 1], 'it').doc.id, position: { ...position, endedAt } },
  });
  const flows = [{ doc: { currentVersionId: follows(4, null).doc.flowVersionId } }];
  const cases = [follows(1, null), follows(1, null), follows(3, monday)];
  expect(versionsInUse(versions, flows, cases).map(({ number }) => number)).toEqual([1, 4]);
});

test('the lanes of any one flow are told by their letters, and those of all flows are not', () => {
  for (const flow of builtInFlows) expect(areToldByLetter(lanesOf([flow], 'es'))).toBe(true);
  expect(areToldByLetter(lanesOf(builtInFlows, 'es'))).toBe(false);
});

test('lanes of one letter are not told by it, nor are more than eight', () => {
  const lanesNamed = (...names: readonly string[]) =>
    lanesOf(
      [
        flowOf(
          'Support',
          names.map((name) => [name, null]),
        ),
      ],
      'en',
    );
  expect(areToldByLetter(lanesNamed('Product', 'Person'))).toBe(false);
  expect(areToldByLetter(lanesNamed(...'ABCDEFGH'))).toBe(true);
  expect(areToldByLetter(lanesNamed(...'ABCDEFGHI'))).toBe(false);
});
