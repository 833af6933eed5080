/**
 * A pull: everything that changed in the scopes a person holds, as of one
 * moment. Rows go out as the text they are stored in. The last line publishes
 * the others; an answer cut short is no answer.
 */

import { toActor } from '#shared/domain/people/actor.ts';
import { personSchema, type TeamId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { PullEnd, PullQuery } from '#shared/protocol/messages.ts';
import { holdsEveryTeam, scopesOf } from '#shared/protocol/scopes.ts';
import { areOurs, cursorsFor, parseCursors } from './cursors.ts';
import type { Change, GatheredRow, SpaceSnapshot } from './ports.ts';

export async function answerPull(
  snapshot: SpaceSnapshot,
  person: string,
  query: PullQuery,
  now: Instant,
): Promise<readonly string[]> {
  const cursors = parseCursors(query.cursors);
  const terms = await snapshot.terms();
  const { ver: head } = snapshot.head;
  const isOurs = areOurs(cursors, query.term, terms, head);
  const fresh = !isOurs || [...cursors.values()].some((ver) => ver < snapshot.head.horizon);
  const [row] = await snapshot.gather([person]);
  const scopes = await findGrants(row, snapshot.teams);
  const changes = await snapshot.changesSince(cursorsFor(scopes, fresh ? new Map() : cursors));
  const [client] = await snapshot.findClients([query.client]);
  const isOwn = client?.person === person;
  const outcomes = isOwn ? await snapshot.doneSince(query.client, query.settled) : [];
  const end: PullEnd = {
    end: true,
    head,
    term: must(terms.at(-1), 'the term of an opened space').uuid,
    fresh,
    restored: !isOurs,
    scopes,
    lastMid: isOwn ? client.lastMid : 0,
    outcomes: outcomes.map(({ m, mid, outcome }) => ({ m, mid, outcome })),
    now,
  };
  return [...changes.map(toLine), JSON.stringify(end)];
}

/** A person who was disabled, or is not of this company, holds nothing. */
export async function findGrants(
  row: Pick<GatheredRow, 'kind' | 'doc'> | undefined,
  readTeams: () => Promise<readonly TeamId[]>,
): Promise<readonly string[]> {
  if (row?.kind !== 'person') return [];
  const person = personSchema.parse(JSON.parse(row.doc));
  if (person.isDisabled) return [];
  const actor = toActor(person);
  return scopesOf(actor, holdsEveryTeam(actor) ? await readTeams() : []);
}

function toLine({ id, kind, parent, ver, at, doc }: Change): string {
  const row = JSON.stringify(
    doc === null
      ? { id, kind, parent, ver, gone: true }
      : { id, kind, parent, ver, ...(at > ver ? { at } : {}) },
  );
  return doc === null ? row : `${row.slice(0, -1)},"doc":${doc}}`;
}
