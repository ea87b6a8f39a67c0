import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const TEST = fileURLToPath(new URL('.', import.meta.url));
/** Inside the package, so that the native modules are found from there. */
const OUT = join(TEST, '../node_modules/.test-programs');

/**
 * Makes a program of the sources that plain Node can run, for tests that need a process of their own.
 * @param entry a `.ts` file, from `agent/`.
 * @returns the path of a `.mjs` file.
 */
export async function bundleProgram(entry: string): Promise<string> {
  // Test files that run at the same time must not write one file.
  const name = `${entry.replaceAll(/[^a-z0-9-]/gi, '_')}-${process.env['VITEST_POOL_ID'] ?? 0}.mjs`;
  await build({
    root: TEST,
    logLevel: 'error',
    configFile: false,
    resolve: { conditions: ['source', 'node', 'import', 'default'] },
    ssr: { noExternal: true, external: ['koffi'], resolve: { conditions: ['source', 'node', 'import', 'default'] } },
    build: {
      ssr: join(TEST, '..', entry),
      outDir: OUT,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  return join(OUT, name);
}
