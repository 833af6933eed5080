import { expect, test } from 'vitest';
import { pendingVer } from '#renderer/data/client.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { must } from '#shared/lib/must.ts';
import { aField, aFlow, end, gateway, start, step, thrown, words } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, completion, done, walk } from '#test/support/world.ts';
import { timelineOf } from './timeline-entries.ts';

function rowsOf(world: ReturnType<typeof aWorld>, caseId: string, pendingFrom = Number.POSITIVE_INFINITY) {
  return world.eventsOf(caseId).map(
    (doc, place): Row<'event'> => ({
      id: doc.id,
      kind: 'event',
      parent: caseId,
      ver: place >= pendingFrom ? pendingVer + place : place + 1,
      doc,
    }),
  );
}

test('steps done one after the other stand on one line, each place once', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal');
  const moved = timelineOf(rowsOf(world, id), world.version).filter(({ kind }) => kind === 'moved');
  expect(
    moved.flatMap((entry) => (entry.kind === 'moved' ? [entry.hops.map(({ stop }) => stop)] : [])).at(-1),
  ).toEqual(['S2', 'S3', 'S5']);
});

test('what was answered when a case was opened stands on the line of where it began', () => {
  const version = aFlow(
    [start('start', { form: [aField('order')] }), step('A'), end()],
    ['start-A', 'A-end'],
  );
  const world = aWorld({ version });
  const byHand = { flowVersionId: version.id, form: { order: 'A-7' } };
  const { id } = aCase(world, { byHand });
  const moved = timelineOf(rowsOf(world, id), version).find(({ kind }) => kind === 'moved');
  expect(moved).toMatchObject({ recorded: [{ elementId: 'start', form: { order: 'A-7' } }] });
});

test('each way is named by the outcome that was chosen', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal');
  const last = timelineOf(rowsOf(world, id), world.version).findLast(({ kind }) => kind === 'moved');
  expect(last?.kind === 'moved' && last.hops.map(({ outcome }) => outcome)).toEqual([
    null,
    'G1-yes',
    'G2-internal',
  ]);
});

test('what is said in between breaks the line, and every word is there', () => {
  const world = aWorld();
  const { id } = aCase(world, { text: 'Não liga.' });
  walk(world, id, 'G1-yes');
  done(world, 'case.note', { caseId: id, text: 'Reproduzido aqui.' });
  walk(world, id, 'G2-base');
  const entries = timelineOf(rowsOf(world, id), world.version);
  expect(entries.flatMap((entry) => (entry.kind === 'words' ? [entry.happening.text] : []))).toEqual([
    'Não liga.',
    'Reproduzido aqui.',
  ]);
  expect(entries.filter(({ kind }) => kind === 'moved')).toHaveLength(3);
});

test('what is not confirmed never joins what is', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-base');
  const events = world.eventsOf(id).length;
  const moved = timelineOf(rowsOf(world, id, events - 1), world.version).filter(
    ({ kind }) => kind === 'moved',
  );
  expect(moved.map(({ isPending }) => isPending)).toEqual([false, false, true]);
});

test('what the customer answered stands as what the customer said, not folded in the step', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no', 'S1b-S2');
  const entries = timelineOf(rowsOf(world, id), world.version);
  expect(entries.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : []))).toEqual(['the details']);
  const recorded = entries.flatMap((entry) => (entry.kind === 'moved' ? entry.recorded : []));
  expect(recorded.map(({ elementId }) => String(elementId))).toEqual(['S2']);
});

test('a step that arrived late is told where it arrived, and what was decided about it where that was', () => {
  const world = aWorld();
  const { id: caseId, position } = aCase(world);
  const args = completion(world, caseId, 'G1-no', { question: 'Qual tela?' });
  walk(world, caseId, 'G1-yes');
  done(world, 'case.completeStep', args, { base: { [caseId]: { position } } });
  const late = must(world.eventsOf(caseId).at(-1), 'the late step');
  done(world, 'case.note', { caseId, text: 'Vejam.' });
  const lead = { actor: world.people.lead };
  done(world, 'case.acceptLate', { caseId, eventId: late.id, place: null }, lead);
  const entries = timelineOf(rowsOf(world, caseId), world.version).slice(-3);
  expect(entries).toMatchObject([
    { kind: 'late', event: late, happening: { form: { question: 'Qual tela?' } } },
    { kind: 'words' },
    { kind: 'decided', isAccepted: true },
  ]);
});

