/** Runs in a page: notes are written in our store, by turns with one strict transaction of the same record. */
import '#renderer/app/without-eval.ts';
import { Dexie } from 'dexie';
import { must } from '#shared/lib/must.ts';
import { openFilled, untilDeflated } from './raia.ts';
import { pullTextOf, sampleRows } from './sample-rows.ts';

export type KeepInput = { readonly rows: number; readonly notes: number };
export type KeepTimes = {
  /** From the call until the screens have their rows. */
  readonly state: readonly number[];
  /** From the call until it may be said to be kept. */
  readonly kept: readonly number[];
  readonly strict: readonly number[];
};

Reflect.set(globalThis, 'keepNotes', keepNotes);

async function keepNotes({ rows, notes }: KeepInput): Promise<KeepTimes> {
  const client = await openFilled(pullTextOf(sampleRows(rows), { fresh: true }));
  await untilDeflated();
  const cases = client.rows.all('case');
  const text = 'Called back, nobody there.';
  const table = strictTable();
  const times = { state: [] as number[], kept: [] as number[], strict: [] as number[] };
  for (let nth = 0; nth < notes; nth++) {
    const caseId = must(cases[nth * 7], 'a case').doc.id;
    const begun = performance.now();
    const made = client.mutate('case.note', { caseId, text });
    client.rows.all('case');
    client.rows.childrenOf('event', caseId);
    times.state.push(performance.now() - begun);
    if (made.kind === 'refused') throw new Error(`Refused: ${made.code}`);
    await made.kept;
    times.kept.push(performance.now() - begun);
    const strictly = performance.now();
    await table.put({ m: made.m, records: [{ n: nth, record: { caseId, text } }] });
    times.strict.push(performance.now() - strictly);
  }
  await client.close();
  return times;
}

function strictTable() {
  const dexie = new Dexie('peer-strict', { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ journal: 'm' });
  return dexie.table('journal');
}
