/** A Chromium profile in which a site has the promise that `navigator.storage.persist()` asks for. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Before the browser starts for the first time. `url`: of the site. */
export async function promiseToKeep(profile: string, url: string): Promise<void> {
  const folder = path.join(profile, 'Default');
  await mkdir(folder, { recursive: true });
  const exceptions = { durable_storage: { [`${new URL(url).origin},*`]: { setting: 1 } } };
  const preferences = { profile: { content_settings: { exceptions } } };
  await writeFile(path.join(folder, 'Preferences'), JSON.stringify(preferences));
}
