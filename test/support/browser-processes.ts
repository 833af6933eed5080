/** The processes of a browser, and their sudden end. */
import type { BrowserContext } from 'playwright';
import { must } from '#shared/lib/must.ts';

/** The browser itself first; processes that start later die with it. */
export async function processesOf(context: BrowserContext): Promise<readonly number[]> {
  const session = await must(context.browser(), 'a browser that tells its processes').newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo
    .toSorted((one, other) => Number(other.type === 'browser') - Number(one.type === 'browser'))
    .map(({ id }) => id);
}

/** SIGKILL to each of them. Resolves when the browser is gone. */
export async function killBrowser(context: BrowserContext, processes: readonly number[]): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const pid of processes) killProcess(pid);
  await closed;
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It died with one of the others.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
