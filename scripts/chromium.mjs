/** Finds a Chromium to test with, or installs one. The answer is the path of the program. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { binOf, launch, run, runNode, say } from './program.mjs';

export async function findOrInstallChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  if (isDebianRoot()) {
    say('Installing Chromium (apt-get install chromium)…');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-liberation'], { env });
  } else {
    say('Installing Chromium (playwright install chromium)…');
    await runNode([binOf('playwright'), 'install', 'chromium']);
  }
  const installed = await findChromium();
  if (installed === undefined)
    throw new Error('There is no Chrome, Edge or Chromium here. Install one, or name one in RAIA_CHROMIUM.');
  return installed;
}

async function findChromium() {
  const named = process.env.RAIA_CHROMIUM;
  if (named) {
    if (!isProgram(named)) throw new Error(`RAIA_CHROMIUM names no program: ${named}`);
    return named;
  }
  return installedPlaces().find(isProgram) ?? (await ofPlaywright());
}

function installedPlaces() {
  const { env, platform } = process;
  if (platform === 'darwin')
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      ['/Applications', path.join(env.HOME ?? '', 'Applications')].map((folder) =>
        path.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
      ]);
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  return (env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** The one Playwright has downloaded, where it has. */
async function ofPlaywright() {
  try {
    const { chromium } = await import('playwright');
    const program = chromium.executablePath();
    return isProgram(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function isDebianRoot() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

await launch(import.meta, async () => {
  process.stdout.write(`${await findOrInstallChromium()}\n`);
});