test('what a case does at once in the other version, and what is told then, stands behind the change of version', () => {
  const flow = (number: number, decidedBy: 'person' | 'rule') =>
    aFlow(
      [
        ...[start('S'), gateway('ask', 'exclusive', decidedBy), step('b'), end('done')],
        thrown('told', { kind: 'message', messageId: 'm' }),
      ],
      ['S-ask', 'ask-told', 'ask-done if false', 'told-b', 'b-done'],
      {
        ...{ id: idOf(`version ${number}`), number },
        messages: [{ id: 'm', name: words('m'), to: 'customer', text: words('Olá') }],
      },
    );
  const [before, after] = [flow(1, 'person'), flow(2, 'rule')];
  const rules = {
    ...after,
    transitions: after.transitions.map((way) =>
      way.id === 'ask-told' ? { ...way, isDefault: true as const } : way,
    ),
  };
  const world = aWorld({ version: before });
  world.put('flow-version', rules);
  const { id } = aCase(world);
  const args = { caseId: id, fromVersionId: before.id, toVersionId: rules.id, mapping: [] };
  done(world, 'case.migrate', args, { actor: world.people.lead });
  const entries = timelineOf(rowsOf(world, id), rules, [before, rules]);
  expect(entries.slice(-3)).toMatchObject([
    { kind: 'migrated' },
    { kind: 'moved', hops: [{ stop: 'ask' }, { stop: 'b' }] },
    { kind: 'flow-message', message: { to: 'customer' } },
  ]);
});

test('a change of version that moves nothing is one line', () => {
  const flow = (number: number) =>
    aFlow([start('S'), step('a'), end('done')], ['S-a', 'a-done'], { id: idOf(`v ${number}`), number });
  const world = aWorld({ version: flow(1) });
  world.put('flow-version', flow(2));
  const { id } = aCase(world);
  const args = { caseId: id, fromVersionId: flow(1).id, toVersionId: flow(2).id, mapping: [] };
  const before = timelineOf(rowsOf(world, id), flow(2), [flow(1), flow(2)]).length;
  done(world, 'case.migrate', args, { actor: world.people.lead });
  expect(timelineOf(rowsOf(world, id), flow(2), [flow(1), flow(2)])).toHaveLength(before + 1);
});

test('a branch tells where it begins, where it waits for the others, and what comes after them all', () => {
  const version = aFlow(
    [
      ...[start('S'), gateway('part', 'parallel'), step('a'), step('b'), gateway('join', 'parallel')],
      ...[step('c'), end('done')],
    ],
    ['S-part', 'part-a', 'part-b', 'a-join', 'b-join', 'join-c', 'c-done'],
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  walk(world, id, 'a-join', 'b-join', 'c-done');
  const lines = timelineOf(rowsOf(world, id), version).flatMap((entry) =>
    entry.kind === 'moved' ? [entry.hops.map(({ stop }) => stop).join(' → ')] : [],
  );
  expect(lines).toEqual(['a', 'b', 'a → join', 'b → join → c → ended']);
});

test('a decision that waits on its own is told with what was chosen, and an end beside others is no end of the case', () => {
  const version = aFlow(
    [
      ...[start('S'), gateway('part', 'parallel'), gateway('ask', 'exclusive', 'person'), step('b')],
      ...[end('yes'), end('no'), end('done')],
    ],
    ['S-part', 'part-ask', 'part-b', 'ask-yes', 'ask-no', 'b-done'],
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  walk(world, id, 'ask-yes', 'b-done');
  const lines = timelineOf(rowsOf(world, id), version).flatMap((entry) =>
    entry.kind === 'moved' ? [entry.hops.map(({ stop, outcome }) => [stop, outcome])] : [],
  );
  expect(lines.slice(2)).toEqual([
    [
      ['ask', null],
      ['yes', 'ask-yes'],
    ],
    [
      ['b', null],
      ['ended', 'b-done'],
    ],
  ]);
});
