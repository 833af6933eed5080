import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPosition, undecidedLate } from '#shared/domain/case/history.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, gateway, start, step } from '#test/support/a-flow.ts';
import { later, minutes } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { seed } from '#test/support/seed.ts';
import {
  aCase,
  aWorld,
  caseOf,
  completion,
  done,
  run,
  someoneFor,
  type World,
  walk,
} from '#test/support/world.ts';
import { fieldsFilledIn } from './case-accept-late.ts';
import type { MutatorArgs } from './registry.ts';

/** What someone does at a computer that hears nothing of others from now on. */
function apart(world: World, caseId: string, outcome: string, form: Readonly<Record<string, string>> = {}) {
  const base = { [caseId]: { position: caseOf(world, caseId).position } };
  return { args: completion(world, caseId, outcome, form), base, actor: someoneFor(world, caseId) };
}

type Apart = ReturnType<typeof apart>;

function arrive(
  world: World,
  { args, ...options }: Apart,
  changes: Partial<MutatorArgs<'case.completeStep'>> = {},
) {
  return run(world, 'case.completeStep', { ...args, ...changes }, options);
}

/** Asked for details by one, found complete by the other, who is the first to reach the server. */
function overtaken() {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const late = apart(world, caseId, 'G1-no', { category: 'access', question: 'Qual tela?' });
  walk(world, caseId, 'G1-yes');
  return { world, caseId, late };
}

/** Step A finished apart, beside B, while the case goes to a version in which one of them is called otherwise. */
function overtakenByVersion(gone: string) {
  const called = (id: string) => (id === gone ? `${id}2` : id);
  const flow = (name: (id: string) => string, parts: object) =>
    aFlow(
      [start(), gateway('split', 'parallel'), step(name('A')), step(name('B')), end()],
      ['start-split', `split-${name('A')}`, `split-${name('B')}`, `${name('A')}-end`, `${name('B')}-end`],
      parts,
    );
  const version = flow((id) => id, {});
  const next = flow(called, { id: idOf('next version'), number: 2 });
  const world = aWorld({ version });
  world.put('flow-version', next);
  const { id: caseId, position } = aCase(world);
  const { id: tokenId } = must(
    position.tokens.find(({ elementId }) => String(elementId) === 'A'),
    'a token at A',
  );
  const args = { ...completion(world, caseId, 'A-end'), tokenId, elementId: 'A', attempt: 1 };
  const late = {
    args: { ...args, form: { asked: 'Qual tela?' } },
    base: { [caseId]: { position } },
    actor: world.people.agent,
  };
  // While A is still a step, somebody else has to have done it.
  if (gone !== 'A')
    done(world, 'case.completeStep', { ...args, form: {} }, { actor: world.people.colleague });
  done(
    world,
    'case.migrate',
    {
      ...{ caseId, fromVersionId: version.id, toVersionId: next.id },
      mapping: [{ from: gone, to: called(gone) }],
    },
    { actor: world.people.lead },
  );
  return { world, caseId, late };
}

function lateIn(world: World, caseId: string): string {
  return must(caseOf(world, caseId).lateIds[0], 'a step that arrived late');
}

