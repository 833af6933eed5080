/** What a person does all day, at random: types, says, takes notes, moves the case on, opens another. */
import type { Locator, Page } from 'playwright';
import type { Chance } from '#server/demo/seeded.ts';
import { must } from '#shared/lib/must.ts';
import { Desk } from '#test/e2e/support/desk.ts';
import { nameOf } from './claims.ts';
import { detailsLoop } from './details-loop.ts';
import { composerFields, type Shown } from './shown.ts';

export type OpenCase = { readonly subject: string; readonly id: string };

/** The same case read at each text of its composer; nothing where the case is not there. */
export type Reading = { readonly subject: string; readonly shown: readonly Shown[] };

export type Worker = {
  /** Works in this window from now on. */
  readonly sitAt: (page: Page) => void;
  readonly signIn: (login: string, password: string) => Promise<void>;
  /** Loads the app in this window, in which somebody is signed in. */
  readonly load: () => Promise<void>;
  /** Loads the app in this window, and signs in where it does not know who is there. */
  readonly enter: (login: string, password: string) => Promise<void>;
  /** The server has ended the session. */
  readonly signInAgain: (login: string, password: string) => Promise<void>;
  readonly openNewCase: () => Promise<void>;
  /** A message or a note, of which the text is told. */
  readonly send: () => Promise<string>;
  /** The letter that the names of its texts begin with from now on. */
  readonly writeAs: (initial: string) => void;
  /** Loads the app in this window, opens the case that was open and reads it. */
  readonly comeBack: () => Promise<Reading>;
  readonly read: (openCase: OpenCase) => Promise<Reading>;
  /** The text in the form of a new case. */
  readonly readForm: () => Promise<string>;
  readonly openCase: () => OpenCase;
  readonly cases: () => readonly OpenCase[];
  /** A text too long for what is left of the room the journal took. */
  readonly writeMuch: () => Promise<void>;
  /** Begins a text, or goes on with the one that is there. */
  readonly write: () => Promise<void>;
  readonly doSomething: () => Promise<void>;
};

const syllables = ['ra', 'ia', 'cha', 'ma', 'do', 'no', 'ta', 'ção', 'é', 'ñu', '✓', '日', '😀'];
const customerName = 'Dora Alves';

