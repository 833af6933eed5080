/** What a run of scenes came to: a line for each thing looked at, and the counts of each scene. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { CannotBePlayedError, type Checked } from './scene.ts';

export type Report = {
  /** Plays it to its end, or to where it came to a stop. */
  readonly play: (name: string, checks: AsyncIterable<Checked>) => Promise<void>;
  /** Into `out/torture.json`, and in the last line: `N passed, M failed`. */
  readonly end: () => { readonly failed: number };
};

type Count = { passed: number; failed: number; skipped: number; seconds: number };

export function createReport(seed: number): Report {
  const scenes: Record<string, Count> = {};

  return {
    play: async (name, checks) => {
      const count: Count = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
      scenes[name] = count;
      const begunAt = Date.now();
      console.log(`\n${name}`);
      try {
        let from = Date.now();
        for await (const { what, broken } of checks) {
          count[broken.length === 0 ? 'passed' : 'failed'] += 1;
          const mark = broken.length === 0 ? '✓' : '✗';
          console.log(`${mark} ${count.passed + count.failed} ${what}, ${Date.now() - from} ms`);
          for (const sentence of broken) console.log(`    ${sentence}`);
          from = Date.now();
        }
      } catch (error) {
        count[error instanceof CannotBePlayedError ? 'skipped' : 'failed'] += 1;
        if (error instanceof CannotBePlayedError) console.log(`!!! NOT PLAYED: ${error.message} !!!`);
        else console.log('✗ the scene came to a stop', error);
      }
      count.seconds = Math.round((Date.now() - begunAt) / 1000);
    },
    end: () => {
      const total: Count = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
      console.log('');
      for (const [name, count] of Object.entries(scenes)) {
        for (const key of ['passed', 'failed', 'skipped', 'seconds'] as const) total[key] += count[key];
        const { passed, failed, skipped, seconds } = count;
        const note = skipped > 0 ? ', NOT PLAYED' : '';
        console.log(
          `${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed, ${seconds} s${note}`,
        );
      }
      mkdirSync('out', { recursive: true });
      writeFileSync('out/torture.json', JSON.stringify({ ...total, seed, scenes }));
      console.log(`${total.seconds} s, --seed ${seed}`);
      console.log(`${total.passed} passed, ${total.failed} failed`);
      return { failed: total.failed };
    },
  };
}