describe('arriving late', () => {
  test('a step finished before its author could know is kept with every word, and moves nothing', () => {
    const { world, caseId, late } = overtaken();
    const before = caseOf(world, caseId);
    const at = world.tick();
    const receivedAt = later(at, minutes(20));
    const outcome = run(world, 'case.completeStep', late.args, { ...late, at, receivedAt });
    expect(outcome).toMatchObject({ kind: 'done', isMerged: true });
    const now = caseOf(world, caseId);
    expect(now.position).toEqual(before.position);
    expect([now.form, now.category]).toEqual([before.form, before.category]);
    const event = must(world.eventsOf(caseId).at(-1), 'its event');
    expect(event).toMatchObject({ by: world.people.agent.id, claimedAt: at, moves: [], messages: [] });
    const { outcome: way, form, checked, elementId, attempt } = late.args;
    const told = { kind: 'arrived-late', outcome: way, form, checked, elementId, attempt, receivedAt };
    expect(event.happening).toEqual(told);
    expect(now.lateIds).toEqual([event.id]);
  });

  test('also where the case went up, came to its end, or came back to the step another time', () => {
    const ways: readonly ((world: World, caseId: string) => void)[] = [
      (world, caseId) => {
        const { tokenId, elementId, attempt } = completion(world, caseId, 'G1-yes');
        done(world, 'case.escalate', { caseId, tokenId, elementId, attempt, text: 'urgent' });
      },
      (world, caseId) => walk(world, caseOf(world, caseId).id, 'G1-yes', 'G2-base', 'S4-M3'),
      (world, caseId) => walk(world, caseOf(world, caseId).id, 'G1-no', 'S1b-S2'),
    ];
    for (const goOn of ways) {
      const world = aWorld();
      const { id: caseId } = aCase(world);
      const late = apart(world, caseId, 'G1-yes');
      goOn(world, caseId);
      expect(arrive(world, late)).toMatchObject({ kind: 'done', isMerged: true });
    }
  });

  test('also where the case goes on in a version that has no such step, whatever stood beside it', () => {
    for (const gone of ['A', 'B']) {
      const { world, caseId, late } = overtakenByVersion(gone);
      expect(arrive(world, late, { attempt: 2 }), 'a pass that never was').toMatchObject({
        code: 'token-moved',
      });
      expect(arrive(world, late, { tokenId: idOf('another') })).toMatchObject({ code: 'token-moved' });
      expect(arrive(world, late)).toMatchObject({ kind: 'done', isMerged: true });
      const eventId = lateIn(world, caseId);
      const words = { happening: { kind: 'arrived-late', elementId: 'A', form: { asked: 'Qual tela?' } } };
      expect(world.eventsOf(caseId).at(-1)).toMatchObject(words);
      done(world, 'case.acceptLate', { caseId, eventId, place: null }, { actor: world.people.lead });
      expect(caseOf(world, caseId).lateIds).toEqual([]);
    }
  });

  test('what was not true where its author stood is refused', () => {
    const { world, caseId, late } = overtaken();
    const refusedAs = (code: string) => ({ kind: 'refused', code });
    expect(run(world, 'case.completeStep', late.args), 'never seen there').toMatchObject(
      refusedAs('token-moved'),
    );
    expect(arrive(world, late, { attempt: 2 }), 'a pass that never was').toMatchObject(
      refusedAs('token-moved'),
    );
    expect(arrive(world, late, { tokenId: idOf('another') })).toMatchObject(refusedAs('token-moved'));
    expect(arrive(world, late, { outcome: 'G2-base' }), 'no way out of there').toMatchObject(
      refusedAs('token-moved'),
    );
    expect(arrive(world, late, { form: {} }), 'work missing').toMatchObject(refusedAs('token-moved'));
    expect(arrive(world, { ...late, actor: world.people.internal })).toMatchObject(
      refusedAs('not-your-lane'),
    );
    const [seen] = Object.values(late.base);
    const position = { ...must(seen, 'what was seen').position, attempts: { S5: 3 } };
    const [token] = position.tokens;
    const dreamt = { ...position, tokens: [{ ...must(token, 'a token'), elementId: 'S5' as never }] };
    const base = { [caseId]: { position: dreamt } };
    const elsewhere = { form: { additional: 'Nada' }, checked: ['customer-told'] };
    expect(
      arrive(world, { ...late, base }, { ...elsewhere, elementId: 'S5', outcome: 'S5-M6' }),
      'the case has never been there',
    ).toMatchObject(refusedAs('token-moved'));
    expect(caseOf(world, caseId).lateIds).toEqual([]);
  });

  test('while the case still stands there with another token, nothing is late', () => {
    const world = aWorld();
    const { id: caseId, position } = aCase(world);
    const other = { ...must(position.tokens[0], 'a token'), id: idOf('another') as never };
    const base = { [caseId]: { position: { ...position, tokens: [other] } } };
    const args = { ...completion(world, caseId, 'G1-yes'), tokenId: other.id };
    expect(run(world, 'case.completeStep', args, { base })).toMatchObject({ code: 'token-moved' });
  });
});

