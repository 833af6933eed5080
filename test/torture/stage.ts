/** One server, one computer with a person at it, and the record of what was shown as kept. */
import { EventEmitter } from 'node:events';
import type { Chance } from '#server/demo/seeded.ts';
import { password, type RaiaServer, startRaiaServer } from '#test/e2e/support/raia-server.ts';
import { wordsIn } from '#test/e2e/support/words.ts';
import { type Claims, createClaims } from './claims.ts';
import { type Computer, newComputer } from './computer.ts';
import { pageWords } from './shown.ts';
import { createWorker, type Worker } from './work.ts';

/** May work at every step the worker knows. */
const login = 'bruno';

export type Stage = {
  readonly server: RaiaServer;
  readonly computer: Computer;
  readonly worker: Worker;
  readonly claims: Claims;
  readonly account: { readonly login: string; readonly password: string };
  /** Resolves at the moment when that many more things have been shown as kept. */
  readonly claimed: (count: number) => Promise<void>;
  /** Errors nobody caught in a page since this was last asked. */
  readonly takeErrors: () => readonly string[];
  /** The person signs in and has a case before them. */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function setStage(chance: Chance): Promise<Stage> {
  const server = await startRaiaServer(12);
  const claims = createClaims();
  const news = new EventEmitter();
  const errors: string[] = [];
  const computer = await newComputer(pageWords(wordsIn('pt-BR')), {
    onShown: (shown) => {
      if (claims.note(shown)) news.emit('claim');
    },
    onError: (error) => errors.push(error),
  });
  const worker = createWorker(server.url, chance);
  return {
    open: async () => {
      await computer.start();
      worker.sitAt(computer.page());
      await worker.signIn(login, password);
    },
    ...{ server, computer, worker, claims },
    account: { login, password },
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
    takeErrors: () => errors.splice(0),
    close: async () => {
      await computer.close();
      await server.close();
    },
  };
}
