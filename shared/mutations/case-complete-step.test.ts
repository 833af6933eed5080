import { describe, expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import { aCustomer, hours, later, monday } from '#test/support/builders.ts';
import { heflo } from '#test/support/flows.ts';
import { idOf } from '#test/support/ids.ts';
import {
  aCase,
  aWorld,
  caseOf,
  completion,
  done,
  outcomeOf,
  run,
  type World,
  walk,
} from '#test/support/world.ts';

const toRegister = ['G1-yes', 'G2-internal', 'S5-M6', 'G3-unknown', 'S7-S8', 'G4-yes'];
const placeOf = (world: World, caseId: string) =>
  caseOf(world, caseId).position.tokens.map((token) => `${token.elementId} ${token.attempt}`);

describe('moving', () => {
  test('completing a step moves the case, records the form and keeps position and events in step', () => {
    const world = aWorld();
    const { id } = aCase(world);
    walk(world, id, 'G1-yes');
    const now = caseOf(world, id);
    expect(placeOf(world, id)).toEqual(['S3 1']);
    expect(now.category).toBe('billing');
    expect(foldPosition(world.eventsOf(id))).toEqual(now.position);
    expect(now.changedAt).toBe(world.eventsOf(id).at(-1)?.at);
  });

  test('details asked twice bring the case back to the analysis a third time', () => {
    const world = aWorld();
    const { id } = aCase(world);
    walk(world, id, 'G1-no', 'S1b-S2', 'G1-no', 'S1b-S2');
    expect(placeOf(world, id)).toEqual(['S2 3']);
  });

  test('the history of a case never runs backwards, whatever a clock says', () => {
    const world = aWorld();
    const { id } = aCase(world);
    const opened = world.eventsOf(id)[0];
    done(world, 'case.completeStep', completion(world, id, 'G1-yes'), { at: later(monday, -hours(5)) });
    expect(world.eventsOf(id).at(-1)?.at).toBe(opened?.at);
    expect(world.eventsOf(id).at(-1)?.claimedAt).toBe(later(monday, -hours(5)));
  });
});

describe('what is recorded', () => {
  test('an answer no field of the step asks for stays in the event and does not touch the case', () => {
    const world = aWorld();
    const { id } = aCase(world);
    walk(world, id, ...toRegister);
    done(world, 'case.completeStep', completion(world, id, 'S9-S10', { solution: '' }), {
      actor: world.people.internal,
    });
    expect(caseOf(world, id).form.solution).toBe('the solution');
    expect(world.eventsOf(id).at(-1)?.happening).toMatchObject({ form: { solution: '' } });
  });

  test('registering the solution makes one draft article of the case, in the words of its solution', () => {
    const world = aWorld();
    const { id } = aCase(world);
    walk(world, id, ...toRegister);
    const args = completion(world, id, 'S9-S10', { articleTitle: 'Evento 310 sem incidência' });
    done(world, 'case.completeStep', args, { actor: world.people.internal });
    expect(world.all('article')).toMatchObject([
      {
        title: 'Evento 310 sem incidência',
        body: 'the solution',
        status: 'draft',
        fromCaseId: id,
        language: 'pt-BR',
        writtenBy: world.people.internal.id,
      },
    ]);
  });

  test('a message that is heard beside the step makes no draft of work that is not done', () => {
    const heard = (id: string, isInterrupting: boolean) =>
      boundary(id, 'solve', { kind: 'message', messageId: null }, isInterrupting);
    const version = aFlow(
      [
        start(),
        step('solve', { effect: 'register-solution' }),
        heard('asked', false),
        heard('withdrawn', true),
        step('answer'),
        end(),
      ],
      ['start-solve', 'solve-end', 'asked-answer', 'withdrawn-end'],
    );
    const world = aWorld({ version });
    for (const [way, drafts] of [
      ['asked-answer', 0],
      ['withdrawn-end', 0],
      ['solve-end', 1],
    ] as const) {
      const { id } = aCase(world, { caseId: idOf(way) });
      done(world, 'case.completeStep', completion(world, id, way));
      expect(world.all('article'), way).toHaveLength(drafts);
    }
  });

  test('without a title the article takes the subject; a title too long is cut, not lost with the step', () => {
    const world = aWorld();
    const subject = `${'s'.repeat(199)} ${'t'.repeat(100)}`;
    const { id } = aCase(world, { subject, caseId: idOf('long') });
    walk(world, id, ...toRegister);
    const owner = { actor: world.people.internal };
    const bare = outcomeOf(
      world,
      'case.completeStep',
      completion(world, id, 'S9-S10', { articleTitle: ' ' }),
      owner,
    );
    const long = completion(world, id, 'S9-S10', { articleTitle: 'x'.repeat(500) });
    expect(titleIn(bare)).toBe('s'.repeat(199));
    expect(titleIn(outcomeOf(world, 'case.completeStep', long, owner))).toBe('x'.repeat(200));
  });
});

describe('a rule after a step', () => {
  const field = { help: null, options: [], isRequired: false, onlyFor: [] };
  const version = aFlow(
    [
      start(),
      step('A', {
        form: [
          { ...field, id: 'kind', label: words('kind'), type: 'category' },
          { ...field, id: 'plan', label: words('plan'), type: 'text' },
        ],
      }),
      gateway('G', 'exclusive'),
      step('asked'),
      step('typed'),
      step('neither'),
      end(),
    ],
    [
      ...['start-A', 'A-G', 'G-asked if category = "error"', 'G-typed if secret = "yes"', 'G-neither else'],
      ...['asked-end', 'typed-end', 'neither-end'],
    ],
    { categories: [{ id: 'error', label: words('error') }] },
  );
  const ledTo = (form: Readonly<Record<string, string>>) => {
    const world = aWorld({ version });
    const { id } = aCase(world);
    done(world, 'case.completeStep', { ...completion(world, id, 'A-G'), form });
    return placeOf(world, id);
  };

  test('goes by the category the step asked for, whatever its field is called', () => {
    expect(ledTo({ kind: 'error' })).toEqual(['asked 1']);
    expect(ledTo({})).toEqual(['neither 1']);
  });

  test('does not go by what no field asked for', () => {
    expect(ledTo({ secret: 'yes', category: 'error' })).toEqual(['neither 1']);
  });
});

describe('messages', () => {
  test.each([
    ['pt-BR', 'Olá, Marta'],
    ['es', 'Hola, Marta'],
    ['en', 'Hello Marta'],
  ] as const)('a customer who reads %s is told in that language', (language, greeting) => {
    const world = aWorld();
    world.put('customer', aCustomer({ language }));
    const { id } = aCase(world);
    const outcome = done(
      world,
      'case.completeStep',
      completion(world, id, 'G1-no', { question: 'Which month? {case}' }),
    );
    const [told] = must(outcome.events[0], 'the event').messages;
    expect(told).toMatchObject({ messageId: 'M2', to: 'customer', language });
    expect(told?.text).toMatch(new RegExp(`^${greeting} Queiroz`));
    expect(told?.text, 'what a person wrote is not a template').toContain('Which month? {case}');
    expect(told?.text).toContain('Contábil Serra Azul');
  });
});

describe('refusals', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const args = completion(world, id, 'G1-yes');
  const code = (changes: object, actor = world.people.agent) =>
    outcomeOf(world, 'case.completeStep', { ...args, ...changes }, { actor });

  test('a case that is not there', () => {
    expect(code({ caseId: idOf('nowhere') })).toMatchObject({ code: 'not-found' });
  });
  test('somebody whose lane it is not', () => {
    expect(code({}, world.people.internal)).toMatchObject({ code: 'not-your-lane' });
    expect(code({}, world.people.lead)).toMatchObject({ code: 'not-your-lane' });
  });
  test('a token that is elsewhere, in another pass, or not there at all', () => {
    expect(code({ elementId: 'S3' })).toMatchObject({ code: 'token-moved' });
    expect(code({ attempt: 2 })).toMatchObject({ code: 'token-moved' });
    expect(code({ tokenId: idOf('another token') })).toMatchObject({ code: 'token-moved' });
  });
  test('an outcome the step does not have', () => {
    expect(code({ outcome: 'G2-base' })).toMatchObject({ code: 'outcome-unknown' });
  });
  test('work not done, naming the fields and items', () => {
    expect(code({ outcome: 'G1-no', form: { category: 'weather' } })).toMatchObject({
      code: 'work-missing',
      details: ['category', 'question'],
    });
    const late = aWorld();
    const opened = aCase(late);
    walk(late, opened.id, ...toRegister);
    const unticked = { ...completion(late, opened.id, 'S9-S10'), checked: [] };
    expect(outcomeOf(late, 'case.completeStep', unticked, { actor: late.people.internal })).toMatchObject({
      code: 'work-missing',
      details: ['no-personal-data'],
    });
  });
  test('a case that has ended', () => {
    const ended = aWorld();
    const opened = aCase(ended);
    walk(ended, opened.id, 'G1-yes', 'G2-base');
    const last = completion(ended, opened.id, 'S4-M3');
    done(ended, 'case.completeStep', last);
    expect(run(ended, 'case.completeStep', last)).toMatchObject({ code: 'case-ended' });
  });
});

