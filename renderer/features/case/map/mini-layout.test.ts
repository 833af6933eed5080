import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap } from '#shared/diagram/geometry.ts';
import { trailOf } from '#shared/diagram/trail.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { JoinProgress } from '#shared/domain/flow/joins.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { type Token, tokenSchema } from '#shared/domain/flow/position.ts';
import { aFlow, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import {
  aCase,
  aWorld,
  caseOf,
  completeAt,
  done,
  someoneFor,
  type World,
  walk,
} from '#test/support/world.ts';
import { mapOpens } from './map-opens.ts';
import { toMiniMap } from './mini-layout.ts';
import type { MiniMap } from './mini-map.ts';

const told = (world: World, caseId: string) =>
  world.eventsOf(caseId).map((doc) => ({ doc, isPending: false }));

const nameInEnglish = ({ name }: FlowElement) => name.en;
const joinText = ({ arrived, awaited }: JoinProgress) => `${arrived}/${awaited}`;

const tokenAt = (world: World, caseId: string, elementId: string) =>
  caseOf(world, caseId).position.tokens.find((token) => token.elementId === elementId);

function mapOf(
  world: World,
  caseId: string,
  width = 368,
  token: Token | undefined = caseOf(world, caseId).position.tokens[0],
): MiniMap {
  return toMiniMap({
    version: world.version,
    trail: trailOf(told(world, caseId)),
    token: token ?? null,
    tokens: caseOf(world, caseId).position.tokens,
    language: 'pt-BR',
    width,
    returnsHere: 'volta aqui',
    nameOf: ({ name }) => name['pt-BR'],
    joinText,
  });
}

/** Everything is in its place, once, and nothing covers anything else. */
function expectSound({ drawing }: MiniMap, width: number): void {
  const { nodes, lanes, edges, height } = drawing;
  nodes.forEach((a, index) => {
    for (const b of nodes.slice(index + 1)) expect(overlap(a.box, b.box), `${a.id} ${b.id}`).toBe(false);
  });
  for (const { box } of nodes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(
      lanes.some((lane) => lane.box.y <= box.y && box.y + box.height <= lane.box.y + lane.box.height),
    ).toBe(true);
  }
  for (const { points } of edges)
    for (const { x, y } of points)
      expect(x >= 0 && x <= width && y >= 0 && y <= height, `${x} ${y}`).toBe(true);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
}

function escalate(world: World, caseId: string, token = caseOf(world, caseId).position.tokens[0]): void {
  const args = {
    caseId,
    tokenId: token?.id ?? '',
    elementId: token?.elementId ?? '',
    attempt: token?.attempt ?? 1,
    text: 'Decida, por favor',
  };
  done(world, 'case.escalate', args, { actor: someoneFor(world, caseId, token) });
}

const node = (map: MiniMap, id: string) => map.drawing.nodes.find((candidate) => candidate.id === id);
const edge = (map: MiniMap, from: string, to: string) =>
  map.drawing.edges.find((candidate) => candidate.from === from && candidate.to === to);
const lanesOf = (map: MiniMap) => map.drawing.lanes.map(({ id }) => String(id));

test('two steps back, the present, and what comes next in the order of the buttons', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal', 'S5-M6');
  const map = mapOf(world, id);
  expect(map.drawing.nodes.map(({ id: place, state }) => [place, state])).toEqual([
    ['S3', 'travelled'],
    ['S5', 'travelled'],
    ['S6', 'present'],
    ['S8', 'possible'],
    ['S7', 'possible'],
  ]);
  expect(node(map, 'S8')?.numbers).toEqual([1]);
  expect(map.before).toBe(2);
  expect(lanesOf(map)).toEqual(['agent', 'internal']);
});

test('a loop draws its step once, with the attempt and one line back that counts', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no', 'S1b-S2', 'G1-no', 'S1b-S2');
  const map = mapOf(world, id);
  expect(map.drawing.nodes.filter(({ id: place }) => place === 'S2')).toHaveLength(1);
  expect(node(map, 'S2')).toMatchObject({ state: 'present', attempt: 3 });
  expect(edge(map, 'S2', 'S1b')).toMatchObject({ state: 'travelled', times: 2, transitions: ['G1-no'] });
  // The step behind is also a way ahead: the same box carries the number.
  expect(node(map, 'S1b')).toMatchObject({ state: 'travelled', numbers: [1] });
});

