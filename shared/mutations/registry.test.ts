import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPosition, undecidedLate } from '#shared/domain/case/history.ts';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { must } from '#shared/lib/must.ts';
import { anyInput, validInput } from '#test/support/arbitrary.ts';
import { anArticle, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, completion, outcomeOf, run, type World, walk } from '#test/support/world.ts';
import { refusalCodes } from './mutator.ts';
import { findMutator, type MutatorName, mutators } from './registry.ts';

const names = Object.keys(mutators) as readonly MutatorName[];

/** Cases everywhere in the flow, so that arbitrary arguments often meet something that fits. */
function busyWorld(): World {
  const world = aWorld();
  world.put('article', anArticle({ status: 'draft' }));
  world.put(
    'refusal',
    refusalSchema.parse({
      id: idOf('refusal'),
      m: idOf('m'),
      name: 'case.note',
      code: 'not-found',
      args: {},
      base: {},
      caseId: null,
      at: monday,
      settledAt: null,
    }),
  );
  const paths = [
    [],
    ['G1-no'],
    ['G1-yes', 'G2-base'],
    ['G1-yes', 'G2-internal', 'S5-M6', 'G3-known', 'G4-yes'],
  ];
  for (const [index, path] of paths.entries())
    walk(world, aCase(world, { caseId: idOf(`case ${index}`) }).id, ...path);
  const ended = aCase(world, { caseId: idOf('ended') });
  walk(world, ended.id, 'G1-yes', 'G2-base', 'S4-M3');
  return world;
}

const busy = busyWorld();
const hints = {
  uuids: [
    ...(['case', 'person', 'customer', 'team', 'flow', 'article', 'refusal'] as const).flatMap((kind) =>
      busy.all(kind).map((doc) => doc.id as string),
    ),
    ...busy.all('case').flatMap((doc) => doc.position.tokens.map((token) => token.id as string)),
  ],
  words: [
    ...busy.version.elements.map((element) => element.id as string),
    ...busy.version.transitions.map((way) => way.id as string),
    'category',
    'solution',
  ],
};
const everyone = fc.constantFrom(...Object.values(busy.people));

describe.each(names)('%s', (name) => {
  const mutator = must(findMutator(name), name);

  test('is registered under its own name', () => {
    expect(mutator.name).toBe(name);
  });

  test('given any arguments of its shape it answers, reads only what it named and repeats itself', () => {
    fc.assert(
      fc.property(validInput(mutator.args, hints), everyone, (args, actor) => {
        const outcome = outcomeOf(busy, name, args, { actor });
        if (outcome.kind === 'refused') expect(refusalCodes).toContain(outcome.code);
        else expect(outcome.writes.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test('given any JSON it is refused by the schema with an issue that says where, or understood', () => {
    fc.assert(
      fc.property(anyInput(mutator.args), (args) => {
        const parsed = mutator.args.safeParse(args);
        if (parsed.success) return void outcomeOf(busy, name, args);
        expect(parsed.error.issues.length).toBeGreaterThan(0);
        for (const issue of parsed.error.issues) expect(issue.message).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });
});

test('a name that is not registered, or that every object has, finds nothing', () => {
  for (const name of ['case.update', '', 'constructor', '__proto__', 'toString'])
    expect(findMutator(name)).toBeUndefined();
});

test('whatever people do in whatever order, position and late steps are the fold of the events', () => {
  const moving = ['complete', 'late', 'escalate', 'return', 'reopen'] as const;
  const act = fc.constantFrom(...moving, 'decide', 'note', 'assign', 'hand-over');
  const acts = fc.array(fc.tuple(act, fc.nat(), everyone), { maxLength: 25 });
  fc.assert(
    fc.property(acts, (steps) => {
      const world = aWorld();
      const { id: caseId } = aCase(world);
      for (const [what, choice, actor] of steps) attempt(world, caseId, what, choice, { actor });
      const now = must(world.rows.find('case', caseId), 'the case');
      expect(foldPosition(world.eventsOf(caseId))).toEqual(now.position);
      expect(undecidedLate(world.eventsOf(caseId))).toEqual(now.lateIds);
      expect(now.changedAt).toBe(world.eventsOf(caseId).at(-1)?.at);
    }),
    { numRuns: 60 },
  );
});

/** One try at something, allowed or not. */
function attempt(
  world: World,
  caseId: string,
  what: string,
  choice: number,
  options: { readonly actor: World['people']['agent'] },
): void {
  const { position, assigneeId, lateIds } = must(world.rows.find('case', caseId), 'the case');
  const token = position.tokens[0];
  const before = assigneeId;
  const to = world.people[choice % 2 === 0 ? 'colleague' : 'internal'].id;
  const text = 'because';
  if (what === 'note') run(world, 'case.note', { caseId, text }, options);
  if (what === 'assign') run(world, 'case.assign', { caseId, to, before }, options);
  if (what === 'hand-over') run(world, 'case.handOver', { caseId, to, before, text }, options);
  if (what === 'reopen') run(world, 'case.reopen', { caseId, text }, options);
  const eventId = lateIds[choice % (lateIds.length || 1)];
  if (what === 'decide' && eventId !== undefined) {
    const isThere = token !== undefined && choice % 3 > 0;
    const place = isThere ? { tokenId: token.id, attempt: token.attempt } : null;
    const byLead = { actor: world.people.lead };
    if (choice % 4 === 0) run(world, 'case.dismissLate', { caseId, eventId }, byLead);
    else run(world, 'case.acceptLate', { caseId, eventId, place }, byLead);
  }
  if (token === undefined) return;
  const here = { caseId, tokenId: token.id, elementId: token.elementId, attempt: token.attempt, text };
  if (what === 'escalate') run(world, 'case.escalate', here, options);
  if (what === 'return') run(world, 'case.return', here, options);
  if (what !== 'complete' && what !== 'late') return;
  const ways = outcomesAt(world.version, token.elementId);
  const way = must(ways[choice % ways.length], 'a way out');
  const args = completion(world, caseId, way.id);
  run(world, 'case.completeStep', args, options);
  // Somebody else did the same without having heard of it.
  if (what === 'late')
    run(world, 'case.completeStep', args, { ...options, base: { [caseId]: { position } } });
}
