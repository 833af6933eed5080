import { expect, test } from './support/fixtures.ts';
import { categorise } from './support/paths.ts';

test('a case opened by one person is in front of the other, who works on where the first left it', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Leitor de código de barras mudo';
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject, text: 'O leitor acende, mas nada aparece na tela.' });
  await bruno.openByName(subject);
  await expect(bruno.timeline).toContainText('O leitor acende, mas nada aparece na tela.');
  await expect(bruno.page).toHaveTitle(new RegExp(`${subject} · Raia$`));
  await bruno.takeCase();
  await categorise(bruno);
  await bruno.writeMessage('Olá, Dora. Já estou vendo o seu leitor.');
  await lia.isAt('Consultar a base de conhecimento');
  await lia.writeNote('É a terceira vez neste mês.');
  await expect(bruno.timeline).toContainText('É a terceira vez neste mês.');
  await lia.upToDate();
  await bruno.upToDate();
  await expect.poll(() => lia.history()).toEqual(await bruno.history());
  await verify();
});

test('a case handed over is announced to whoever gets it', async ({ sitDown }) => {
  const subject = 'Tela do caixa pisca';
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject });
  await lia.handOver('Bruno Teixeira', 'Você conhece essa loja.');
  const news = bruno.page.getByRole('status').filter({ hasText: 'Lia Moraes' });
  await expect(news).toContainText('Você conhece essa loja.');
  await news.getByRole('button', { name: bruno.say('shell:openIt') }).click();
  await expect(bruno.title(subject)).toBeVisible();
  await expect(bruno.timeline).toContainText('Você conhece essa loja.');
});

test('a step of another lane is seen, not done, and is worked by a colleague in her own language', async ({
  sitDown,
}) => {
  const subject = 'Estoque não baixa após a venda';
  const lia = await sitDown('lia');
  await lia.openCase({ subject });
  await categorise(lia);
  await lia.completeStep('Pedir ajuda interna');
  await lia.completeStep('Registrar e repassar', {
    fields: { 'Informações para o agente interno': 'Desde a última atualização.' },
  });
  await lia.isAt('Reclassificar o chamado');
  await expect(lia.step).toContainText(lia.say('case:notYourLane', { lane: 'Agente interno' }));
  await expect(lia.outcome('Conhecido')).toHaveAttribute('aria-disabled', 'true');
  await lia.page.keyboard.press('Alt+1');
  await lia.isAt('Reclassificar o chamado');

  const camila = await sitDown('camila');
  await camila.openByName(subject);
  await camila.isAt('Reclasificar el caso');
  await expect(camila.timeline).toContainText('Desde a última atualização.');
  await camila.completeStep('Conocido', { fields: { Categoría: 'Error o falla' } });
  await camila.isAt('Solucionar el problema');
  await lia.isAt('Solucionar o problema');
});

test('a role that is taken away or given back is followed where the window is open', async ({
  sitDown,
  server,
}) => {
  const subject = 'Balança não zera';
  const bruno = await sitDown('bruno');
  await bruno.openCase({ subject });
  await bruno.upToDate();
  const notYours = bruno.page.getByText(bruno.say('case:notYourLane', { lane: 'Atendente' }));
  const complete = bruno.outcome('Está completo');
  await expect(complete).toBeVisible();
  await expect(notYours).toBeHidden();
  await server.raia('user', 'change', 'bruno', '--roles', 'internal-agent');
  await expect(notYours).toBeVisible();
  await bruno.page.reload();
  await expect(notYours).toBeVisible();
  await server.raia('user', 'change', 'bruno', '--roles', 'agent,internal-agent');
  await expect(notYours).toBeHidden();
});
