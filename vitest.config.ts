import { defineConfig } from 'vitest/config';

const project = (name: string) => ({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: { name, root: name, include: ['src/**/*.test.ts'] },
});

export default defineConfig({
  test: { projects: [project('protocol'), project('agent'), project('web')] },
});
