import { expect, test } from 'vitest';
import { type FlowVersion, flowVersionSchema } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, gateway, start, step, subProcess, words } from '#test/support/a-flow.ts';
import { aCase, aWorld, caseOf, done, someoneFor, type World } from '#test/support/world.ts';
import type { Drawing } from './drawing.ts';
import { drawn } from './layout/drawn.ts';
import { isFilled, signs } from './signs.ts';
import { toDiagram } from './to-diagram.ts';
import { toSvg } from './to-svg.ts';
import { trailOf, travelledOf } from './trail.ts';

function drawingOf(version: FlowVersion, world: World, caseId: string): Drawing {
  const events = world.eventsOf(caseId);
  const trail = trailOf(events.map((doc) => ({ doc, isPending: false })));
  const { position } = caseOf(world, caseId);
  return toDiagram(version, { language: 'en', case: { position, trail, travelled: travelledOf(events) } });
}

test('what is called as something every object has is drawn, and no case has been there that was not', () => {
  const flow = aFlow(
    [start('S'), step('toString'), step('constructor'), end('done')],
    ['S-toString', 'toString-constructor', 'constructor-done'],
  );
  const { diagram } = drawn(flow);
  const others = Object.entries(diagram.shapes).filter(([id]) => id !== 'constructor');
  const partly = { ...flow, diagram: { ...diagram, shapes: Object.fromEntries(others) } };
  expect(drawn(partly).diagram).toEqual(diagram);
  const world = aWorld({ version: flow });
  const { id } = aCase(world);
  const { nodes } = drawingOf(drawn(flow), world, id);
  expect(nodes.map(({ id: place, state, attempt }) => [place, state, attempt])).toEqual([
    ['S', 'travelled', 1],
    ['toString', 'present', 1],
    ['constructor', 'possible', 1],
    ['done', 'possible', 1],
  ]);
});

test('where a case has stopped because nothing leads on is told from where it only waits', () => {
  const flow = aFlow(
    [start('S'), gateway('sort', 'exclusive'), step('little'), end('done')],
    ['S-sort', 'sort-little if amount < 3', 'little-done'],
  );
  const world = aWorld({ version: flow });
  const { id } = aCase(world);
  const { nodes } = drawingOf(drawn(flow), world, id);
  expect(nodes.map(({ id: place, mark }) => [place, mark])).toEqual([
    ['S', null],
    ['sort', 'paused'],
    ['little', null],
    ['done', null],
  ]);
});

test('what one process tells another is a dashed line that begins with a ring', () => {
  const flow = aFlow([start('S'), step('tell'), step('hear'), end('done')], ['S-tell', 'tell-done']);
  const said = { id: 'm', from: 'tell', to: 'hear' };
  const version = flowVersionSchema.parse({
    ...flow,
    messageFlows: [said, { ...said, id: 'n', to: 'pool' }],
  });
  const drawing = toDiagram(drawn(version), { language: 'en', case: null });
  const lines = drawing.edges.filter(({ state }) => state === 'message');
  expect(lines.map(({ id }) => id)).toEqual(['m']);
  expect(toSvg(drawing, 'flow').match(/stroke-dasharray="4 4"/g)).toHaveLength(1);
});

test('an end that ends everything is a full circle inside its ring', () => {
  const flow = drawn(aFlow([start('S'), end('all', { kind: 'terminate' })], ['S-all']));
  const drawing = toDiagram(flow, { language: 'en', case: null });
  const sign = must(drawing.nodes.find(({ id }) => id === 'all')?.sign, 'sign');
  expect(isFilled(sign)).toBe(true);
  expect(toSvg(drawing, 'flow')).toContain(`d="${signs[sign]}" fill="#`);
});

test('what is drawn in the band of another lane is of its own all the same', () => {
  const lane = (id: string) => ({
    ...{ id, name: words(id), letter: 'A', tone: 'agent', role: 'agent', isOnlyUnderEscalation: false },
  });
  const flow = aFlow(
    [start('S'), subProcess('part'), step('inside', { within: 'part', laneId: 'other' }), end('done')],
    ['S-part', 'part-done'],
    { lanes: [lane('lane'), lane('other')] },
  );
  const { lanes, nodes } = toDiagram(drawn(flow), { language: 'en', case: null });
  const node = must(
    nodes.find(({ id }) => id === 'inside'),
    'what is inside',
  );
  const band = must(
    lanes.find(({ id }) => id === node.laneId),
    'its lane',
  );
  expect(band.id).toBe('other');
  expect(node.box.y).toBeLessThan(band.box.y);
});

test('the line of an escalation leads to the part of the flow for it, not to an event of that kind inside another', () => {
  const inside = { within: 'guard' };
  const flow = aFlow(
    [
      ...[subProcess('guard', { isEvent: true }), start('heard', { trigger: 'escalation', ...inside })],
      ...[step('note', inside), start('S'), step('work', { canEscalate: true }), end('done')],
      ...[start('up', { trigger: 'escalation' }), step('decide'), end('back', { kind: 'return' })],
    ],
    ['S-work', 'work-done', 'heard-note', 'up-decide', 'decide-back'],
  );
  const world = aWorld({ version: flow });
  const { id } = aCase(world);
  const token = must(caseOf(world, id).position.tokens[0], 'a token');
  const args = { caseId: id, tokenId: token.id, elementId: 'work', attempt: 1, text: 'Decide' };
  done(world, 'case.escalate', args, { actor: someoneFor(world, id) });
  const lines = drawingOf(drawn(flow), world, id).edges.filter(({ state }) => state === 'escalation');
  expect(lines.map(({ from, to }) => [from, to])).toEqual([['work', 'up']]);
});