describe('deciding', () => {
  test('a lead accepts: its answers stand where nobody answered, and every other stays', () => {
    const { world, caseId, late } = overtaken();
    arrive(world, late);
    const before = caseOf(world, caseId);
    const eventId = lateIn(world, caseId);
    done(world, 'case.acceptLate', { caseId, eventId, place: null }, { actor: world.people.lead });
    const now = caseOf(world, caseId);
    expect(now.form).toMatchObject({ category: before.form.category, question: 'Qual tela?' });
    expect(now.category).toBe(before.category);
    expect(now.position).toEqual(before.position);
    expect(now.lateIds).toEqual([]);
    const { form, checked } = late.args;
    expect(world.eventsOf(caseId).at(-1)).toMatchObject({
      by: world.people.lead.id,
      moves: [],
      happening: { kind: 'late-accepted', eventId, elementId: 'S2', attempt: 1, form, checked },
    });
  });

  test('accepting fills in what the case has no answer to, and that is told before', () => {
    const answer = fc.constantFrom('', ' ', 'access', 'Qual?');
    const answers = fc.record({ category: answer, question: answer }, { requiredKeys: [] });
    fc.assert(
      fc.property(answers, (theirs) => {
        const { world, caseId, late } = overtaken();
        arrive(world, late);
        const before = { ...caseOf(world, caseId), form: theirs };
        world.put('case', before);
        const eventId = lateIn(world, caseId);
        const arrived = must(world.eventsOf(caseId).at(-1), 'its event').happening;
        if (arrived.kind !== 'arrived-late') throw new Error('a step that arrived late');
        const version = must(world.rows.find('flow-version', before.flowVersionId), 'its version');
        const told = fieldsFilledIn(before, version, arrived);
        done(world, 'case.acceptLate', { caseId, eventId, place: null }, { actor: world.people.lead });
        const { form: now } = caseOf(world, caseId);
        const filled = Object.keys(now).filter((id) => now[id] !== before.form[id as 'question']);
        expect([...told].sort()).toEqual(filled.sort());
      }),
      { numRuns: 30 },
    );
  });

  test('where the case stands at the step again it also takes the way, told in the name of who did it', () => {
    const world = aWorld();
    const { id: caseId } = aCase(world);
    const late = apart(world, caseId, 'G1-no', { question: 'Qual filial?' });
    const { tokenId, elementId, attempt } = late.args;
    done(world, 'case.escalate', { caseId, tokenId, elementId, attempt, text: 'urgent' });
    arrive(world, late);
    const eventId = lateIn(world, caseId);
    const lead = { actor: world.people.lead };
    const place = { tokenId, attempt };
    expect(run(world, 'case.acceptLate', { caseId, eventId, place }, lead)).toMatchObject({
      code: 'token-moved',
    });
    const up = must(caseOf(world, caseId).position.tokens[0], 'the token');
    const back = { caseId, tokenId: up.id, elementId: up.elementId, attempt: up.attempt, text: 'go on' };
    done(world, 'case.return', back, { actor: world.people.owner });
    const outcome = done(world, 'case.acceptLate', { caseId, eventId, place }, lead);
    const now = caseOf(world, caseId);
    expect(now.position.tokens.map((token) => String(token.elementId))).toEqual(['S1b']);
    expect(now.form).toMatchObject({ question: 'Qual filial?' });
    const told = outcome.events[0]?.messages.map(({ text }) => text).join();
    for (const words of ['Qual filial?', world.people.agent.name]) expect(told).toContain(words);
    expect(foldPosition(world.eventsOf(caseId))).toEqual(now.position);
  });

  test('whoever has the case decides too, nobody else, and once', () => {
    const { world, caseId, late } = overtaken();
    arrive(world, late);
    const args = { caseId, eventId: lateIn(world, caseId), place: null };
    const colleague = { actor: world.people.colleague };
    for (const name of ['case.acceptLate', 'case.dismissLate'] as const)
      expect(run(world, name, args, colleague)).toMatchObject({ code: 'not-allowed' });
    done(world, 'case.assign', { caseId, to: world.people.colleague.id, before: null });
    done(world, 'case.acceptLate', args, colleague);
    for (const name of ['case.acceptLate', 'case.dismissLate'] as const)
      expect(run(world, name, args, colleague)).toMatchObject({ code: 'nothing-changed' });
  });

  test('dismissed, it records nothing and asks no more; its words stay in the history', () => {
    const { world, caseId, late } = overtaken();
    arrive(world, late);
    const before = caseOf(world, caseId);
    const eventId = lateIn(world, caseId);
    done(world, 'case.dismissLate', { caseId, eventId }, { actor: world.people.lead });
    const { form, lateIds } = caseOf(world, caseId);
    expect([form, lateIds]).toEqual([before.form, []]);
    expect(world.eventsOf(caseId).find(({ id }) => id === eventId)?.happening).toMatchObject({
      form: { question: 'Qual tela?' },
    });
  });

  test('another event, or one of another case, is not found', () => {
    const { world, caseId, late } = overtaken();
    arrive(world, late);
    const other = aCase(world, { caseId: idOf('other') }).id;
    const lead = { actor: world.people.lead };
    const opened = must(world.eventsOf(caseId)[0], 'the opening').id;
    for (const args of [
      { caseId, eventId: opened, place: null },
      { caseId: other, eventId: lateIn(world, caseId), place: null },
      { caseId, eventId: idOf('nothing'), place: null },
    ])
      expect(run(world, 'case.acceptLate', args, lead)).toMatchObject({ code: 'not-found' });
  });
});

