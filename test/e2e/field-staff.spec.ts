import { expect, test } from './support/fixtures.ts';
import { aPicture } from './support/pictures.ts';
import { password } from './support/raia-server.ts';
import { showComputer } from './support/screens.ts';

const photo = aPicture('balcão.png', [200, 120, 30]);
const sketch = aPicture('croqui.png', [20, 20, 120]);

test('a case is given to field staff of another team; when it goes again, what it leaves on their computer is told', async ({
  newDesk,
  sitDown,
  server,
  verify,
}) => {
  const subject = 'Balança do balcão não zera';
  await server.raia('team', 'add', 'Em campo');
  await server.raia(
    ...['user', 'add', 'rui', '--name', 'Rui Dias', '--roles', 'agent,field', '--team', 'Em campo'],
    ...['--password', password],
  );
  const rui = await newDesk();
  await rui.signIn('rui');
  const lia = await sitDown('lia');
  await lia.openCase({ subject });
  const assignee = lia.page.getByRole('button', { name: new RegExp(`^${lia.say('case:assign')}`) });
  await lia.choose(assignee, 'Rui Dias');
  await lia.upToDate();

  await rui.openByName(subject);
  await rui.chooseFiles(photo);
  await rui.send();
  await rui.upToDate();
  await lia.handOver('Bruno Teixeira', 'Ele leva a peça.');
  await lia.upToDate();
  await rui.openCase({ subject: 'Outra balança' });
  await rui.chooseFiles(sketch);
  await showComputer(rui);
  const row = (name: string) => rui.page.getByRole('row', { name: new RegExp(`^${name}`) });
  const count = (name: string) => row(name).getByRole('cell').first();
  await expect(count(rui.say('computer:kind_file'))).toHaveText('0');
  await expect(count(rui.say('computer:kind_draftFile'))).toHaveText('1');
  await expect(count(rui.say('computer:kind_leftFile'))).toHaveText('1');
  await expect(row(rui.say('computer:kind_leftFile'))).toContainText(rui.say('computer:leftFileEnds'));
  await verify();
});
