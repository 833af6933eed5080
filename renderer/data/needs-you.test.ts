import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { seed } from '#test/support/seed.ts';
import { aCase, aWorld } from '#test/support/world.ts';
import { actionDraftKey, articleDraftKey, composerDraftKey, stepDraftKey } from './draft-keys.ts';
import { filesDraftKey } from './file-drafts.ts';
import { leftDraftsOf } from './left-drafts.ts';
import { needsYouCards } from './needs-you.ts';

function aRefusal(ver: number, parts: Readonly<Record<string, unknown>>): Row<'refusal'> {
  const doc = refusalSchema.parse({
    ...{ id: idOf(`refusal ${ver}`), m: idOf(`m ${ver}`), name: 'case.escalate', code: 'token-moved' },
    ...{ args: {}, base: {}, caseId: null, at: monday, settledAt: null, ...parts },
  });
  return { id: doc.id, kind: 'refusal', parent: null, ver, doc };
}

const subjects = ['case', 'customer', 'article'] as const;
const about = {
  case: { caseId: idOf('case'), args: { customerId: idOf('customer') } },
  customer: { args: { customerId: idOf('customer') } },
  article: { args: { articleId: idOf('article') } },
};

test('there is one card a case, customer or article, and in it every change in the order it was made', () => {
  const wanted = fc.array(fc.record({ subject: fc.constantFrom(...subjects), isSettled: fc.boolean() }));
  fc.assert(
    fc.property(wanted, fc.nat(), (list, turn) => {
      const rows = list.map(({ subject, isSettled }, place) =>
        aRefusal(place, { ...about[subject], settledAt: isSettled ? monday : null }),
      );
      const cut = rows.length === 0 ? 0 : turn % rows.length;
      const cards = needsYouCards([...rows.slice(cut), ...rows.slice(0, cut)], [], []);
      expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
      for (const subject of subjects) {
        const shown = cards.find(({ id }) => id === idOf(subject))?.refusals ?? [];
        const open = rows.filter((_, place) => list[place]?.subject === subject && !list[place]?.isSettled);
        expect(shown).toEqual(open.map(({ doc }) => doc));
      }
    }),
    { seed },
  );
});

test('a step that arrived late stands on the card of its case', () => {
  const world = aWorld();
  const waiting = { ...aCase(world), lateIds: [idOf('late')] };
  const other = { ...aCase(world, { caseId: idOf('other') }), lateIds: [idOf('other late')] };
  const cards = needsYouCards([aRefusal(1, { caseId: waiting.id })], [waiting, other], []);
  expect(cards.map(({ id, refusals, lateIds }) => [id, refusals.length, lateIds])).toEqual([
    [waiting.id, 1, waiting.lateIds],
    [other.id, 0, other.lateIds],
  ]);
});

test('words begun for a case that is not here stand on its card; choices, files and cases that are here do not', () => {
  const world = aWorld();
  const here = aCase(world);
  const [left, other] = [idOf('left'), idOf('other')];
  const versions = world.all('flow-version').map((doc) => ({ doc }));
  const words = [
    composerDraftKey(left, 'message'),
    stepDraftKey(left, 'S2', 1, 'question'),
    actionDraftKey(other, 'escalate'),
  ];
  const keys = [
    ...words,
    ...[stepDraftKey(left, 'S2', 1, 'category'), stepDraftKey(left, 'S2', 1, 'checked')],
    ...[filesDraftKey(left, 'message'), composerDraftKey(here.id, 'note'), articleDraftKey(left, 'body')],
  ];
  const found = leftDraftsOf(keys, [here], versions);
  expect(found).toEqual(words);
  const cards = needsYouCards([aRefusal(1, { caseId: left })], [], found);
  expect(cards.map(({ id, refusals, draftKeys }) => [id, refusals.length, draftKeys])).toEqual([
    [left, 1, words.slice(0, 2)],
    [other, 0, words.slice(2)],
  ]);
});
