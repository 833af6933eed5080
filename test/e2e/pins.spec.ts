import { expect, test } from './support/fixtures.ts';
import { aDocument, aPicture } from './support/pictures.ts';
import { showComputer } from './support/screens.ts';

const picture = aPicture('quadro elétrico.png', [190, 120, 30]);
const report = aDocument('laudo.pdf', 'application/pdf', 400_000);

test('a pinned case is whole on this computer by itself, without a network too, until it is unpinned', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Visita ao quadro elétrico';
  const bruno = await sitDown('bruno');
  const lia = await sitDown('lia');
  await bruno.openCase({ subject });
  await bruno.write('message', 'Seguem a foto e o laudo.');
  await bruno.chooseFiles(picture, report);
  await bruno.send();
  for (const { name } of [picture, report])
    await expect(bruno.file(name)).toContainText(bruno.say('files:state_present'));
  await lia.openByName(subject);
  await lia.page.keyboard.press('p');
  await expect(lia.button(lia.say('case:pinned'))).toHaveAttribute('aria-pressed', 'true');
  await lia.upToDate();
  await showComputer(lia);
  const pinned = lia.page.getByRole('region', { name: lia.say('computer:pinnedTitle') });
  await expect(pinned.getByRole('listitem').filter({ hasText: subject })).toHaveAttribute('data-ok', 'true');
  await expect(pinned).toContainText('2');
  await lia.goOffline();
  await lia.page.reload();
  await lia.openByName(subject);
  expect((await lia.savedBytes(report.name)).equals(report.buffer)).toBe(true);
  await lia.command(lia.say('shell:unpinCase', { name: '' }).trim());
  await expect(lia.button(lia.say('case:pin'))).toHaveAttribute('aria-pressed', 'false');
  await showComputer(lia);
  await expect(pinned).toContainText(lia.say('computer:noPins'));
  await lia.goOnline();
  await lia.upToDate();
  await verify();
});
