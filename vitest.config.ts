import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Packages are tested from their sources: no build comes before, and no stale one can get in the way. */
const conditions = ['source', ...defaultServerConditions];

/**
 * A package's tests. Files of what touches nothing of the process share one, which spares loading the same modules for
 * every file.
 */
const project = (name: string, include: string, { isolate = true } = {}) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    root: name,
    include: [include],
    isolate,
    // These end what hangs and are no measure: how fast a busy machine is says nothing about the code. What a test waits
    // for is given up shortly before the test is, so that it is named.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 100_000 } },
    setupFiles: [fileURLToPath(new URL('./scripts/test-setup.mjs', import.meta.url))],
  },
});

export default defineConfig({
  test: {
    // Most tests wait for children and sockets: more files at once than cores.
    maxWorkers: 3,
    projects: [
      project('protocol', 'src/**/*.test.ts', { isolate: false }),
      project('agent', 'src/**/*.test.ts'),
      project('web', 'src/**/*.test.ts', { isolate: false }),
      project('scripts', '**/*.test.mjs'),
    ],
  },
});
