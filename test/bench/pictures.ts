/** The pictures of README and docs: the demonstration company in the running app, in pt-BR at 1440 by 900. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { caseEventSchema } from '#shared/domain/case/case-event.ts';
import { type SupportCase, supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { must } from '#shared/lib/must.ts';
import type { Desk } from '#test/e2e/support/desk.ts';
import { signInTo } from './api.ts';
import { createStage, type Stage } from './stage.ts';

const folder = path.resolve('docs', 'images');

const stage = createStage({ cases: 160 });
try {
  mkdirSync(folder, { recursive: true });
  await takeWorkspace(stage);
  await takeKnowledge(stage);
  await takeBoard(stage);
  await takeRefused(stage);
} finally {
  await stage.close();
}

async function take({ page }: Desk, name: string): Promise<void> {
  // Nothing is pointed at, nothing moves, and what comes in late is there.
  await page.mouse.move(1439, 899);
  await page.waitForTimeout(800);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** Her case that came back once for details, at the step that asks the knowledge base. */
async function takeWorkspace(stage: Stage): Promise<void> {
  const desk = await stage.sitDown('lia');
  const { id, subject } = await findCase(stage, 'lia', ({ position, language, assigneeId }) => {
    const isThere = position.tokens[0]?.elementId === 'S3' && (position.attempts.S2 ?? 0) > 1;
    return isThere && language === 'pt-BR' && assigneeId !== null;
  });
  await desk.page.goto(`${desk.url}/#/queue/${id}`);
  await desk.title(subject).waitFor();
  await desk.page.getByRole('button', { name: desk.say('map:open') }).click();
  await desk.write(
    'message',
    'Bom dia! Encontrei a causa e o ajuste entra hoje. Antes disso, confirme por favor se',
  );
  await desk.draftKept();
  await take(desk, 'workspace');
  await desk.page.context().close();
}

async function takeKnowledge(stage: Stage): Promise<void> {
  const desk = await stage.sitDown('lia');
  await desk.go('knowledge');
  await desk.page.getByRole('searchbox', { name: desk.say('knowledge:search') }).fill('cobranca');
  await desk.page.getByRole('listbox').getByRole('option').first().click();
  await desk.page.getByRole('article').waitFor();
  await take(desk, 'knowledge');
  await desk.page.context().close();
}

async function takeBoard(stage: Stage): Promise<void> {
  const desk = await stage.sitDown('tania');
  await desk.go('board');
  await desk.page.locator('.react-flow__node').first().waitFor();
  await take(desk, 'board');
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  await take(desk, 'board-dark');
  await desk.page.context().close();
}

/** Two people finish the same step apart, each in their own way; the second one keeps every word. */
async function takeRefused(stage: Stage): Promise<void> {
  const desk = await stage.sitDown('lia');
  const colleague = await stage.sitDown('bruno');
  const subject = 'Relatório de vendas sai em branco';
  await desk.openCase({ subject, customer: 'Dora Alves' });
  await colleague.openByName(subject);
  await desk.goOffline();
  await colleague.completeStep('Está completo', { fields: { Categoria: 'Erro ou falha' } });
  await colleague.upToDate();
  await desk.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Dúvida de uso', 'O que falta saber': 'Em qual navegador, e desde que dia?' },
  });
  await desk.goOnline();
  await desk.page.locator('[data-mood="needs-you"]').waitFor();
  await desk.seeRefused();
  await desk.refusalCards().first().waitFor();
  await take(desk, 'refused');
  for (const { page } of [desk, colleague]) await page.context().close();
}

/** The one with the most to tell. */
async function findCase(
  stage: Stage,
  login: string,
  isMeant: (supportCase: SupportCase) => boolean,
): Promise<SupportCase> {
  const rows = await (await signInTo(await stage.server(), login)).rows();
  const events = rows.filter(({ kind }) => kind === 'event').map(({ doc }) => caseEventSchema.parse(doc));
  const count = (id: string) => events.filter(({ caseId }) => caseId === id).length;
  const cases = rows.filter(({ kind }) => kind === 'case').map(({ doc }) => supportCaseSchema.parse(doc));
  const [first] = cases.filter(isMeant).sort((one, other) => count(other.id) - count(one.id));
  return must(first, 'such a case');
}
