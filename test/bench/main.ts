/**
 * `npm run bench [-- --only NAME,… --json FILE]`: every figure beside a peer or
 * a limit of the same run. Ends with 1 where a target is missed.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { casePaint } from './case-paint.ts';
import { colleagueSees } from './colleague-sees.ts';
import { advanceSteps, foldEvents } from './engine.ts';
import { type Figure, type Measured, toFigure, toTable } from './figure.ts';
import { keyToPaint } from './key-to-paint.ts';
import { hostileModels, importModel, layoutModel } from './models.ts';
import { contentsEqual, workLost } from './proofs.ts';
import { pushThroughput } from './push-throughput.ts';
import { queueFling } from './queue-fling.ts';
import { articleSearch } from './search/article-search.ts';
import { crowdPush } from './server/crowd-push.ts';
import { lateCommits } from './server/late-commits.ts';
import { pokeFanout } from './server/poke-fanout.ts';
import { pullAnswer } from './server/pull-answer.ts';
import { scale } from './server/scale.ts';
import { createStage, type Stage } from './stage.ts';
import { appReload, startAgain } from './start.ts';
import { coldLoad } from './store/cold-load.ts';
import { firstList } from './store/first-list.ts';
import { firstSync } from './store/first-sync.ts';
import { keepWork } from './store/keep-work.ts';
import { listPage } from './store/list-page.ts';
import { overlayRebase } from './store/overlay-rebase.ts';
import { pullStore } from './store/pull-store.ts';

/** Each gives the figures that begin with its name. */
const benches: Readonly<Record<string, (stage: Stage) => Promise<readonly Measured[]>>> = {
  'queue-fling': queueFling,
  'case-paint': casePaint,
  'colleague-sees': colleagueSees,
  'key-to-paint': keyToPaint,
  'app-reload': appReload,
  'first-sync': firstSync,
  'first-list': firstList,
  'cold-load': coldLoad,
  'list-page': listPage,
  'pull-store': pullStore,
  keep: keepWork,
  'overlay-rebase': overlayRebase,
  advance: advanceSteps,
  fold: foldEvents,
  import: importModel,
  layout: layoutModel,
  hostile: hostileModels,
  'push-throughput': pushThroughput,
  'late-commits': lateCommits,
  'pull-answer': pullAnswer,
  'crowd-push': crowdPush,
  poke: pokeFanout,
  scale,
  search: articleSearch,
  'work-lost': workLost,
  'contents-equal': contentsEqual,
  start: startAgain,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(benches);
const unknown = wanted.find((name) => benches[name] === undefined);
if (unknown === undefined) await run();
else {
  process.stderr.write(`There is no figure ${unknown}. There are: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  // Making 10,000 cases takes longer than measuring; they are kept.
  const stage = createStage({ cases: 10_000, keptIn: path.resolve('out', 'bench', 'company') });
  try {
    const figures: Figure[] = [];
    for (const name of wanted) {
      process.stderr.write(`${name}…\n`);
      try {
        figures.push(...((await benches[name]?.(stage)) ?? []).map(toFigure));
      } catch (error) {
        // The others are not lost for it.
        process.stderr.write(`${name} could not be measured: ${String(error)}\n`);
        process.exitCode = 1;
      }
      if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
    }
    process.stdout.write(`${toTable(figures)}\n`);
    if (figures.some(({ pass }) => !pass)) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}
