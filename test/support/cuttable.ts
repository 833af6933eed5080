/** The way to a database, which a test can cut and mend. */
import { onTestFinished } from 'vitest';
import { openWay, type Way } from './way.ts';

export type CuttableWay = Pick<Way, 'cut' | 'mend'> & {
  /** Leads to the database while the way is whole. */
  readonly url: string;
};

export async function cuttableWay(to: string): Promise<CuttableWay> {
  const url = new URL(to);
  const { port, cut, mend } = await openWay({ host: url.hostname, port: Number(url.port) });
  onTestFinished(cut);
  url.port = String(port);
  return { url: url.href, cut, mend };
}
