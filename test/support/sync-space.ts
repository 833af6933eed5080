/**
 * A company on a sync server, and computers that talk to it: what the tests of
 * push and pull stand on. Two teams; `agent` and `colleague` in one, `outsider`
 * in the other, `both` in both.
 */
import { randomUUID } from 'node:crypto';
import { createSync, type Sync } from '#server/sync/create-sync.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import type { Store } from '#server/sync/ports.ts';
import type { SnapshotLimits } from '#server/sync/snapshots.ts';
import type { Person } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Mutator, Write } from '#shared/mutations/mutator.ts';
import { findMutator, type MutatorArgs } from '#shared/mutations/registry.ts';
import {
  type Mutation,
  type PullEnd,
  type PullRow,
  type PushRequest,
  type PushResponse,
  pullEndSchema,
  pullRowSchema,
} from '#shared/protocol/messages.ts';
import { aCompany, aCustomer, aPerson, aTeam, caseToOpen, monday } from './builders.ts';
import { heflo } from './flows.ts';

export const otherTeam = aTeam({ name: 'Implantação' });
export const syncPeople = {
  agent: aPerson(),
  colleague: aPerson({ name: 'Ana Prado' }),
  outsider: aPerson({ name: 'Olga Reis', teamIds: [otherTeam.id] }),
  both: aPerson({ name: 'Luís Neves', roles: ['lead'], teamIds: [aTeam().id, otherTeam.id] }),
};

export type SyncSpace = {
  readonly sync: Sync;
  readonly store: Store;
  readonly space: string;
  readonly clock: { now: Instant };
  readonly bugs: unknown[];
};

export type SyncSpaceOptions = {
  readonly store?: Store;
  readonly space?: string;
  /** Beside the real ones. */
  readonly mutators?: readonly Mutator[];
  readonly snapshots?: SnapshotLimits;
};

/** The rows a company begins with. */
export function companyRows(): readonly Write[] {
  const rows: readonly Omit<Write, 'id'>[] = [
    { kind: 'company', doc: aCompany() },
    { kind: 'team', doc: aTeam() },
    { kind: 'team', doc: otherTeam },
    ...Object.values(syncPeople).map((doc) => ({ kind: 'person' as const, doc })),
    { kind: 'customer', doc: aCustomer() },
    { kind: 'flow-version', doc: heflo },
    { kind: 'flow', doc: { id: heflo.flowId, name: heflo.name, currentVersionId: heflo.id } },
  ];
  return rows.map((row) => ({ ...row, id: row.doc.id }) as Write);
}

export async function aSyncSpace(options: SyncSpaceOptions = {}): Promise<SyncSpace> {
  const space = options.space ?? randomUUID();
  const store = options.store ?? memoryStoreWith(space);
  const clock = { now: monday };
  const bugs: unknown[] = [];
  const sync = createSync({
    store,
    findMutator: (name) => options.mutators?.find((mutator) => mutator.name === name) ?? findMutator(name),
    clock: () => clock.now,
    random: () => crypto.getRandomValues(new Uint8Array(16)),
    onBug: (_mutation, error) => bugs.push(error),
    ...(options.snapshots === undefined ? {} : { snapshots: options.snapshots }),
  });
  await sync.writeRows(space, companyRows());
  return { sync, store, space, clock, bugs };
}

function memoryStoreWith(space: string): Store {
  const store = createMemoryStore();
  store.createSpace({ id: space, name: 'Contábil Serra Azul' });
  return store;
}

export type Pulled = { readonly rows: readonly PullRow[]; readonly end: PullEnd };

export type TestClient = {
  readonly id: string;
  /** The next mutation of this computer, not yet sent. */
  readonly mutation: (name: string, args: object, parts?: Partial<Mutation>) => Mutation;
  readonly push: (mutations: readonly Mutation[], parts?: Partial<PushRequest>) => Promise<PushResponse>;
  /** Makes a mutation and sends it. */
  readonly mutate: (name: string, args: object, parts?: Partial<Mutation>) => Promise<PushResponse>;
  /** From nothing, unless told from where. */
  readonly pull: (from?: PullEnd, settled?: number) => Promise<Pulled>;
};

export function aClient(
  { sync, space, clock }: SyncSpace,
  person: Person,
  id: string = randomUUID(),
): TestClient {
  const author = { space, person: person.id };
  let mid = 0;
  const client: TestClient = {
    id,
    mutation: (name, args, parts = {}) => {
      mid = parts.mid ?? mid + 1;
      return { m: randomUUID(), mid, name, v: 1, args: { ...args }, base: {}, at: clock.now, ...parts };
    },
    push: (mutations, parts = {}) => sync.push(author, { client: id, term: null, mutations, ...parts }),
    mutate: (name, args, parts) => client.push([client.mutation(name, args, parts)]),
    pull: async (from, settled = 0) => {
      const cursors = (from?.scopes ?? []).map((scope) => `${scope}:${from?.head}`).join(',');
      const query = { client: id, settled, cursors, ...(from === undefined ? {} : { term: from.term }) };
      return parsePull(await sync.pull(author, query));
    },
  };
  return client;
}

export function parsePull(lines: readonly string[]): Pulled {
  const parsed = lines.map((line): unknown => JSON.parse(line));
  return {
    rows: parsed.slice(0, -1).map((line) => pullRowSchema.parse(line)),
    end: pullEndSchema.parse(must(parsed.at(-1), 'the last line')),
  };
}

export function openArgs(
  caseId: string,
  parts: Partial<MutatorArgs<'case.open'>> = {},
): MutatorArgs<'case.open'> {
  return caseToOpen({ flowId: heflo.flowId, caseId, ...parts });
}
