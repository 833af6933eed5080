/**
 * `npm run torture`: people work while everything under them breaks, and
 * whatever the screen said was kept must be there, once.
 *
 * `--kills N` (100 unless told) for the scene of kills; `--only SCENE,SCENE`;
 * `--seed S` makes the choices of that run again.
 */
import { parseArgs } from 'node:util';
import { createChance } from '#server/demo/seeded.ts';
import { copiedProfile } from './copied-profile.ts';
import { fullComputer } from './full-computer.ts';
import { fullServer } from './full-server.ts';
import { kills } from './kills.ts';
import { createReport } from './report.ts';
import { restoredBackup } from './restored-backup.ts';
import { rolledBackProfile } from './rolled-back-profile.ts';
import { roughNetwork } from './rough-network.ts';
import type { Scene } from './scene.ts';
import { twoServers } from './two-servers.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    only: { type: 'string' },
    seed: { type: 'string' },
  },
});
const count = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
  throw new Error('--kills and --seed are whole numbers');

const scenes: Readonly<Record<string, Scene>> = {
  kills: (chance) => kills(chance, count),
  'rough-network': roughNetwork,
  'copied-profile': copiedProfile,
  'rolled-back-profile': rolledBackProfile,
  'restored-backup': restoredBackup,
  'two-servers': twoServers,
  'full-server': fullServer,
  'full-computer': fullComputer,
};
const wanted = values.only?.split(',') ?? Object.keys(scenes);
const unknown = wanted.find((name) => scenes[name] === undefined);
if (unknown !== undefined)
  throw new Error(`There is no scene ${unknown}. There are: ${Object.keys(scenes).join(', ')}`);

console.log(`${count} kills, --seed ${seed}`);
const report = createReport(seed);
// Alone, a scene makes the choices it makes among the others.
for (const [place, [name, play]] of Object.entries(scenes).entries())
  if (wanted.includes(name)) await report.play(name, play(createChance(seed + place)));
if (report.end().failed > 0) process.exitCode = 1;
