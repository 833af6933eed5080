/** After the last kill: everything is sent, and the server has it exactly once. */
import { nameOf } from './claims.ts';
import type { Checked } from './kill-round.ts';
import { readServerEvents } from './server-events.ts';
import type { Stage } from './stage.ts';

export async function finalCheck({ server, computer, worker, claims, account }: Stage): Promise<Checked> {
  const page = computer.page();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  const pill = page.getByTestId('sync-pill');
  await pill.and(page.locator('[data-mood=up-to-date], [data-mood=needs-you]')).waitFor();
  const mood = await pill.getAttribute('data-mood');

  const written = claims.writings();
  const broken: string[] =
    mood === 'up-to-date' ? [] : ['something was refused, and nobody else was at work'];
  const form = await worker.readForm();
  for (const openCase of worker.cases()) {
    const { subject, shown } = await worker.read(openCase);
    broken.push(...claims.broken(subject, shown));
  }

  const texts = (await readServerEvents(server.url, account))
    .map(({ happening }) => ('text' in happening ? happening.text.trimEnd() : ''))
    .filter((text) => nameOf(text) !== undefined);
  for (const { text } of written.flatMap(({ sent }) => sent)) {
    const times = texts.filter((candidate) => candidate === text).length;
    if (times !== 1) broken.push(`kept in the timeline, and on the server ${times} times: ${text}`);
  }
  for (const text of new Set(texts.filter((one, place) => texts.indexOf(one) !== place)))
    broken.push(`on the server more than once: ${text}`);
  for (const { draft } of written.filter(({ subject }) => subject === '')) {
    const isThere = [form, ...texts].some((text) => text.startsWith(draft));
    if (!isThere) broken.push(`kept in the form of a new case, and gone: ${draft}`);
  }
  await server.raia('verify');
  return { what: 'everything sent, and `raia verify`', broken };
}
