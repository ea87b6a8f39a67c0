import { defineConfig } from '@playwright/test';
import type { TestOptions } from './support/fixtures.ts';

const executablePath = process.env['PIPESCOPE_CHROMIUM'];
/** Specs whose figures count. */
const MEASURED = /flood|opening/;
const root = process.getuid?.() === 0;

/** Browser tests: the built page, served by the real agent, in a real Chromium. */
export default defineConfig<TestOptions>({
  testDir: 'specs',
  outputDir: '../test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Each worker has an agent of its own, and counts its processes and descriptors only.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: [['line']],
  projects: [
    { name: 'functional', testIgnore: MEASURED, fullyParallel: true },
    // After everything else and one at a time: what measures frames and memory has the machine for itself.
    { name: 'measured', testMatch: MEASURED, workers: 1, dependencies: ['functional'], use: { isolated: true } },
  ],
  use: {
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium loads the pages of its own address bar for every window, and keeps a spare renderer at hand: together
        // most of a second of processor time a test.
        '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess',
      ],
    },
  },
});