export function createWorker(url: string, chance: Chance, firstInitial: string): Worker {
  const cases: OpenCase[] = [];
  let desk: Desk;
  let initial = firstInitial;
  let names = 0;
  /** A new case was begun and is not known to have been opened. */
  let isInForm = false;

  const openCase = (): OpenCase => must(cases.at(-1), 'an open case');

  function words(): string {
    const count = Math.floor(chance.between(1, 7));
    return Array.from({ length: count }, () => chance.pick(syllables)).join(chance.pick(['', ' ']));
  }

  /** Goes on with its own text in the field, or begins one under a name of its own. */
  async function typeInto(field: Locator): Promise<void> {
    const isBegun = nameOf(await field.inputValue())?.startsWith(initial) === true;
    // What stands there may be the same person's, copied here with their computer.
    await field.press(isBegun ? 'Control+End' : 'Control+a');
    if (!isBegun) names += 1;
    await field.pressSequentially(`${isBegun ? '' : `${initial}${names} `}${words()} `);
  }

  /** Written a little longer every time, so that no two entries are equal. */
  async function send(): Promise<string> {
    await desk.tab(chance.pick(['message', 'note'])).click();
    await typeInto(desk.composer);
    const text = await desk.composer.inputValue();
    await desk.composer.press('Control+Enter');
    return text.trimEnd();
  }

  async function completeStep(): Promise<void> {
    const { fields, outcome } = must(detailsLoop.get(await desk.position()), 'a step that is known');
    for (const { label, option } of fields) {
      const field = desk.step.getByLabel(label).first();
      if (option === undefined) await field.fill(words());
      else await field.selectOption({ label: option });
    }
    await desk.outcome(outcome).click();
  }

  async function openNewCase(): Promise<void> {
    const { page, say } = desk;
    isInForm = true;
    await show('#/queue/new');
    const text = page.getByLabel(say('queue:formText'));
    await typeInto(text);
    const search = page.getByRole('textbox', { name: say('queue:formCustomer'), exact: true });
    const newCustomer = say('queue:formNewCustomer', { name: customerName });
    const chosen = page.getByRole('textbox', { name: newCustomer });
    await search.or(chosen).waitFor();
    if (!(await chosen.isVisible())) {
      await search.fill(customerName);
      await page.getByRole('option', { name: newCustomer }).click();
    }
    const subject = (await text.inputValue()).trim();
    await text.press('Control+Enter');
    await desk.title(subject).waitFor();
    cases.push({ subject, id: must(page.url().split('/').at(-1), 'the id of the case') });
    isInForm = false;
  }

  async function show(hash: string): Promise<void> {
    await desk.page.evaluate((next) => {
      location.hash = next;
    }, hash);
  }

  async function read({ subject, id }: OpenCase): Promise<Reading> {
    await show(`#/queue/${id}`);
    const missing = desk.page.getByText(desk.say('case:missingTitle'));
    await desk.title(subject).or(missing).waitFor();
    if (await missing.isVisible()) return { subject, shown: [] };
    const shown: Shown[] = [];
    for (const field of composerFields) {
      await desk.tab(field).click();
      await desk.page.waitForFunction((wanted) => window.readShown()?.field === wanted, field);
      shown.push(must(await desk.page.evaluate(() => window.readShown()), 'a case on the screen'));
    }
    return { subject, shown };
  }

  return {
    sitAt: (page) => {
      desk = new Desk(page, url);
    },
    signIn: async (login, password) => {
      await desk.page.goto(url);
      await desk.knock(login, password);
      await desk.pill.waitFor();
      await desk.page.evaluate(() => navigator.serviceWorker.ready);
    },
    load: async () => {
      await desk.page.goto(url);
      await desk.pill.waitFor();
    },
    enter: async (login, password) => {
      await desk.page.goto(url);
      const door = desk.button(desk.say('session:signIn'));
      await desk.pill.or(door).waitFor();
      if (await door.isVisible()) await desk.knock(login, password);
      await desk.pill.waitFor();
    },
    signInAgain: async (login, password) => {
      await desk.pill.and(desk.page.locator('[data-mood=signed-out]')).click();
      await desk.button(desk.say('sync:signInAgain')).click();
      await desk.knock(login, password);
      await desk.pill.and(desk.page.locator('[data-mood=signed-out]')).waitFor({ state: 'detached' });
    },
    openNewCase,
    send,
    writeAs: (next) => {
      initial = next;
    },
    comeBack: async () => {
      if (desk.page.url().startsWith(url)) await desk.page.reload();
      else await desk.page.goto(url);
      const reading = await read(openCase());
      if (reading.shown.length > 0) return reading;
      // Opened a moment before the kill: the one before it is open again.
      cases.pop();
      await read(openCase());
      return reading;
    },
    read,
    readForm: async () => {
      await show('#/queue/new');
      return desk.page.getByLabel(desk.say('queue:formText')).inputValue();
    },
    openCase,
    cases: () => cases,
    writeMuch: async () => {
      if (isInForm) await openNewCase();
      await desk.tab('note').click();
      // Nothing that was shown as kept is written over.
      if (nameOf(await desk.composer.inputValue()) !== undefined) await desk.composer.press('Control+Enter');
      await desk.composer.fill(`${words()} `.repeat(6_000));
    },
    write: () => (isInForm ? openNewCase() : typeInto(desk.composer)),
    doSomething: async () => {
      const dice = chance.next();
      if (dice < 0.05) await openNewCase();
      else if (dice < 0.3) await send();
      else if (dice < 0.5) await completeStep();
      else if (dice < 0.6) await desk.tab(chance.pick(composerFields)).click();
      else await typeInto(desk.composer);
    },
  };
}
