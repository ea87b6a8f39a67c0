import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';

test('processes one after the other and many at once leave no descriptor, no zombie and no memory', async () => {
  const program = await bundleProgram('test/programs/leaks.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, '600', '150']);
  const result: unknown = JSON.parse(stdout);
  expect(result).toMatchObject({ leaked: [], children: [] });
  const { heapGrowth, heapGrowthConcurrent } = result as Record<string, number>;
  // In MiB; a leak of one kilobyte per process would be half of one here and cannot hide ten thousand runs long.
  expect(heapGrowth).toBeLessThan(1);
  expect(heapGrowthConcurrent).toBeLessThan(2);
});
