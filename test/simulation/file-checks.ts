/** Files once everyone had time: what is there can be read, and what lies at a computer has been brought. */
import { buffer } from 'node:stream/consumers';
import type { Attachment } from '#shared/domain/case/attachment.ts';
import { must } from '#shared/lib/must.ts';
import { sha256Of } from '../support/sha256.ts';
import type { Place } from '../support/sync-simulation.ts';
import { type Company, nameOf } from './company.ts';

export async function checkFiles(company: Company): Promise<readonly string[]> {
  const places = company.machines.flatMap((machine) => machine.places);
  const complaints = await Promise.all(places.map((place) => filesOf(company, place)));
  return complaints.flat();
}

async function filesOf(company: Company, place: Place): Promise<readonly string[]> {
  const { rows } = must(place.windows()[0], 'a window').client;
  const attachments = rows.all('attachment').map(({ doc }) => doc);
  const unread = attachments.filter(({ state }) => state === 'present');
  const readable = await Promise.all(unread.map((doc) => isReadable(company, place, doc)));
  return [
    ...unread
      .filter((_, at) => !readable[at])
      .map(({ sha256 }) => `15 a present file can be read: ${sha256}, ${nameOf(company, place)}`),
    ...attachments
      .filter(({ state, sha256 }) => state === 'awaited' && place.disk.blobs.has(sha256))
      .map(({ sha256 }) => `16 files arrive: ${sha256} still lies at ${nameOf(company, place)}`),
  ];
}

async function isReadable(
  { simulation: { server } }: Company,
  { space, person }: Place,
  { sha256 }: Attachment,
): Promise<boolean> {
  const open = () => server.blobs().open({ space: space.id, person: person.id }, sha256);
  // The database may still have a fault to get over.
  const stored = await open().catch(open);
  return stored !== undefined && sha256Of(new Uint8Array(await buffer(stored.stream))) === sha256;
}
