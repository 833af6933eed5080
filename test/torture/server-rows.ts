/** What the server has, asked for as by a computer that has nothing. */
import { randomUUID } from 'node:crypto';
import { caseEventSchema } from '#shared/domain/case/case-event.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { must } from '#shared/lib/must.ts';
import { type PullRow, pullEndSchema, pullRowSchema } from '#shared/protocol/messages.ts';
import { signedInSchema } from '#shared/protocol/session.ts';
import type { Seat } from './seat.ts';

export type OnServer = {
  /** Of messages and notes, as they were written. */
  readonly texts: readonly string[];
  /** Of all cases. */
  readonly numbers: readonly number[];
};

/** With the eyes of the person at these seats. */
export async function readServer(url: string, seats: readonly Seat[]): Promise<OnServer> {
  const rows = await pullAll(url, must(seats[0], 'a seat').account);
  const docsOf = (kind: string): readonly unknown[] =>
    rows.filter((row) => row.kind === kind).map(({ doc }) => doc);
  return {
    texts: docsOf('event')
      .map((doc) => caseEventSchema.parse(doc).happening)
      .map((happening) => ('text' in happening ? happening.text.trimEnd() : '')),
    numbers: docsOf('case').flatMap((doc) => supportCaseSchema.parse(doc).number ?? []),
  };
}

async function pullAll(url: string, account: Seat['account']): Promise<readonly PullRow[]> {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...account, device: 'torture' }),
  });
  const { token } = signedInSchema.parse(await session.json());
  const pull = await fetch(`${url}/api/sync/pull?client=${randomUUID()}&settled=0`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const lines = (await pull.text()).split('\n').filter((line) => line !== '');
  pullEndSchema.parse(JSON.parse(lines.at(-1) ?? ''));
  return lines.slice(0, -1).map((line) => pullRowSchema.parse(JSON.parse(line)));
}
