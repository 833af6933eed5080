import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '#test/support/chromium.ts';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'out/e2e.json' }]],
  use: {
    launchOptions: chromiumLaunch(),
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
