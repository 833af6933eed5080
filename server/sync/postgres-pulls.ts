/**
 * Reading for pulls, in one statement: it is its own snapshot, and whoever
 * waits for it waits for one way to the database and back.
 */
import type { Queryable } from '#server/db/database.ts';
import type { Change, PullQuestion, PullReading, SumChange } from './ports.ts';
import { SpaceMissingError } from './ports.ts';
import { type TellableRow, toChange } from './to-change.ts';
import { toSums } from './to-sums.ts';

/** In the first row the document is everything but the changes. */
type Part =
  | { readonly nth: 0; readonly doc: string }
  | (TellableRow & {
      /** Which cursor it came after, from 1. */
      readonly nth: number;
      readonly at: number;
      readonly heldBy: readonly string[] | null;
    });

type Rest = Omit<PullReading, 'changes' | 'sums'> & { readonly sums: readonly SumChange[] };

const head = `json_build_object('name', name, 'ver', ver, 'nextNumber', next_number, 'horizon', horizon_ver,
                'start', pg_postmaster_start_time()::text)`;

const terms = `(SELECT coalesce(json_agg(json_build_object('n', n, 'uuid', uuid, 'fromVer', from_ver) ORDER BY n), '[]')
                  FROM term WHERE space = $1)`;

const teams = `(SELECT coalesce(json_agg(id), '[]') FROM row WHERE space = $1 AND kind = 'team')`;

const person = `(SELECT json_build_object('id', id, 'kind', kind, 'doc', doc::text)
                   FROM row WHERE space = $1 AND id = asked.person)`;

const done = `(SELECT coalesce(json_agg(json_build_object('m', m, 'mid', mid, 'outcome', outcome) ORDER BY mid), '[]')
                 FROM done WHERE space = $1 AND client = c.id AND mid > asked.settled)`;

const askers = `(
  SELECT coalesce(json_agg(json_build_object(
           'row', ${person}, 'lastMid', coalesce(c.last_mid, 0), 'done', ${done}) ORDER BY asked.nth), '[]')
    FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) WITH ORDINALITY AS asked (person, client, settled, nth)
    LEFT JOIN LATERAL (
         SELECT id, last_mid FROM client
          WHERE space = $1 AND id = asked.client AND person = asked.person OFFSET 0) c ON true)`;

const sums = `(SELECT coalesce(json_agg(json_build_object('scope', scope, 'kind', kind, 'rows', rows, 'hash', hash)), '[]')
                 FROM scope_sum WHERE space = $1 AND scope = ANY ($8::text[]) AND rows <> 0)`;

/**
 * One walk along the index for each cursor, and one look at each row it meets.
 * The limit, even without a number, keeps the planner from joining instead: it
 * would read the whole company to find two rows.
 */
const changes = `
  SELECT asked.nth, r.id, r.kind, r.parent, r.ver, f.ver AS at, CASE WHEN NOT f.gone THEN r.doc END AS doc,
         CASE WHEN f.gone THEN ARRAY (
           SELECT o.scope FROM feed o WHERE o.space = $1 AND o.id = f.id AND NOT o.gone) END AS "heldBy"
    FROM unnest($5::text[], $6::bigint[]) WITH ORDINALITY AS asked (scope, since, nth)
   CROSS JOIN LATERAL (
         SELECT id, ver, gone FROM feed
          WHERE space = $1 AND scope = asked.scope AND ver > asked.since AND (asked.since > 0 OR NOT gone)
          ORDER BY ver LIMIT $7) f
   CROSS JOIN LATERAL (
         SELECT id, kind, parent, ver, doc::text AS doc FROM row
          WHERE space = $1 AND id = f.id OFFSET 0) r`;

const statement = `
  SELECT 0 AS nth, NULL::uuid AS id, NULL AS kind, NULL::uuid AS parent, NULL::bigint AS ver, NULL::bigint AS at,
         json_build_object('head', ${head}, 'terms', ${terms}, 'teams', ${teams}, 'askers', ${askers},
                           'sums', ${sums})::text AS doc,
         NULL::text[] AS "heldBy"
    FROM space WHERE id = $1
   UNION ALL ${changes}`;

export async function readPulls(
  db: Queryable,
  space: string,
  { asking, cursors, summed = [], limit }: PullQuestion,
): Promise<PullReading> {
  const parts = await db.query<Part>(
    statement,
    [
      space,
      asking.map(({ person }) => person),
      asking.map(({ client }) => client),
      asking.map(({ settled }) => settled),
      cursors.map(({ scope }) => scope),
      cursors.map(({ ver }) => ver),
      limit ?? null,
      summed,
    ],
    'read-pulls',
  );
  const changes = cursors.map((): Change[] => []);
  let rest: Rest | undefined;
  for (const part of parts) {
    if (isRest(part)) rest = JSON.parse(part.doc);
    else {
      changes[part.nth - 1]?.push(toChange(part, part.at, part.heldBy ?? []));
    }
  }
  if (rest === undefined) throw new SpaceMissingError(`No space ${space}`);
  // They come in this order, unless the database walks along several cursors at once.
  for (const each of changes) each.sort((one, other) => one.at - other.at);
  return { ...rest, changes, sums: toSums(summed, rest.sums) };
}

function isRest(part: Part): part is Extract<Part, { readonly nth: 0 }> {
  return part.nth === 0;
}