test('of three lines that lead back over the first row none is cut', () => {
  const asks = (id: string) => gateway(id, 'exclusive', 'person');
  const version = aFlow(
    [start(), step('A'), step('B'), asks('G'), step('C'), asks('H'), end()],
    ['start-A', 'A-B', 'B-G', 'G-A', 'G-C', 'C-H', 'H-A', 'H-B', 'H-end'],
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  walk(world, id, 'A-B', 'G-A', 'A-B', 'G-C');
  const map = mapOf(world, id);
  const back = [edge(map, 'B', 'A'), edge(map, 'C', 'A'), edge(map, 'C', 'B')];
  expect(back.every((line) => line !== undefined)).toBe(true);
  expectSound(map, 368);
});

test('an escalation shows the lane of the owner, its own line, and where it comes back to', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal', 'S5-M6');
  escalate(world, id);
  expect(edge(mapOf(world, id), 'S6', 'S11')?.state).toBe('escalation');
  walk(world, id, 'S11-S12', 'S12-S13');
  const map = mapOf(world, id);
  expect(lanesOf(map)).toEqual(['internal', 'owner']);
  expect(node(map, 'S6')).toMatchObject({ state: 'returns-here', second: 'volta aqui', numbers: [1] });
  expect(edge(map, 'S13', 'S6')?.state).toBe('possible');
  expect(edge(map, 'S6', 'S12')?.state).toBe('escalation');
});

test('a tick stands on what is confirmed, an arrow on what is not', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal');
  const trail = trailOf(world.eventsOf(id).map((doc, index) => ({ doc, isPending: index >= 1 })));
  const token = caseOf(world, id).position.tokens[0] ?? null;
  const map = toMiniMap({
    version: world.version,
    trail,
    token,
    tokens: [],
    language: 'en',
    width: 368,
    returnsHere: 'returns',
    nameOf: nameInEnglish,
    joinText,
  });
  expect(node(map, 'S2')?.mark).toBe('tick');
  expect(node(map, 'S3')?.mark).toBe('pending');
  expect(node(map, 'S5')?.mark).toBe('pending');
});

test('a case whose history has not arrived still shows where it stands', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const token = caseOf(world, id).position.tokens[0] ?? null;
  const looks = { language: 'en', width: 368, returnsHere: '', nameOf: nameInEnglish, joinText } as const;
  const empty = { version: world.version, tokens: [], ...looks };
  expect(toMiniMap({ ...empty, trail: [], token }).drawing.nodes[0]).toMatchObject({
    id: 'S2',
    state: 'present',
  });
  expect(toMiniMap({ ...empty, trail: [], token: null }).drawing.nodes).toEqual([]);
});

test('where one of two has come to a join, the join tells that it waits for the other', () => {
  const version = aFlow(
    [start('S'), gateway('part', 'parallel'), step('a'), step('b'), gateway('join', 'parallel'), end('done')],
    ['S-part', 'part-a', 'part-b', 'a-join', 'b-join', 'join-done'],
  );
  const at = (elementId: string, parts: object = {}) =>
    tokenSchema.parse({ id: elementId, elementId, enteredAt: 0, attempt: 1, returnsTo: null, ...parts });
  const token = at('b');
  const tokens = [token, at('join', { via: 'a-join' })];
  const looks = { language: 'en', width: 368, returnsHere: '', nameOf: nameInEnglish, joinText } as const;
  const map = toMiniMap({ version, trail: [], token, tokens, ...looks });
  expect(node(map, 'join')?.name).toBe('join 1/2');
  const alone = toMiniMap({ version, trail: [], token, tokens: [token], ...looks });
  expect(node(alone, 'join')?.name).toBe('join');
});

const lane = (id: string, role: 'agent' | 'process-owner', tone: 'agent' | 'owner') => ({
  ...{ id, role, tone, name: words(id), letter: 'A', isOnlyUnderEscalation: tone === 'owner' },
});
const above = { laneId: 'above' };

/** Two ways side by side; from either the case may go up. */
const sideBySide = aFlow(
  [
    ...[start('S'), gateway('part', 'parallel'), gateway('join', 'parallel'), end('done')],
    ...['a', 'a2', 'a3', 'b', 'b2', 'b3'].map((id) => step(id, { canEscalate: true })),
    ...['aOr', 'bOr'].map((id) => gateway(id, 'exclusive', 'person')),
    ...[start('up', { trigger: 'escalation', ...above }), step('hear', above)],
    end('back', { kind: 'return' }, above),
  ],
  [
    ...['S-part', 'part-a', 'part-b', 'join-done', 'up-hear', 'hear-back'],
    ...['a-a2', 'a2-aOr', 'aOr-a', 'aOr-a3', 'a3-join', 'b-b2', 'b2-bOr', 'bOr-b', 'bOr-b3', 'b3-join'],
  ],
  { lanes: [lane('lane', 'agent', 'agent'), lane('above', 'process-owner', 'owner')] },
);

test('of two side by side the map of one shows what that one came by', () => {
  const world = aWorld({ version: sideBySide });
  const { id } = aCase(world);
  completeAt(world, id, 'b', 'b-b2');
  completeAt(world, id, 'b2', 'bOr-b3');
  const map = mapOf(world, id, 368, tokenAt(world, id, 'a'));
  expect(map.drawing.nodes.map(({ id: place, state }) => [place, state])).toEqual([
    ['S', 'travelled'],
    ['a', 'present'],
    ['a2', 'possible'],
  ]);
  expect(map.before).toBe(0);
});

