/**
 * `npm run breaks`: makes each mistake of breaks.ts in a copy of the source and
 * runs what has to notice it there. A break passes when it was noticed.
 *
 * `--only WORDS` takes those whose name contains the words.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits } from './apply.ts';
import { type Break, breaks, type Notice } from './breaks.ts';

const left = new Set(['.git', 'node_modules', 'dist', 'out', '.raia', 'test-results']);

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const chosen = breaks.filter(({ name }) => name.includes(values.only));
const copy = mkdtempSync(path.join(tmpdir(), 'breaks-'));
const total = { passed: 0, failed: 0 };
try {
  for (const name of readdirSync('.').filter((entry) => !left.has(entry)))
    cpSync(name, path.join(copy, name), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'), 'dir');
  for (const one of chosen) check(one);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
mkdirSync('out', { recursive: true });
writeFileSync(path.join('out', 'breaks.json'), JSON.stringify(total));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function check({ name, edits, notice }: Break): void {
  const begunAt = Date.now();
  const takeBack = applyEdits(copy, edits);
  const { status, stdout, stderr } = spawnSync(process.execPath, argsOf(notice), {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  takeBack();
  const seconds = ((Date.now() - begunAt) / 1000).toFixed(1);
  const words = wordsOf(notice, stdout + stderr);
  // A run that never came to its tests has noticed nothing.
  const isNoticed = status !== 0 && words !== undefined;
  total[isNoticed ? 'passed' : 'failed'] += 1;
  const what = 'test' in notice ? notice.test : `simulate, ${notice.seeds} seeds`;
  console.log(`${isNoticed ? '✓' : '✗ NOT NOTICED'} | ${name} | ${what} | ${words ?? ''} | ${seconds} s`);
}

function argsOf(notice: Notice): readonly string[] {
  if ('seeds' in notice)
    return ['scripts/simulate.mjs', '--first', '--from', '1', '--seeds', String(notice.seeds)];
  return ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', notice.test];
}

/** What the test that failed is called, or the sentence of the simulation. */
function wordsOf(notice: Notice, output: string): string | undefined {
  const pattern = 'seeds' in notice ? /^✗ .*\n +(.*)$/m : /FAIL .*? > (.*)$/m;
  return pattern.exec(output)?.[1]?.slice(0, 90);
}
