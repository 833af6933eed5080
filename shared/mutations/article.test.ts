import { expect, test } from 'vitest';
import { anArticle } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, done, run } from '#test/support/world.ts';

const fields = {
  title: 'Recalcular folha',
  body: 'Abra **Folha**.',
  language: 'pt-BR' as const,
  category: '',
};
const articleId = idOf('article');

test('a new article is a draft of whoever writes it', () => {
  const world = aWorld();
  const at = world.tick();
  done(world, 'article.write', { articleId, fields, fromCaseId: null }, { at });
  expect(world.rows.find('article', articleId)).toEqual({
    ...fields,
    id: articleId,
    status: 'draft',
    fromCaseId: null,
    writtenBy: world.people.agent.id,
    writtenAt: at,
    publishedAt: null,
  });
});

test('published once, it stays published when it is edited, and keeps the case it came from', () => {
  const world = aWorld();
  const fromCaseId = idOf('case');
  done(world, 'article.write', { articleId, fields, fromCaseId });
  const at = world.tick();
  done(world, 'article.publish', { articleId }, { at });
  done(
    world,
    'article.write',
    { articleId, fields: { ...fields, body: 'New' }, fromCaseId: null },
    { actor: world.people.colleague },
  );
  expect(world.rows.find('article', articleId)).toMatchObject({
    body: 'New',
    status: 'published',
    publishedAt: at,
    fromCaseId,
    writtenBy: world.people.colleague.id,
  });
  expect(run(world, 'article.publish', { articleId })).toMatchObject({ code: 'nothing-changed' });
});

test('an article that is not there is not published', () => {
  expect(run(aWorld(), 'article.publish', { articleId })).toMatchObject({ code: 'not-found' });
});

test('the same field changed by a colleague is refused by name', () => {
  const world = aWorld();
  const article = anArticle();
  world.put('article', { ...article, title: 'Theirs' });
  const base = {
    [article.id]: {
      title: article.title,
      body: article.body,
      language: article.language,
      category: article.category,
    },
  };
  const mine = {
    title: 'Mine',
    body: article.body,
    language: article.language,
    category: article.category,
  };
  expect(
    run(world, 'article.write', { articleId: article.id, fields: mine, fromCaseId: null }, { base }),
  ).toEqual({ kind: 'refused', code: 'changed-meanwhile', details: ['title'] });
});

test('a field its author left as it was keeps what a colleague made of it', () => {
  const world = aWorld();
  const { id, title, body, language, category, ...rest } = anArticle();
  world.put('article', { id, body, language, category, ...rest, title: 'Theirs' });
  const base = { [id]: { title, body, language, category } };
  const mine = { title, body: 'My body', language, category };
  done(world, 'article.write', { articleId: id, fields: mine, fromCaseId: null }, { base });
  expect(world.rows.find('article', id)).toMatchObject({ title: 'Theirs', body: 'My body' });
});
