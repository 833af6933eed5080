/** What the server has for one person, asked for as by a computer that has nothing. */
import { randomUUID } from 'node:crypto';
import { type CaseEvent, caseEventSchema } from '#shared/domain/case/case-event.ts';
import { pullEndSchema, pullRowSchema } from '#shared/protocol/messages.ts';
import { signedInSchema } from '#shared/protocol/session.ts';

type SignIn = { readonly login: string; readonly password: string };

export async function readServerEvents(url: string, who: SignIn): Promise<readonly CaseEvent[]> {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...who, device: 'torture' }),
  });
  const { token } = signedInSchema.parse(await session.json());
  const pull = await fetch(`${url}/api/sync/pull?client=${randomUUID()}&settled=0`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const lines = (await pull.text()).split('\n').filter((line) => line !== '');
  pullEndSchema.parse(JSON.parse(lines.at(-1) ?? ''));
  return lines
    .slice(0, -1)
    .map((line) => pullRowSchema.parse(JSON.parse(line)))
    .filter(({ kind }) => kind === 'event')
    .map(({ doc }) => caseEventSchema.parse(doc));
}
