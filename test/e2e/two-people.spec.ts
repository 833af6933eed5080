import { test } from './support/fixtures.ts';

test('a case opened by one person is in front of the other at once', async ({ sitDown, verify }) => {
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject: 'Leitor de código de barras mudo' });
  await bruno.openByName('Leitor de código de barras mudo');
  await bruno.isAt('Analisar e categorizar');
  await verify();
});
