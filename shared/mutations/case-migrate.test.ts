import { expect, test } from 'vitest';
import { aFlow, end, gateway, start, step, thrown, words } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done } from '#test/support/world.ts';

const parallel = (ids: readonly string[]) => [
  ...[start('S'), gateway('part', 'parallel'), ...ids.map((id) => step(id)), gateway('join', 'parallel')],
  ...[end('done')],
];
const three = aFlow(parallel(['a', 'b', 'c']), [
  ...['S-part', 'part-a', 'part-b', 'part-c', 'a-join', 'b-join', 'c-join', 'join-done'],
]);
/** Without c, and the customer hears of it behind the join. */
const two = aFlow(
  [...parallel(['a', 'b']), thrown('told', { kind: 'message', messageId: 'm' }), step('d')],
  ['S-part', 'part-a', 'part-b', 'a-join', 'b-join', 'join-told', 'told-d', 'd-done'],
  {
    ...{ id: idOf('two'), number: 2 },
    messages: [{ id: 'm', name: words('m'), to: 'customer', text: words('Olá') }],
  },
);

test('what another version lets go on goes on at once, and its messages are told', () => {
  const world = aWorld({ version: three });
  world.put('flow-version', two);
  const { id } = aCase(world);
  for (const elementId of ['a', 'b']) {
    const token = caseOf(world, id).position.tokens.find((one) => one.elementId === elementId);
    const work = { outcome: `${elementId}-join`, form: {}, checked: [] };
    done(world, 'case.completeStep', {
      ...{ caseId: id, tokenId: token?.id ?? '', elementId, attempt: 1 },
      ...work,
    });
  }
  const args = {
    caseId: id,
    fromVersionId: three.id,
    toVersionId: two.id,
    mapping: [{ from: 'c', to: 'd' }],
  };
  const { events } = done(world, 'case.migrate', args, { actor: world.people.lead });
  expect(caseOf(world, id).position.tokens.map(({ elementId }) => elementId)).toEqual(['d', 'd']);
  expect(events[0]?.messages).toMatchObject([{ to: 'customer' }]);
});
