/** A computer asks for 10,000 changed rows: what the server takes to answer, beside the bare text out of the database. */
import { randomUUID } from 'node:crypto';
import { type Team, teamSchema } from '#shared/domain/people/person.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { pullEndSchema } from '#shared/protocol/messages.ts';
import { aPerson } from '#test/support/builders.ts';
import { type Measured, median } from '../figure.ts';
import { sampleRows, sampleTeams } from '../store/sample-rows.ts';
import { type OwnPostgres, openSync, withPostgres } from './own-postgres.ts';

const rows = 10_000;
const rounds = 45;
const teamIds: readonly Team['id'][] = sampleTeams.map((id) => teamSchema.parse({ id, name: 'Suporte' }).id);
const person = aPerson({ teamIds });

export function pullAnswer(): Promise<readonly Measured[]> {
  return withPostgres(measurePulls);
}

async function measurePulls({ db, space }: OwnPostgres): Promise<readonly Measured[]> {
  const sync = openSync(db);
  await sync.writeRows(space, [{ id: person.id, kind: 'person', doc: person }]);
  const author = { space, person: person.id };
  const [line = ''] = (await sync.pull(author, { client: randomUUID(), settled: 0, cursors: '' })).slice(-1);
  const { head, term, scopes } = pullEndSchema.parse(JSON.parse(line));
  for (const write of inOrder()) await sync.writeRows(space, write);
  await db.query('ANALYZE');
  const query = {
    client: randomUUID(),
    settled: 0,
    term,
    cursors: scopes.map((scope) => `${scope}:${head}`).join(','),
  };
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(
      await timed(
        () => sync.pull(author, query),
        (lines) => lines.length === rows + 1,
      ),
    );
    bare.push(
      await timed(
        () =>
          db.query<{ text: string }>(
            `SELECT string_agg(doc::text, E'\\n' ORDER BY ver) AS text FROM row WHERE space = $1 AND ver > $2`,
            [space, head],
          ),
        ([answer]) => (answer?.text.length ?? 0) > rows * 500,
      ),
    );
  }
  return [
    {
      name: 'pull-answer',
      what: `a pull of ${rows.toLocaleString('en')} rows answered by the server, median of ${rounds}`,
      unit: 'ms',
      ours: median(ours),
      peers: { 'their bare text, aggregated': median(bare) },
      target: { guide: 90, ratioAtMost: 1.3 },
    },
  ];
}

/** A case before what happened in it, 200 rows at a time. */
function* inOrder(): Generator<readonly Write[]> {
  const all = [...sampleRows(rows)].sort(
    (one, other) => Number(one.parent !== null) - Number(other.parent !== null),
  );
  for (let from = 0; from < all.length; from += 200)
    yield all
      .slice(from, from + 200)
      .map(({ id, kind, parent, doc }) => ({ id, kind, parent, doc }) as Write);
}

async function timed<T>(work: () => Promise<T>, isWhole: (answer: T) => boolean): Promise<number> {
  const begun = performance.now();
  const answer = await work();
  const ms = performance.now() - begun;
  if (!isWhole(answer)) throw new Error('An answer was not whole');
  return ms;
}
