import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What is polled for is an event; this only ends a test that hangs. */
const patient = { poll: { timeout: 50_000 } };

const electronDouble = fileURLToPath(new URL('./test/shell/double.ts', import.meta.url));

export default defineConfig({
  test: {
    // One less by default, which on two cores is one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,renderer,server,electron}/**/*.test.ts',
            'test/sync/**/*.test.ts',
            'test/launchers/**/*.test.ts',
            'test/breaks/**/*.test.ts',
            'test/differential/**/*.test.ts',
          ],
          environment: 'node',
          expect: patient,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.pg.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres.ts'],
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias: { electron: electronDouble } },
        test: {
          name: 'shell',
          include: ['test/shell/**/*.test.ts'],
          environment: 'node',
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