test('of two side by side the one that went up has its line from where it was, and the other has none', () => {
  const world = aWorld({ version: sideBySide });
  const { id } = aCase(world);
  escalate(world, id, tokenAt(world, id, 'a'));
  completeAt(world, id, 'b', 'b-b2');
  const lines = (elementId: string) =>
    mapOf(world, id, 368, tokenAt(world, id, elementId))
      .drawing.edges.filter(({ state }) => state === 'escalation')
      .map((line) => line.id);
  expect(lines('hear')).toEqual(['a hear']);
  expect(lines('b2')).toEqual([]);
});

test('where a case has stopped is marked', () => {
  const version = aFlow(
    [start('S'), gateway('sort', 'exclusive'), step('little'), end('done')],
    ['S-sort', 'sort-little if amount < 3', 'little-done'],
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  expect(node(mapOf(world, id), 'sort')).toMatchObject({ state: 'present', mark: 'paused' });
});

describe('wherever a case may come to', () => {
  /** Choices taken at random; `up` escalates where the step allows it. */
  const choices = fc.array(fc.record({ pick: fc.nat(3), up: fc.boolean() }), { maxLength: 14 });

  test('nothing overlaps, the present is shown, and numbers are those of the buttons', () => {
    fc.assert(
      fc.property(choices, fc.integer({ min: 328, max: 480 }), (steps, width) => {
        const world = aWorld();
        const { id } = aCase(world);
        for (const { pick, up } of steps) {
          const token = caseOf(world, id).position.tokens[0];
          if (token === undefined) break;
          const element = world.version.elements.find((candidate) => candidate.id === token.elementId);
          if (up && element?.kind === 'step' && element.canEscalate && token.returnsTo === null)
            escalate(world, id);
          else {
            const ways = outcomesAt(world.version, token.elementId);
            walk(world, id, ways[pick % ways.length]?.id ?? '');
          }
        }
        const token = caseOf(world, id).position.tokens[0];
        const map = mapOf(world, id, width);
        const { nodes } = map.drawing;
        expectSound(map, width);
        expect(nodes.filter(({ state }) => state === 'present')).toHaveLength(1);
        if (token === undefined) return;
        expect(map.present).toBe(token.elementId);
        expect(map.next.map((way) => way.id)).toEqual(
          outcomesAt(world.version, token.elementId).map((way) => way.id),
        );
        for (const way of map.next) expect(node(map, way.to)?.numbers).toContain(way.number);
      }),
      { numRuns: 60 },
    );
  });

  test('of two side by side neither is shown on the way of the other', () => {
    const acts = fc.array(fc.record({ who: fc.nat(1), pick: fc.nat(3), up: fc.boolean() }), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(acts, fc.integer({ min: 328, max: 480 }), (all, width) => {
        const world = aWorld({ version: sideBySide });
        const { id } = aCase(world);
        const tokens = () => caseOf(world, id).position.tokens;
        const sideOf = ({ elementId, returnsTo }: Token) => (returnsTo?.elementId ?? elementId)[0] ?? '';
        for (const { who, pick, up } of all) {
          const token = tokens()[who];
          if (token === undefined || token.elementId === 'join') continue;
          const ways = outcomesAt(sideBySide, token.elementId);
          if (up && token.returnsTo === null) escalate(world, id, token);
          else completeAt(world, id, token.elementId, ways[pick % ways.length]?.id ?? '');
        }
        for (const token of tokens()) {
          const map = mapOf(world, id, width, token);
          expectSound(map, width);
          expect(map.present).toBe(token.elementId);
          const other = sideOf(token) === 'a' ? 'b' : 'a';
          if (token.elementId !== 'join')
            expect(map.drawing.nodes.filter((place) => place.id.startsWith(other))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the map opens by itself', () => {
  test('never on a routine case, and on no case in a low window', () => {
    const world = aWorld();
    const { id } = aCase(world);
    expect(mapOpens(walk(world, id, 'G1-yes'), told(world, id), 900)).toBe(false);
    escalate(world, id);
    expect(mapOpens(caseOf(world, id), told(world, id), 900)).toBe(true);
    expect(mapOpens(caseOf(world, id), told(world, id), 799)).toBe(false);
  });

  test('on a case that loops, was handed over here, or is ahead of the server', () => {
    const world = aWorld();
    const { id } = aCase(world);
    const routine = walk(world, id, 'G1-no');
    const ahead = told(world, id).map((event) => ({ ...event, isPending: true }));
    expect(mapOpens(routine, told(world, id), 900)).toBe(false);
    expect(mapOpens(routine, ahead, 900)).toBe(true);
    done(world, 'case.handOver', {
      caseId: id,
      to: world.people.colleague.id,
      before: null,
      text: 'Assuma, por favor',
    });
    expect(mapOpens(caseOf(world, id), told(world, id), 900)).toBe(true);
    expect(mapOpens(walk(world, id, 'S1b-S2'), told(world, id), 900)).toBe(true);
  });

  test('on a case that did not take a change, unless the window is low', () => {
    const world = aWorld();
    const { id } = aCase(world);
    expect(mapOpens(caseOf(world, id), told(world, id), 900, true)).toBe(true);
    expect(mapOpens(caseOf(world, id), told(world, id), 799, true)).toBe(false);
  });
});
