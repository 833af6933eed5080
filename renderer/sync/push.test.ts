import { expect, test } from 'vitest';
import { foldJournal } from '#renderer/data/journal.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import { must } from '#shared/lib/must.ts';
import { monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { createLedger } from './ledger.ts';
import { createPusher } from './push.ts';
import type { Transport } from './transport.ts';

/** A server as one client knows it: it has everything up to a mid, and takes what comes right after. */
function aServer() {
  const asked: (readonly number[])[] = [];
  const server = { have: 0, asked };
  const push: Transport['push'] = async ({ mutations }) => {
    const mids = mutations.map(({ mid }) => mid);
    asked.push(mids);
    if (must(mids[0], 'a mutation') > server.have + 1) return { kind: 'gap', have: server.have };
    server.have = Math.max(server.have, ...mids);
    return { kind: 'done', outcomes: mutations.map(({ m }) => ({ m, outcome: { kind: 'applied' } })) };
  };
  return { server, push };
}

function work(name: string): Work {
  const args = { caseId: idOf('case'), text: name };
  return { m: idOf(name), name: 'case.note', v: 1, args, base: {}, at: monday };
}

test('what a server answered and has lost since is sent again, before what came after it', async () => {
  const { server, push } = aServer();
  const ledger = createLedger({
    state: foldJournal([]),
    write: async () => {},
    newId: () => idOf('client'),
    onChange: () => {},
  });
  const pusher = createPusher({ push }, ledger);
  await ledger.take(work('first'));
  await ledger.take(work('second'));
  expect(await pusher.step(null)).toBe('sent');
  expect(await pusher.step(null)).toBe('idle');
  server.have = 1;
  await ledger.take(work('third'));
  while ((await pusher.step(null)) !== 'idle');
  expect(server.asked).toEqual([[1, 2], [3], [2, 3]]);
});
