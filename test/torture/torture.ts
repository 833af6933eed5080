/**
 * `npm run torture`: a person works while the browser and the server are
 * killed again and again, and whatever the screen said was kept must be there.
 *
 * `--kills N` (100 unless told); `--seed S` makes the choices of that run again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createChance } from '#server/demo/seeded.ts';
import { finalCheck } from './final-check.ts';
import { type Checked, killRound } from './kill-round.ts';
import { setStage } from './stage.ts';
import { takeOver } from './take-over.ts';

const takeOvers = 3;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed))
  throw new Error('--kills and --seed are whole numbers');
console.log(`${kills} kills, --seed ${seed}`);

const total = { passed: 0, failed: 0 };
const begunAt = Date.now();
const chance = createChance(seed);
const stage = await setStage(chance);
try {
  await stage.open();
  for (let round = 1; round <= kills; round += 1) await check(round, killRound(stage, chance));
  for (let round = 1; round <= takeOvers; round += 1) await check(round, takeOver(stage, chance));
  await check(1, finalCheck(stage));
  await check(1, somethingWasAtStake());
} catch (error) {
  total.failed += 1;
  console.log('✗ the run came to a stop', error);
} finally {
  await stage.close();
}
const seconds = (Date.now() - begunAt) / 1000;
const { drafts, sent, moves } = stage.claims.counts();
console.log(`shown as kept: ${drafts} texts being written, ${sent} entries, ${moves} moves`);
console.log(`${seconds.toFixed(0)} s, --seed ${seed}`);
mkdirSync('out', { recursive: true });
writeFileSync('out/torture.json', JSON.stringify({ ...total, seed, seconds }));
console.log(`${total.passed} passed, ${total.failed} failed`);
if (total.failed > 0) process.exitCode = 1;

async function check(round: number, checked: Promise<Checked>): Promise<void> {
  const from = Date.now();
  const { what, broken } = await checked;
  const complaints = [...broken, ...stage.takeErrors()];
  total[complaints.length === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${round} ${what}, ${Date.now() - from} ms`);
  for (const sentence of complaints) console.log(`    ${sentence}`);
}

/** A run that never saw anything kept has shown nothing. */
async function somethingWasAtStake(): Promise<Checked> {
  const none = Object.entries(stage.claims.counts()).filter(([, count]) => count === 0);
  return {
    what: 'something was at stake',
    broken: none.map(([what]) => `nothing was shown as kept: ${what}`),
  };
}
