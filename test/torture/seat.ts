/** A person at a computer, and the record of what that computer showed as kept. */
import { EventEmitter, once } from 'node:events';
import type { Chance } from '#server/demo/seeded.ts';
import { password } from '#test/e2e/support/raia-server.ts';
import { wordsIn } from '#test/e2e/support/words.ts';
import { type Claims, createClaims } from './claims.ts';
import { type Computer, newComputer, newProfile, type Pushed } from './computer.ts';
import { pageWords } from './shown.ts';
import { createWorker, type Worker } from './work.ts';

/** May work at every step the worker knows. */
const account = { login: 'bruno', password };

export type Seat = {
  readonly computer: Computer;
  readonly worker: Worker;
  readonly claims: Claims;
  readonly account: { readonly login: string; readonly password: string };
  /** Resolves at the moment when that many more things have been shown as kept. */
  readonly claimed: (count: number) => Promise<void>;
  /** How the server answered its pushes so far. */
  readonly pushed: () => readonly Pushed[];
  /** Resolves when the server answers a push with a problem. */
  readonly turnedAway: () => Promise<unknown>;
  /** Errors nobody caught in a page since this was last asked. */
  readonly takeErrors: () => readonly string[];
  /** The person signs in and has a case before them. */
  readonly open: () => Promise<void>;
  /** The computer starts again, and the person is back at the case that was open. */
  readonly comeBack: () => Promise<Awaited<ReturnType<Worker['comeBack']>>>;
};

export type SeatOptions = {
  readonly url: string;
  readonly chance: Chance;
  /** No two seats of a scene have the same. */
  readonly initial: string;
  /** A folder to find the profile in, or to make it in. */
  readonly profile?: string;
};

export async function newSeat({ url, chance, initial, profile }: SeatOptions): Promise<Seat> {
  const claims = createClaims();
  const news = new EventEmitter();
  const errors: string[] = [];
  const pushed: Pushed[] = [];
  const computer = newComputer(profile ?? (await newProfile()), pageWords(wordsIn('pt-BR')), {
    onShown: (shown) => {
      if (claims.note(shown)) news.emit('claim');
    },
    onError: (error) => errors.push(error),
    onPushed: (one) => {
      pushed.push(one);
      if (one.status !== 200) news.emit('turned-away');
    },
  });
  const worker = createWorker(url, chance, initial);
  const start = async (): Promise<void> => {
    await computer.start();
    worker.sitAt(computer.page());
  };
  return {
    ...{ computer, worker, claims, account },
    claimed: (count) =>
      new Promise((resolve) => {
        let left = count;
        const handle = (): void => {
          left -= 1;
          if (left > 0) return;
          news.off('claim', handle);
          resolve();
        };
        news.on('claim', handle);
      }),
    pushed: () => pushed,
    turnedAway: () => once(news, 'turned-away'),
    takeErrors: () => errors.splice(0),
    open: async () => {
      await start();
      await worker.signIn(account.login, account.password);
      await worker.openNewCase();
    },
    comeBack: async () => {
      await start();
      return worker.comeBack();
    },
  };
}
