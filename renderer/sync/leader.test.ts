import { expect, test } from 'vitest';
import { aSimTime } from '../../test/support/sync-time.ts';
import { type Locks, seekLeadership } from './leader.ts';

/** A lock that another window holds until it is stolen. */
function heldElsewhere(time: ReturnType<typeof aSimTime>) {
  const steals: number[] = [];
  const locks: Locks = {
    hold: (_name, { steal }, { onHeld }) => {
      if (steal) {
        steals.push(time.now());
        time.after(0, onHeld);
      }
      return () => {};
    },
  };
  return { locks, steals };
}

function follower(answers: boolean) {
  const time = aSimTime();
  const { locks, steals } = heldElsewhere(time);
  let leads = 0;
  const leadership = seekLeadership({
    locks,
    clock: { now: time.now, after: time.after, pause: async () => {} },
    name: 'store',
    ping: () => {
      if (answers) time.after(1900, () => leadership.heard());
    },
    onLead: () => {
      leads += 1;
    },
    onLost: () => {},
  });
  return { time, steals, leads: () => leads, leadership };
}

test('a leader that answers within 2 s is left alone', async () => {
  const { time, steals } = follower(true);
  await time.advance(60_000);
  expect(steals).toEqual([]);
});

test('2 s without an answer and the lock is taken, once', async () => {
  const { time, steals, leads } = follower(false);
  const from = time.now();
  await time.advance(60_000);
  expect(steals.map((at) => at - from)).toEqual([2000]);
  expect(leads()).toBe(1);
});

test('a window that was closed takes nothing', async () => {
  const { time, steals, leadership } = follower(false);
  leadership.stop();
  await time.advance(60_000);
  expect(steals).toEqual([]);
});