test('two finish the same step apart, wherever it is and in any order: one moves the case, the other is late', () => {
  const choices = fc.array(fc.nat(), { maxLength: 9 });
  fc.assert(
    fc.property(choices, fc.nat(), fc.nat(), fc.boolean(), (path, mine, theirs, isMineFirst) => {
      const world = aWorld();
      const { id: caseId } = aCase(world);
      for (const choice of path) takeAWay(world, caseId, choice);
      if (caseOf(world, caseId).position.endedAt !== null) return;
      const both = [wayOf(world, caseId, mine), wayOf(world, caseId, theirs)].map((way, place) =>
        apart(world, caseId, way, { [`own ${place}`]: `word ${place}` }),
      );
      const [first, second] = isMineFirst ? both : both.reverse();
      const moved = arrive(world, must(first, 'the first'));
      const afterFirst = caseOf(world, caseId).position;
      const late = arrive(world, must(second, 'the second'));
      expect(moved.kind === 'done' && moved.isMerged).toBeUndefined();
      expect(late).toMatchObject({ kind: 'done', isMerged: true });
      expect(caseOf(world, caseId).position).toEqual(afterFirst);
      const words = JSON.stringify(world.eventsOf(caseId).map(({ happening }) => happening));
      for (const { args } of both) for (const word of Object.values(args.form)) expect(words).toContain(word);
      expect(foldPosition(world.eventsOf(caseId))).toEqual(afterFirst);
      expect(undecidedLate(world.eventsOf(caseId))).toEqual(caseOf(world, caseId).lateIds);
    }),
    { seed, numRuns: 120 },
  );
});

function wayOf(world: World, caseId: string, choice: number): string {
  const token = must(caseOf(world, caseId).position.tokens[0], 'a token');
  const ways = outcomesAt(world.version, token.elementId);
  return must(ways[choice % ways.length], 'a way out').id;
}

function takeAWay(world: World, caseId: string, choice: number): void {
  const { id, position } = caseOf(world, caseId);
  if (position.endedAt === null) walk(world, id, wayOf(world, caseId, choice));
}