test('a flow that runs in a circle of its own stops the case in sight, its work kept', () => {
  const circle = heflo.transitions.map((way) => (way.id === 'M3-M4' ? { ...way, to: way.from } : way));
  const world = aWorld({ version: { ...heflo, transitions: circle } });
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-base', 'S4-M3');
  const { position, form } = caseOf(world, id);
  expect(position.tokens).toMatchObject([{ elementId: 'M3', fault: 'runaway' }]);
  expect(form.solution).toBeDefined();
  expect(foldPosition(world.eventsOf(id))).toEqual(position);
});

function titleIn(outcome: ReturnType<typeof outcomeOf>): string | undefined {
  const writes = outcome.kind === 'done' ? outcome.writes : [];
  return writes.flatMap((write) => (write.kind === 'article' ? [write.doc.title] : []))[0];
}

test('of an inclusive decision several ways are taken at once, with what each of them asks for', () => {
  const asked = (id: string, way: string) => ({
    ...{ id, label: words(id), help: null, type: 'text', options: [], isRequired: true, onlyFor: [way] },
  });
  const version = aFlow(
    [
      ...[start('S'), step('look', { form: [asked('whyA', 'G-a'), asked('whyB', 'G-b')] })],
      ...[gateway('G', 'inclusive', 'person'), step('a'), step('b'), step('c'), end('done')],
    ],
    ['S-look', 'look-G', 'G-a', 'G-b', 'G-c', 'a-done', 'b-done', 'c-done'],
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  const args = { ...completion(world, id, 'G-a'), also: ['G-b'] };
  expect(outcomeOf(world, 'case.completeStep', args)).toMatchObject({
    code: 'work-missing',
    details: ['whyB'],
  });
  done(world, 'case.completeStep', { ...args, form: { ...args.form, whyB: 'two' } });
  expect(caseOf(world, id).position.tokens.map(({ elementId }) => elementId)).toEqual(['a', 'b']);
  expect(caseOf(world, id).form).toMatchObject({ whyB: 'two' });
  expect(world.eventsOf(id).at(-1)?.happening).toMatchObject({ outcome: 'G-a', also: ['G-b'] });
});
