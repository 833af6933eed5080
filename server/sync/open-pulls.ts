/**
 * How a pull finds its answer: together with those that come at the same time
 * where it is small, alone where it is not, and by naming snapshots where it
 * would have to begin with much.
 */
import { databaseTrouble } from '#server/db/database-error.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { answerPulls } from './answer-pulls.ts';
import { askTogether, sameMoment } from './ask-together.ts';
import { nameSnapshots } from './name-snapshots.ts';
import type { ReadingPlaces } from './places.ts';
import type { PullQuestion, PullReading, Store } from './ports.ts';
import type { LastScopes, Pull } from './pull-beginnings.ts';
import { type Compress, openSnapshots, type SnapshotLimits } from './snapshots.ts';
import { mustBeSameStart, SyncError } from './sync-error.ts';

/** The lines of the answer, the last one the end. */
export type AnswerPull = (pull: Pull) => Promise<readonly string[]>;

export type PullsOptions = {
  readonly store: Store;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly limits: SnapshotLimits;
  readonly compress: Compress;
  readonly places: ReadingPlaces;
};

/** Pulls answered from one reading, and the rows of one scope that may come in it; who wants more reads alone. */
const together = { pulls: 256, rows: 1_000 };

/** For each space, at the start of the database it was opened on. */
export function createPulls(options: PullsOptions): (space: string, start: string) => AnswerPull {
  const { store, clock, limits, places } = options;

  return (space, start) => {
    const lastScopes: LastScopes = new Map();
    const read = async (question: PullQuestion): Promise<PullReading> => {
      const reading = await store.readPulls(space, question);
      mustBeSameStart(start, reading.head.start);
      return reading;
    };
    const snapshots = openSnapshots({ ...options, space, start });
    const context = { read, clock, lastScopes };
    const readInPlace = (question: PullQuestion) => places.small.take(() => read(question));
    const naming = { ...context, read: readInPlace, snapshots, limits };
    const limit = Math.min(together.rows, limits.rowsAtOnce);
    // Those that come while others are read are read together after them.
    const ask = askTogether({ atMost: together.pulls, gathered: sameMoment }, (pulls: readonly Pull[]) =>
      places.small.take(() => answerPulls(pulls, { ...context, limit })),
    );

    async function answerAlone(pull: Pull): Promise<readonly string[]> {
      const [alone] = await places.large.take(() => answerPulls([pull], context));
      if (alone === undefined || alone === 'alone') throw new Error('A pull alone was not answered');
      return alone;
    }

    return async (pull) => {
      const answer = await ask(pull).catch(orAlone);
      if (answer !== 'alone') return answer;
      const named = pull.query.snapshots && (await nameSnapshots(pull, naming));
      return named ? [JSON.stringify(named)] : answerAlone(pull);
    };
  };
}

/** What went wrong for one of many together goes wrong for that one alone. */
function orAlone(error: unknown): 'alone' {
  if (error instanceof SyncError || databaseTrouble(error) === 'unavailable') throw error;
  return 'alone';
}
