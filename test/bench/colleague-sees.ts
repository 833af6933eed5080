/**
 * Someone opens a case, and writes a note in it: how long until a colleague's
 * screen shows them. The limit is the same push without a screen, from sending
 * it to word of it on a live connection.
 */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { z } from 'zod';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { PushRequest } from '#shared/protocol/messages.ts';
import type { Desk } from '#test/e2e/support/desk.ts';
import { signInTo } from './api.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';
import { watchEvent, watchPaint } from './time-to-paint.ts';

const tries = 30;

export async function colleagueSees(stage: Stage): Promise<readonly Measured[]> {
  const desk = await stage.sitDown('lia');
  const colleague = await stage.sitDown('bruno');
  await colleague.button(colleague.say('queue:chip_open')).click();
  const opened: number[] = [];
  const noted: number[] = [];
  for (let nth = 0; nth < tries; nth++) {
    const subject = `Painel parado ${randomUUID().slice(0, 8)}`;
    opened.push(
      await seenAfter(
        desk,
        colleague,
        { selector: `ul[aria-label="${colleague.say('queue:list')}"]`, text: subject },
        () => desk.openCase({ subject }),
      ),
    );
    await colleague.page.getByRole('link', { name: subject }).click();
    await colleague.title(subject).waitFor();
    const text = `Reiniciei o painel ${randomUUID().slice(0, 8)}`;
    await desk.write('note', text);
    noted.push(
      await seenAfter(
        desk,
        colleague,
        { selector: `section[aria-label="${colleague.say('case:timeline')}"]`, text },
        () => desk.button(new RegExp(`^${desk.say('case:saveNote')}`)).click(),
      ),
    );
  }
  for (const { page } of [desk, colleague]) await page.context().close();
  const limit = await bareTimes(stage);
  const parts = { unit: 'ms', target: { atMost: 1_000 } } as const;
  const beside = (part: number) => ({ 'push to poke, no screen': quantile(limit, part) });
  return (
    [
      ['case', 'a case is opened', opened],
      ['note', 'a note is written', noted],
    ] as const
  ).flatMap(([name, what, times]) =>
    ([0.5, 0.95] as const).map((part) => ({
      ...parts,
      name: `colleague-sees-${name}-p${part * 100}`,
      what: `${what}: click to a colleague's screen painted, of ${tries}`,
      ours: quantile(times, part),
      peers: beside(part),
    })),
  );
}

/** From the last click of `act` at one desk to `shown` at the other. */
async function seenAfter(
  desk: Desk,
  colleague: Desk,
  shown: { readonly selector: string; readonly text: string },
  act: () => Promise<void>,
): Promise<number> {
  const seen = await watchPaint(colleague.page, [shown]);
  const clicked = await watchEvent(desk.page, 'click');
  await act();
  return (await seen()) - (await clicked());
}

/** A note, pushed and heard of by a program. */
async function bareTimes(stage: Stage): Promise<readonly number[]> {
  const server = await stage.server();
  const { ask, rows } = await signInTo(server, 'lia');
  const { ticket } = z.object({ ticket: z.string() }).parse(await ask('/api/sync/live', {}));
  const live = new WebSocket(`${server.url.replace('http', 'ws')}/api/sync/live?ticket=${ticket}`);
  await new Promise((resolve) => live.once('open', resolve));
  const client = randomUUID();
  const caseId = must(
    (await rows()).find(({ kind }) => kind === 'case'),
    'a case',
  ).id;
  const times: number[] = [];
  for (let mid = 1; mid <= tries; mid++) {
    const at = toInstant(Date.now());
    const args = { caseId, text: `nota ${mid}` };
    const request: PushRequest = {
      ...{ client, term: null },
      mutations: [{ m: randomUUID(), mid, name: 'case.note', v: 1, args, base: {}, at }],
    };
    const begun = performance.now();
    const poked = new Promise((resolve) => live.once('message', resolve));
    await Promise.all([ask('/api/sync/push', request), poked]);
    times.push(performance.now() - begun);
  }
  live.close();
  return times;
}
