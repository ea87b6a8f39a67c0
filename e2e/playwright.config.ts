import { defineConfig } from '@playwright/test';

const executablePath = process.env['PIPESCOPE_CHROMIUM'];
const root = process.getuid?.() === 0;

/** Browser tests: the built page, served by the real agent, in a real Chromium. */
export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One worker: the tests measure frames, memory and processes, and must not disturb each other.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  reporter: [['line']],
  use: {
    viewport: { width: 1440, height: 900 },
    bypassCSP: false,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
