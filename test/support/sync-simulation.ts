/** Companies at work: real sync servers in memory, people at their computers, and a network with faults. */

import type { RaiaClient } from '#renderer/data/client.ts';
import { keptSettledMs } from '#renderer/data/journal.ts';
import { numbersToSpare } from '#server/backup/restore-backup.ts';
import { lifetimes, sweepSpace } from '#server/jobs/sweep.ts';
import type { Sync } from '#server/sync/create-sync.ts';
import { type Kind, kinds, type Row } from '#shared/domain/kinds.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { idOf } from './ids.ts';
import { asNewest, asOlder, rewriteDisk } from './sync-builds.ts';
import { aComputer, type Computer } from './sync-computer.ts';
import { aDatabase, type SimDatabase, type SpaceName } from './sync-database.ts';
import { aDisk, type Disk } from './sync-disk.ts';
import { aTransport, type Faults, noFaults } from './sync-network.ts';
import { aServer, type SimServer } from './sync-server.ts';
import { companyRows } from './sync-space.ts';
import { aDice, aSimTime, type Dice, type SimTime } from './sync-time.ts';

export const space: SpaceName = { id: idOf('space'), name: 'Contábil Serra Azul' };
/** Of another company, with people of the same ids. */
export const otherSpace: SpaceName = { id: idOf('other space'), name: 'Padaria Sol Nascente' };

/** What one person has of one company on one computer. */
export type Place = Computer & {
  readonly person: Person;
  readonly space: SpaceName;
  readonly setOnline: (isOnline: boolean) => void;
  readonly isOnline: () => boolean;
  readonly setSkew: (ms: number) => void;
  /** The app is put back to an older build, or updated. Its windows are to be closed. */
  readonly setOlder: (isOlder: boolean) => void;
  readonly isOlder: () => boolean;
};

export type PlaceOptions = {
  readonly disk?: Disk;
  readonly space?: SpaceName;
};

export type Simulation = {
  readonly time: SimTime;
  readonly dice: Dice;
  readonly places: readonly Place[];
  readonly server: SimServer;
  readonly database: SimDatabase;
  readonly sync: () => Sync;
  /** Pushes and pulls so far. */
  readonly requests: () => number;
  readonly newPlace: (person: Person, options?: PlaceOptions) => Place;
  readonly setFaults: (faults: Faults) => void;
  /** Ends every session of a person, until they sign in again. */
  readonly signOut: (person: Person) => void;
  readonly signIn: (person: Person) => void;
  /** The company wants the computers of a person wiped. */
  readonly askWipe: (person: Person) => void;
  /** The server answers 400 to pushes that hold this text. */
  readonly rejectPushesWith: (text: string) => void;
  /** The database as it is now, for `restartServer('backup')`. */
  readonly backUp: () => void;
  /** The server comes back with the same database, with an empty one, or with what was last backed up. */
  readonly restartServer: (database: 'same' | 'empty' | 'backup') => Promise<void>;
  /** The server forgets who left what more than ten seconds ago, and snapshots as old. */
  readonly sweep: () => Promise<void>;
  /** Everyone online, no faults, enough time: what remains is what stays. */
  readonly quiet: () => Promise<void>;
};

/** Outcomes live as long as in a company: work is done once, however late it comes. */
const shortMemory = { ...lifetimes, waypoints: 1_000, exits: 10_000 };

export async function aSimulation(seed: number): Promise<Simulation> {
  const time = aSimTime();
  const dice = aDice(seed);
  const database = aDatabase([space, otherSpace], time.now);
  const server = aServer(database, time, dice);
  const places: Place[] = [];
  let faults = noFaults;
  let requests = 0;
  let rejected: string | undefined;
  const closed = new Map<string, 'signed-out' | 'wiped'>();

  async function restartServer(which: 'same' | 'empty' | 'backup'): Promise<void> {
    if (which === 'backup') database.restore(numbersToSpare(toInstant(time.now()), toInstant(time.now())));
    if (which === 'empty') database.wipe();
    server.start();
    if (which === 'empty') await foundCompanies();
  }

  async function foundCompanies(): Promise<void> {
    for (const { id } of [space, otherSpace]) await server.sync().writeRows(id, companyRows());
  }

  function newPlace(person: Person, { disk = aDisk(), space: its = space }: PlaceOptions = {}): Place {
    let isOnline = true;
    let isOlder = false;
    let skewMs = 0;
    const computer = aComputer({
      session: { person, space: its },
      disk,
      // By turns, so that no plan depends on chance for it.
      isBrowser: places.length % 2 === 1,
      time,
      dice,
      lostMessages: () => faults.lostMessages,
      skewMs: () => skewMs,
      transport: (isAlive) =>
        aTransport({
          sync: server.sync,
          blobs: server.blobs,
          author: { space: its.id, person: person.id },
          time,
          dice,
          faults: () => faults,
          isOnline: () => isOnline,
          isAlive,
          isOlder: () => isOlder,
          refuse: (push) => {
            const isRejected = rejected !== undefined && push.includes(rejected);
            return closed.get(person.id) ?? (isRejected ? 'rejected' : undefined);
          },
          onRequest: () => {
            requests += 1;
          },
        }),
    });
    const place: Place = {
      ...computer,
      person,
      space: its,
      setOnline: (next) => {
        isOnline = next;
      },
      isOnline: () => isOnline,
      setSkew: (ms) => {
        skewMs = ms;
      },
      setOlder: (next) => {
        if (next === isOlder) return;
        isOlder = next;
        rewriteDisk(disk, next ? asOlder : asNewest);
      },
      isOlder: () => isOlder,
    };
    places.push(place);
    return place;
  }

  await foundCompanies();
  return {
    time,
    dice,
    places,
    server,
    database,
    sync: server.sync,
    requests: () => requests,
    newPlace,
    setFaults: (next) => {
      faults = next;
    },
    signOut: ({ id }) => void closed.set(id, 'signed-out'),
    signIn: ({ id }) => void closed.delete(id),
    askWipe: ({ id }) => void closed.set(id, 'wiped'),
    rejectPushesWith: (text) => {
      rejected = text;
    },
    backUp: database.backUp,
    restartServer,
    sweep: async () => {
      const { store } = database.connect();
      const now = toInstant(time.now());
      for (const { id } of [space, otherSpace]) {
        await sweepSpace(store, id, now, shortMemory);
        await store.dropSnapshots(id, toInstant(now - shortMemory.exits));
      }
    },
    quiet: async () => {
      faults = noFaults;
      for (const place of places) {
        place.setOnline(true);
        place.disk.isFull = false;
        for (const window of place.windows()) window.thaw();
        if (place.windows().length === 0) place.open();
      }
      await time.advance(180_000);
      // What waits for a row that nobody brings any more is given up after days.
      if (places.some(hasPending)) {
        time.sleep(keptSettledMs);
        await time.advance(180_000);
      }
    },
  };
}

export type Contents = ReadonlyMap<string, Row>;

/** Every row a window shows. */
export function contentsOf(client: Pick<RaiaClient, 'rows'>): Contents {
  const all = (Object.keys(kinds) as Kind[]).flatMap((kind): readonly Row[] => client.rows.all(kind));
  return new Map(all.map((row) => [row.id, row]));
}

function hasPending(place: Place): boolean {
  return place.windows().some(({ client }) => client.sync.state().pending > 0);
}
