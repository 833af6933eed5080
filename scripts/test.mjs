/**
 * `npm test`: everything, one stage after the other, past failures to the end.
 *
 * The last line counts tests, and one for each stage that has none:
 * `N passed, M failed`; above it is each failure of vitest and of the browser
 * once more, in short. `--only unit,server` runs those stages alone.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { buildAll } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { lint } from './lint.mjs';
import { checkLockFile } from './lock-file.mjs';
import { binOf, launch, root, runNode, say } from './program.mjs';
import { typecheck } from './typecheck.mjs';

const out = path.join(root, 'out');

/** Each answers true or false, or how many of its tests passed and failed. */
const stages = [
  { name: 'install', run: () => install().then(() => true) },
  { name: 'lock', run: checkLockFile },
  { name: 'chromium', run: nameChromium },
  { name: 'build', run: () => buildAll().then(() => true) },
  { name: 'lint', run: lint },
  { name: 'types', run: typecheck },
  { name: 'unused', run: () => succeeds([binOf('knip')]) },
  { name: 'unit', run: () => runVitest('unit') },
  { name: 'simulate', run: runSimulate },
  { name: 'server', run: () => runVitest('server') },
  { name: 'shell', run: () => runVitest('shell') },
  { name: 'e2e', run: runPlaywright },
  { name: 'torture', run: runTorture },
  { name: 'package', script: 'package-check.mjs', args: [] },
];

await launch(import.meta, test);

async function test() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only?.split(',');
  const unknown = wanted?.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no stage ${unknown}. There are: ${stages.map((stage) => stage.name).join(', ')}`,
    );
  mkdirSync(out, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const lines = [];
  const broken = [];
  for (const stage of stages) {
    if (stage.script !== undefined && !existsSync(path.join(root, 'scripts', stage.script))) continue;
    if (wanted !== undefined && !wanted.includes(stage.name)) continue;
    const { passed, failed, failures = [], seconds, note } = await runStage(stage);
    total.passed += passed;
    total.failed += failed;
    broken.push(...failures.map((failure) => `✗ ${stage.name}: ${failure}`));
    lines.push(
      `${failed === 0 ? '✓' : '✗'} ${stage.name}: ${passed} passed, ${failed} failed, ${seconds} s${note}`,
    );
    say(lines.at(-1));
  }
  say(`\n${lines.join('\n')}\n`);
  if (broken.length > 0) say(`${broken.join('\n\n')}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  if (total.failed > 0) process.exitCode = 1;
}

async function runStage({ name, run, script, args }) {
  say(`\n=== ${name} ===`);
  const begun = Date.now();
  const work = run ?? (() => succeeds([path.join(root, 'scripts', script), ...args]));
  const answer = await Promise.resolve()
    .then(work)
    .catch((error) => {
      say(error instanceof Error ? error.message : String(error));
      return false;
    });
  const counts = typeof answer === 'boolean' ? { passed: Number(answer), failed: Number(!answer) } : answer;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const note = counts.skipped > 0 ? `, ${counts.skipped} SKIPPED` : '';
  return { ...counts, seconds, note };
}

async function nameChromium() {
  process.env.RAIA_CHROMIUM = await findOrInstallChromium();
  say(process.env.RAIA_CHROMIUM);
  return true;
}

async function succeeds(args) {
  return (await runNode(args)).code === 0;
}

async function runVitest(project) {
  const file = path.join(out, `${project}.json`);
  rmSync(file, { force: true });
  await nameChromiumOnce();
  const { code } = await runNode([
    ...[binOf('vitest'), 'run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${file}`,
  ]);
  if (!existsSync(file)) return false;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) =>
    [{ status: message ? 'failed' : 'passed', fullName: '', failureMessages: [message] }, ...assertionResults]
      .filter(({ status }) => status === 'failed')
      .map((test) => inShort([path.relative(root, name), test.fullName], test.failureMessages)),
  );
  return {
    ...counted(code, report.numPassedTests, report.numFailedTests, report.numPendingTests),
    failures,
  };
}

async function runPlaywright() {
  const file = path.join(out, 'e2e.json');
  rmSync(file, { force: true });
  await nameChromiumOnce();
  const { code } = await runNode([binOf('@playwright/test', 'playwright'), 'test']);
  if (!existsSync(file)) return false;
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'));
  const failures = suites
    .flatMap(specsIn)
    .filter(({ ok }) => !ok)
    .map((spec) =>
      inShort(
        [spec.file, spec.title],
        spec.tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? [])),
      ),
    );
  return { ...counted(code, stats.expected, stats.unexpected + stats.flaky, stats.skipped), failures };
}

/** Of a suite of Playwright and of those within it. */
function specsIn({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsIn)];
}

/** Where and what a test is, and what it said first. */
function inShort(titles, messages) {
  const said = stripVTControlCharacters(messages[0] ?? '').split('\n');
  const ours = said.filter((line) => !line.includes('node_modules')).slice(0, 12);
  return [titles.filter(Boolean).join(': '), ...ours].join('\n    ');
}

/** The same plans every time; `npm run simulate` goes where nobody has been. */
function runSimulate() {
  return runCounting('simulate', ['--seeds', '200', '--from', '5000']);
}

/** The long scenes are for `npm run torture` alone. */
function runTorture() {
  return runCounting('torture', ['--only', 'kills', '--kills', '10']);
}

/** A program that leaves its counts in a file of its name. */
async function runCounting(name, args) {
  const file = path.join(out, `${name}.json`);
  rmSync(file, { force: true });
  const { code } = await runNode([path.join(root, 'scripts', `${name}.mjs`), ...args]);
  if (!existsSync(file)) return false;
  const { passed, failed, skipped = 0 } = JSON.parse(readFileSync(file, 'utf8'));
  return counted(code, passed, failed, skipped);
}

/** A run that went wrong outside of its tests (a file that does not load) has failed once. */
function counted(code, passed, failed, skipped) {
  return { passed, skipped, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** For `--only`, which leaves the chromium stage out. */
async function nameChromiumOnce() {
  process.env.RAIA_CHROMIUM ??= await findOrInstallChromium();
}
