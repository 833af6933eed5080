/**
 * The stage of the browser tests: one server with the demonstration company
 * for all tests of a worker, and people who sit down at computers of their own.
 * Whatever a page complains about, in its console or by an error, fails the test.
 */
import { type BrowserContext, test as base, expect } from '@playwright/test';
import type { Language } from '#shared/lib/words.ts';
import { Desk } from './desk.ts';
import { type RaiaServer, startRaiaServer } from './raia-server.ts';

export type Login = 'lia' | 'bruno' | 'camila' | 'tania';

const languages: Readonly<Record<Login, Language>> = {
  lia: 'pt-BR',
  bruno: 'pt-BR',
  camila: 'es',
  tania: 'pt-BR',
};
const demoCases = 160;

/** What a browser says of a network that is away; the app has its own words for it. */
const networkIsAway = /^Failed to load resource: net::ERR_|^WebSocket connection to .* failed/;

type Stage = {
  /** A computer nobody has used yet. */
  readonly newComputer: () => Promise<BrowserContext>;
  /** Opens Raia on this computer, or on a new one, without signing in. */
  readonly newDesk: (computer?: BrowserContext, language?: Language) => Promise<Desk>;
  /** Signs in on this computer, or on a new one. */
  readonly sitDown: (login: Login, computer?: BrowserContext) => Promise<Desk>;
  /** Complaints like this belong to the test. */
  readonly expectComplaint: (kind: RegExp) => void;
  /** `raia verify` finds the same events and positions, and nothing wrong with them. */
  readonly verify: () => Promise<void>;
};

type Complaints = { readonly heard: string[]; readonly expected: RegExp[] };

export const test = base.extend<Stage & { readonly complaints: Complaints }, { readonly server: RaiaServer }>(
  {
    server: [
      async ({ browser: _browser }, use) => {
        const server = await startRaiaServer(demoCases);
        await use(server);
        await server.close();
      },
      { scope: 'worker' },
    ],
    complaints: async ({ browser: _browser }, use) => {
      const complaints: Complaints = { heard: [], expected: [networkIsAway] };
      await use(complaints);
      const { heard, expected } = complaints;
      expect(heard.filter((said) => !expected.some((kind) => kind.test(said)))).toEqual([]);
    },
    expectComplaint: async ({ complaints }, use) => {
      await use((kind) => void complaints.expected.push(kind));
    },
    newComputer: async ({ browser, complaints, contextOptions }, use) => {
      const computers: BrowserContext[] = [];
      await use(async () => {
        const computer = await browser.newContext(contextOptions);
        computers.push(computer);
        computer.on('weberror', (error) => complaints.heard.push(String(error.error())));
        computer.on('console', (message) => {
          if (message.type() === 'error') complaints.heard.push(message.text());
        });
        return computer;
      });
      for (const computer of computers) await computer.close();
    },
    newDesk: async ({ newComputer, server }, use) => {
      await use(async (computer, language) => {
        const page = await (computer ?? (await newComputer())).newPage();
        await page.goto(server.url);
        return new Desk(page, server.url, language);
      });
    },
    sitDown: async ({ newDesk }, use) => {
      await use(async (login, computer) => {
        // The door speaks the language of the system until somebody has come in.
        const door = await newDesk(computer);
        await door.knock(login);
        const desk = door.reading(languages[login]);
        await desk.upToDate();
        return desk;
      });
    },
    verify: async ({ server }, use) => {
      await use(async () => {
        await server.raia('verify');
      });
    },
  },
);

export { expect };
