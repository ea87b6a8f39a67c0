import { defaultClientConditions, defineConfig } from 'vite';

/** What the page loads when it has nothing else to do: see src/app/later-parts.ts. */
const LATER =
  /src\/(settings\/|palette\/|run\/(paste-|stdin-file\.|start-error|error-words|hint-words|not-found)|log\/byte|composer\/(env-|split))/;

/**
 * Builds the page into `dist/site`, which the agent serves as it is: one index page, everything else under
 * `/assets/` with a hash in its name. No inline script and no data: URL, because the page's policy has neither.
 */
export default defineConfig({
  base: '/',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // In one piece, or what several parts share would make a dozen small files, which compress badly.
        codeSplitting: {
          groups: [{ name: 'page', test: (id: string) => !LATER.test(id) }],
        },
      },
    },
  },
});
