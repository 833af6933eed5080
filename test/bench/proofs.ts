/**
 * What must be zero: kept or acknowledged work lost while browser and server
 * are killed, and computers that differ after work under every fault. Short
 * forms of `npm run torture` and `npm run simulate`, which run for hours.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Measured } from './figure.ts';
import { runToEnd } from './server/program.ts';

const kills = 20;
const companies = 100;

const reportSchema = z.object({ passed: z.number(), failed: z.number() });

export async function workLost(): Promise<readonly Measured[]> {
  const { passed, failed } = await reportOf('torture', ['--kills', String(kills)]);
  return [
    {
      name: 'work-lost',
      what: `${kills} kills of browser or server in the middle of work: checks of kept work that failed`,
      unit: 'failed',
      ours: failed,
      peers: { 'checks made': passed + failed },
      target: { atMost: 0, peerAtLeast: kills },
    },
  ];
}

export async function contentsEqual(): Promise<readonly Measured[]> {
  const { passed, failed } = await reportOf('simulate', ['--seeds', String(companies), '--from', '1']);
  return [
    {
      name: 'contents-equal',
      what: `${companies} companies under faults until all is quiet: those where an invariant broke or contents differ`,
      unit: 'failed',
      ours: failed,
      peers: { 'companies and regressions': passed + failed },
      target: { atMost: 0, peerAtLeast: companies },
    },
  ];
}

async function reportOf(name: 'torture' | 'simulate', args: readonly string[]) {
  const report = path.join('out', `${name}.json`);
  await rm(report, { force: true });
  await runToEnd([path.join('scripts', `${name}.mjs`), ...args]);
  return reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
}
