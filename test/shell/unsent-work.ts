/** Work done at a desk whose server went away: a case opened, a note written, a message begun with a file to go along. */
import { expect } from 'vitest';
import { Desk } from '../e2e/support/desk.ts';
import type { RaiaServer } from '../e2e/support/raia-server.ts';
import type { Shell } from './shell.ts';

const subject = 'Sem rede no balcão';
const note = 'A loja toda está sem rede.';
const draft = 'Bom dia! Já estamos';
const reading = 'Leitura do roteador: 3 quedas';
export const typedWords = [subject, note, draft, reading] as const;

export async function signIn(shell: Shell, server: RaiaServer): Promise<Desk> {
  const door = new Desk(await shell.page(), server.url, 'en');
  await door.knock('bruno');
  const desk = door.reading('pt-BR');
  await desk.personButton.waitFor();
  return desk;
}

/** Signed in, then cut off; all of it kept and nothing sent. */
export async function workWithoutServer(desk: Desk, server: RaiaServer): Promise<void> {
  await desk.upToDate();
  await server.kill();
  await desk.openCase({ subject });
  await desk.writeNote(note);
  await desk.write('message', draft);
  await desk.chooseFiles({ name: 'leitura.txt', mimeType: 'text/plain', buffer: Buffer.from(reading) });
  await desk.draftKept();
  await desk.timeline.getByText(desk.say('case:pendingLine')).last().waitFor();
}

export async function seesItsWork(shell: Shell, server: RaiaServer): Promise<Desk> {
  const desk = new Desk(await shell.page(), server.url);
  await desk.personButton.waitFor();
  await desk.openByName(subject);
  await desk.timeline.getByText(note).waitFor();
  await desk.tab('message').click();
  expect(await desk.composer.inputValue()).toBe(draft);
  return desk;
}
