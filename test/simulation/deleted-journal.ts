/**
 * A browser deletes its journal under open windows (0018). The window that leads
 * remembers it and puts it back; where that one is killed before it could, the
 * next has the work and drafts of its lists.
 */
import type { SimWindow } from '../support/sync-computer.ts';
import { deleteJournal } from '../support/sync-disk.ts';
import type { Place } from '../support/sync-simulation.ts';
import { workSomething } from '../support/sync-work.ts';
import { type Company, wordOf } from './company.ts';
import { draftKey, note, type Scene } from './scene.ts';

/** Another window has heard of what was kept, or a journal is back. */
const soonMs = 3_000;

export async function deleteUnderWindows(scene: Scene): Promise<void> {
  const { company, place } = scene;
  const leader = leaderOf(place);
  // Where nobody remembers it, or nothing can be written, it is lost: the price of it.
  if (!place.isBrowser || leader === undefined || company.lostKeys.has(place)) return;
  if (company.simulation.dice.chance(0.5)) await putBackByLeader(company, place, leader);
  else await keptByTheNext(scene, leader);
}

async function putBackByLeader(company: Company, place: Place, leader: SimWindow): Promise<void> {
  deleteJournal(place.disk);
  company.words += 1;
  leader.client.drafts.write(draftKey, String(company.words));
  await company.simulation.time.advance(soonMs);
}

async function keptByTheNext(scene: Scene, leader: SimWindow): Promise<void> {
  const { company, place } = scene;
  const { dice, time } = company.simulation;
  const isOnline = place.isOnline();
  place.setOnline(false);
  if (place.windows().length === 1) place.open();
  company.words += 1;
  note(scene, workSomething(leader.client, dice, wordOf(place, company.words)));
  await time.advance(soonMs);
  if (leaderOf(place) === leader) {
    deleteJournal(place.disk);
    leader.kill();
    forgetWhatNobodyLists(company, place);
    await time.advance(soonMs);
  }
  place.setOnline(isOnline);
}

/** Undefined where one hangs, which might lead again with what it remembers, or the disk is full. */
function leaderOf(place: Place): SimWindow | undefined {
  const windows = place.windows();
  if (place.disk.isFull || windows.some((window) => window.isFrozen())) return undefined;
  return windows.find(({ client }) => client.sync.state().isLeader);
}

/** What had ended is only with the server now. */
function forgetWhatNobodyLists(company: Company, place: Place): void {
  const clients = place.windows().map(({ client }) => client);
  const lists = clients.map(({ unsent }) => new Set(unsent().works.map(({ m }) => m)));
  company.kept = company.kept.filter((kept) => kept.place !== place || lists.every((ms) => ms.has(kept.m)));
  const drafts = clients.map((client) => client.drafts.find(draftKey));
  company.drafts.set(place, Math.min(...drafts.map((draft) => (draft?.isKept ? Number(draft.text) : 0))));
}
