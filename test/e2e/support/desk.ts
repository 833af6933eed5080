/**
 * What a person does at a desk with Raia on it, in their words.
 *
 * One desk is one page. Two pages of one browser context are two windows of
 * one computer; two contexts are two computers.
 */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '#shared/lib/words.ts';
import { password as rightPassword } from './raia-server.ts';
import { pattern, type Say, wordsIn } from './words.ts';

export type NewCase = {
  readonly subject: string;
  readonly text?: string;
  /** The name of someone who writes for the first time. */
  readonly customer?: string;
};

export type Work = {
  /** By the label of the field. A choice is named by its words, yes and no by theirs. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly checks?: readonly string[];
  readonly solution?: string;
};

/** A file outside of Raia. */
export type Attachable = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export type Tab = 'message' | 'note' | 'solution';
const tabNames = { message: 'case:tabMessage', note: 'case:tabNote', solution: 'case:tabSolution' } as const;

export class Desk {
  readonly page: Page;
  readonly url: string;
  readonly language: Language;
  readonly say: Say;

  constructor(page: Page, url: string, language: Language = 'pt-BR') {
    this.page = page;
    this.url = url;
    this.language = language;
    this.say = wordsIn(language);
  }

  /** The same person at the same place, reading another language. */
  reading(language: Language): Desk {
    return new Desk(this.page, this.url, language);
  }

  // The door

  async signIn(login: string): Promise<void> {
    await this.knock(login);
    await this.upToDate();
  }

  /** Fills in the door and knocks, whatever the answer. */
  async knock(login: string, password = rightPassword): Promise<void> {
    await this.page.getByLabel(this.say('session:login'), { exact: true }).fill(login);
    await this.page.getByLabel(this.say('session:password'), { exact: true }).fill(password);
    await this.button(this.say('session:signIn')).click();
  }

  async signOut(): Promise<void> {
    await this.choose(this.personButton, this.say('shell:signOut'));
    await this.dialog(this.say('shell:signOutTitle'))
      .getByRole('button', { name: this.say('shell:signOut'), exact: true })
      .click();
    await expect(this.page.getByRole('heading', { name: this.say('session:title') })).toBeVisible();
  }

  get personButton(): Locator {
    return this.page.getByRole('button', {
      name: pattern(this.say('shell:personMenu', { name: '{{name}}' })),
    });
  }

  // The network

  async goOffline(): Promise<void> {
    // What the browser keeps to open again without a network.
    await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await this.page.context().setOffline(true);
    await expect(this.pill).toHaveAttribute('data-mood', 'offline');
  }

  async goOnline(): Promise<void> {
    await this.page.context().setOffline(false);
  }

  get pill(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.say('sync:details')}: `) });
  }

  /** Everything done here is on the server, and nothing is asked of the person. */
  async upToDate(): Promise<void> {
    await expect(this.pill).toHaveAccessibleName(
      `${this.say('sync:details')}: ${this.say('sync:pillUpToDate')}`,
    );
  }

  /** What the opened pill says when another window of this computer does the sending. */
  leadsElsewhere(): Locator {
    return this.page.getByText(this.say('sync:otherWindow'));
  }

  /** The pill offers it while work waits and the server is out of reach. */
  async exportFromPill(): Promise<void> {
    await this.pill.click();
    await this.page.getByRole('button', { name: this.say('shell:exportWork') }).click();
  }

  // Going about

  async go(place: 'queue' | 'board' | 'knowledge'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: this.say('shell:areas') })
      .getByRole('link', { name: new RegExp(`^${this.say(`shell:${place}`)}`) })
      .click();
  }

  /** Opens what the palette finds by these words: a case by its subject, or a command. */
  async command(words: string): Promise<void> {
    await this.search(words);
    const found = this.page.getByRole('dialog').getByRole('button', { name: words });
    await found
      .filter({ hasNotText: this.inArchive(words) })
      .first()
      .click();
  }

  /** The entry of the palette that looks for these words in the archive. */
  inArchive(words: string): string {
    return this.say('shell:archiveFor', { text: words });
  }

  /** What the palette finds, left open. */
  async search(words: string): Promise<void> {
    await this.button(this.say('shell:search')).click();
    await this.page.getByRole('textbox', { name: this.say('shell:search') }).fill(words);
  }

  /** A theme or a language, by its name in the person's menu. */
  async prefer(name: string): Promise<void> {
    await this.personButton.click();
    await this.page.getByRole('menuitemradio', { name, exact: true }).click();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('menu')).toHaveCount(0);
  }

  // Cases

  async openCase({ subject, text = subject, customer = 'Dora Alves' }: NewCase): Promise<void> {
    await this.go('queue');
    await this.button(this.say('queue:new')).click();
    await this.page.getByLabel(this.say('queue:formText')).fill(text);
    await this.page.getByLabel(this.say('queue:formSubject'), { exact: true }).fill(subject);
    await this.page
      .getByRole('textbox', { name: this.say('queue:formCustomer'), exact: true })
      .fill(customer);
    await this.page
      .getByRole('option', { name: this.say('queue:formNewCustomer', { name: customer }), exact: true })
      .click();
    await this.button(this.say('queue:formOpen')).click();
    await expect(this.title(subject)).toBeVisible();
  }

  async openByName(subject: string): Promise<void> {
    await this.command(subject);
    await expect(this.title(subject)).toBeVisible();
  }

  title(subject: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: subject, exact: true });
  }

  async takeCase(): Promise<void> {
    await this.button(this.say('case:assignMe')).click();
    await expect(this.button(`${this.say('case:assign')}: ${this.say('case:withYou')}`)).toBeVisible();
  }

  /** Leaves the case to whoever takes it. */
  async putDown(): Promise<void> {
    const assignee = this.page.getByRole('button', { name: new RegExp(`^${this.say('case:assign')}: `) });
    await this.choose(assignee, this.say('case:unassign'));
    await expect(assignee).toHaveAccessibleName(`${this.say('case:assign')}: ${this.say('case:nobody')}`);
  }

  private async showCustomer(): Promise<void> {
    const name = new RegExp(`: ${this.say('case:showCustomer')}$`);
    const toggle = this.page.getByRole('button', { name });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  /** By the label of the field. */
  async correctCustomer(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.showCustomer();
    await this.button(this.say('case:editCustomer')).click();
    const dialog = this.dialog(this.say('case:showCustomer'));
    for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toBeHidden();
  }

  // The step

  get step(): Locator {
    return this.page.getByRole('region', { name: pattern(this.say('case:thisStep', { step: '{{step}}' })) });
  }

  get ended(): Locator {
    return this.page.getByRole('region', { name: this.say('case:ended'), exact: true });
  }

  /** Where the case stands, as shown: the step's name, or that it has ended. */
  async position(): Promise<string> {
    const name = await this.step.or(this.ended).getAttribute('aria-label');
    return (name ?? '').replace(this.say('case:thisStep', { step: '' }), '');
  }

  async isAt(step: string): Promise<void> {
    await expect(this.step).toHaveAccessibleName(this.say('case:thisStep', { step }));
  }

  outcome(label: string): Locator {
    return this.page
      .getByRole('group', { name: this.say('case:outcomes') })
      .getByRole('button', { name: label, exact: true });
  }

  async fillStep({ fields = {}, checks = [], solution }: Work): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      const field = this.step.getByLabel(label).first();
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
        await field.selectOption({ label: value });
      else await field.fill(value);
    }
    for (const label of checks) await this.step.getByRole('checkbox', { name: label }).check();
    if (solution !== undefined) await this.write('solution', solution);
  }

  async completeStep(label: string, work: Work = {}): Promise<void> {
    await this.fillStep(work);
    const outcome = this.outcome(label);
    await expect(outcome).toHaveAttribute('aria-disabled', 'false');
    await outcome.click();
  }

  async escalate(reason: string): Promise<void> {
    await this.choose(this.button(this.say('case:more')), this.say('case:escalate'));
    await this.sayWhy(this.say('case:escalateTitle'), this.say('case:escalateText'), reason);
  }

  async giveBack(decision: string): Promise<void> {
    await this.button(this.say('case:return')).click();
    await this.sayWhy(this.say('case:returnTitle'), this.say('case:returnText'), decision);
  }

  async reopen(why: string): Promise<void> {
    await this.button(this.say('case:reopen')).click();
    await this.sayWhy(this.say('case:reopenTitle'), this.say('case:reopenText'), why);
  }

  async handOver(to: string, why: string): Promise<void> {
    await this.choose(this.button(this.say('case:more')), this.say('case:handOver'));
    const dialog = this.dialog(this.say('case:handOverTitle'));
    await dialog.getByLabel(this.say('case:handOverTo')).click();
    await this.page.getByRole('option', { name: to, exact: true }).click();
    await this.sayWhy(this.say('case:handOverTitle'), this.say('case:handOverText'), why);
  }

  private async sayWhy(title: string, label: string, text: string): Promise<void> {
    const dialog = this.dialog(title);
    await dialog.getByLabel(label).fill(text);
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toBeHidden();
  }

  // Writing

  tab(tab: Tab): Locator {
    return this.page.getByRole('tab', { name: this.say(tabNames[tab]) });
  }

  get composer(): Locator {
    const words = this.page.getByRole('region', { name: this.say('case:composer'), exact: true });
    return words.getByRole('tabpanel').getByRole('textbox');
  }

  /** Types without sending. */
  async write(tab: Tab, text: string): Promise<void> {
    await this.tab(tab).click();
    await this.composer.fill(text);
  }

  /** What is typed is on the disk. */
  async draftKept(): Promise<void> {
    await expect(
      this.page
        .getByRole('region', { name: this.say('case:composer'), exact: true })
        .getByText(this.say('sync:keptHere')),
    ).toBeVisible();
  }

  async writeNote(text: string): Promise<void> {
    await this.write('note', text);
    await this.button(this.say('case:saveNote')).click();
    await expect(this.composer).toHaveValue('');
  }

  async writeMessage(text: string): Promise<void> {
    await this.write('message', text);
    await this.button(this.say('case:send')).click();
    await expect(this.composer).toHaveValue('');
  }

  // Files

  /** As chosen in the system's window, which no test can see. */
  async chooseFiles(...files: readonly Attachable[]): Promise<void> {
    const composer = this.page.getByRole('region', { name: this.say('case:composer'), exact: true });
    await composer.locator('input[type=file]').setInputFiles([...files]);
    for (const { name } of files) await expect(this.chosenFile(name)).toBeVisible();
  }

  chosenFile(name: string): Locator {
    return this.page
      .getByRole('list', { name: this.say('files:chosen') })
      .getByRole('listitem')
      .filter({ hasText: name });
  }

  async send(): Promise<void> {
    await this.button(this.say('case:send')).click();
  }

  /** A file's line in the conversation. */
  file(name: string): Locator {
    return this.timeline
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .last();
  }

  /** The bytes that saving it would give. */
  async savedBytes(name: string): Promise<Buffer> {
    const begun = this.page.waitForEvent('download');
    await this.button(this.say('files:save', { name })).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe(name);
    return readFile(await download.path());
  }

  get timeline(): Locator {
    return this.page.getByRole('region', { name: this.say('case:timeline') });
  }

  /** Every line of the case's history, oldest first, without the time it tells. */
  async history(): Promise<readonly string[]> {
    return this.timeline.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => {
        const copy = item.cloneNode(true) as Element;
        for (const time of copy.querySelectorAll('time')) time.remove();
        return (copy.textContent ?? '').trim();
      }),
    );
  }

  // What asks for a decision

  /** The pill says that so many cards wait. */
  async asksFor(cards: number): Promise<void> {
    await expect(this.pill).toHaveAccessibleName(
      `${this.say('sync:details')}: ${this.say('sync:pillNeedsYou', { count: cards })}`,
    );
  }

  async seeRefused(): Promise<void> {
    await this.pill.click();
    await this.page
      .getByRole('dialog', { name: new RegExp(`^${this.say('sync:details')}`) })
      .getByRole('button', { name: this.say('sync:seeRefused') })
      .click();
  }

  refusalCards(): Locator {
    return this.dialog(this.say('refusals:title')).getByRole('article');
  }

  /** Presses a decision by its first line; the second tells what follows from it. */
  async decide(label: string): Promise<void> {
    await this.refusalCards()
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .click();
  }

  // Parts

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  async choose(menu: Locator, item: string): Promise<void> {
    await menu.click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }
}
