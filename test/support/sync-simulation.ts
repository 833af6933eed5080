/** A company at work: one real sync server in memory, people at their computers, and a network with faults. */

import type { RaiaClient } from '#renderer/data/client.ts';
import { numbersToSpare } from '#server/backup/restore-backup.ts';
import { createSync, type Sync } from '#server/sync/create-sync.ts';
import { createMemoryStore, type MemoryStore } from '#server/sync/memory-store.ts';
import type { DoneMutation } from '#server/sync/ports.ts';
import { type Kind, kinds, type Row } from '#shared/domain/kinds.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { idOf } from './ids.ts';
import { aComputer, type Computer } from './sync-computer.ts';
import { aDisk, type Disk } from './sync-disk.ts';
import { aTransport, type Faults, noFaults } from './sync-network.ts';
import { companyRows } from './sync-space.ts';
import { aDice, aSimTime, type Dice, type SimTime } from './sync-time.ts';

export type Place = Computer & { readonly person: Person; setOnline: (isOnline: boolean) => void };

export type Simulation = {
  readonly time: SimTime;
  readonly dice: Dice;
  readonly places: readonly Place[];
  readonly sync: () => Sync;
  /** Pushes and pulls so far. */
  readonly requests: () => number;
  readonly newPlace: (person: Person, options?: { disk?: Disk; skewMs?: number }) => Place;
  readonly setFaults: (faults: Faults) => void;
  /** Ends every session of a person, until they sign in again. */
  readonly signOut: (person: Person) => void;
  readonly signIn: (person: Person) => void;
  /** The server answers 400 to pushes that hold this text. */
  readonly rejectPushesWith: (text: string) => void;
  /** The database as it is now, for `restartServer('backup')`. */
  readonly backUp: () => void;
  /** The server comes back with the same database, with an empty one, or with what was last backed up. */
  readonly restartServer: (database: 'same' | 'empty' | 'backup') => Promise<void>;
  /** Everyone online, no faults, enough time: what remains is what stays. */
  readonly quiet: () => Promise<void>;
  /** What the server did with these. */
  readonly doneOf: (ms: readonly string[]) => Promise<readonly DoneMutation[]>;
};

const space = idOf('space');

export async function aSimulation(seed: number): Promise<Simulation> {
  const time = aSimTime();
  const dice = aDice(seed);
  const places: Place[] = [];
  let store: MemoryStore;
  let backup: MemoryStore | undefined;
  let sync: Sync;
  let faults = noFaults;
  let requests = 0;
  let rejected: string | undefined;
  const signedOut = new Set<string>();

  async function restartServer(database: 'same' | 'empty' | 'backup'): Promise<void> {
    if (database === 'backup' && backup !== undefined) store = backup.copy(numbersToSpare);
    if (database === 'empty') {
      store = createMemoryStore();
      store.createSpace({ id: space, name: 'Contábil Serra Azul' });
    }
    sync = createSync({ store, findMutator, clock: () => toInstant(time.now()), random: dice.bytes });
    if (database === 'empty') await sync.writeRows(space, companyRows());
  }

  await restartServer('empty');
  return {
    time,
    dice,
    places,
    sync: () => sync,
    requests: () => requests,
    newPlace: (person, { disk = aDisk(), skewMs = 0 } = {}) => {
      let isOnline = true;
      const computer = aComputer({
        session: { person, space: { id: space, name: 'Contábil Serra Azul' } },
        disk,
        time,
        dice,
        skewMs,
        transport: (isAlive) =>
          aTransport({
            sync: () => sync,
            author: { space, person: person.id },
            time,
            dice,
            faults: () => faults,
            isOnline: () => isOnline,
            isAlive,
            refuse: (push) => {
              if (signedOut.has(person.id)) return 'signed-out';
              return rejected !== undefined && push.includes(rejected) ? 'rejected' : undefined;
            },
            onRequest: () => {
              requests += 1;
            },
          }),
      });
      const place: Place = {
        ...computer,
        person,
        setOnline: (next) => {
          isOnline = next;
        },
      };
      places.push(place);
      return place;
    },
    setFaults: (next) => {
      faults = next;
    },
    signOut: ({ id }) => void signedOut.add(id),
    signIn: ({ id }) => void signedOut.delete(id),
    rejectPushesWith: (text) => {
      rejected = text;
    },
    backUp: () => {
      backup = store.copy(0);
    },
    restartServer,
    quiet: async () => {
      faults = noFaults;
      for (const place of places) {
        place.setOnline(true);
        place.disk.isFull = false;
        for (const window of place.windows()) window.thaw();
        if (place.windows().length === 0) place.open();
      }
      await time.advance(180_000);
    },
    doneOf: (ms) => store.locked(space, (locked) => locked.findDone(ms)),
  };
}

export type Contents = ReadonlyMap<string, Row>;

/** Every row a window shows. */
export function contentsOf(client: RaiaClient): Contents {
  const all = (Object.keys(kinds) as Kind[]).flatMap((kind): readonly Row[] => client.rows.all(kind));
  return new Map(all.map((row) => [row.id, row]));
}
