import { defaultClientConditions, defineConfig } from 'vite';

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
  },
});
