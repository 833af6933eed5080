import { randomUUID } from 'node:crypto';
import { must } from '#shared/lib/must.ts';
import { expect, test } from './support/fixtures.ts';

test('a case that is not here says so without a network, takes a note all the same, and comes with the network', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Balança mostra zero';
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.goOffline();
  await bruno.openCase({ subject });
  const caseId = must(new URL(bruno.page.url()).hash.split('/').at(-1), 'the id of the case');
  await lia.page.evaluate((id) => {
    window.location.hash = `/queue/${id}`;
  }, caseId);
  await expect(lia.page.getByText(lia.say('case:unheldText'))).toBeVisible();
  const note = lia.page.getByRole('textbox', { name: lia.say('case:unheldNote') });
  await note.fill('Ligou de novo, está com pressa.');
  await lia.button(lia.say('case:unheldKeep')).click();
  await expect(lia.page.getByText(lia.say('case:unheldKept'))).toBeVisible();
  await expect(note).toHaveValue('');
  await lia.goOnline();
  await expect(lia.title(subject)).toBeVisible();
  await expect(lia.timeline).toContainText('Ligou de novo, está com pressa.');
  await expect(bruno.timeline).toContainText('Ligou de novo, está com pressa.');
  await verify();
});

test('an address that leads to no case of these teams says so', async ({ sitDown }) => {
  const lia = await sitDown('lia');
  await lia.page.evaluate((id) => {
    window.location.hash = `/queue/${id}`;
  }, randomUUID());
  await expect(lia.page.getByText(lia.say('case:absentText'))).toBeVisible();
  await lia.button(lia.say('case:toQueue')).click();
  await expect(lia.page.getByText(lia.say('queue:chooseTitle'))).toBeVisible();
});
