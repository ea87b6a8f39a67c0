import { parseArgs } from 'node:util';
import { fuzzReader } from './fuzz-reader.ts';

const USAGE = 'Usage: npm run -s fuzz -- [SEED] [--programs N] [--python PROGRAM]';

/**
 * `npm run -s fuzz -- [SEED] [--programs N]`: random programs on our Process API and on CPython's asyncio. Exit status
 * 0 when all are alike, 1 with the smallest program that differs, 2 for wrong use.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { programs: { type: 'string', default: '100000' }, python: { type: 'string', default: 'python3' } },
  });
  const seed = positionals[0] === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(positionals[0]);
  const programs = Number(values.programs);
  if (positionals.length > 1 || !Number.isSafeInteger(seed) || !Number.isSafeInteger(programs)) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  console.log(`seed ${seed}`);
  // Errors are results here, by the hundred thousand, and nobody reads where they came from.
  Error.stackTraceLimit = 0;
  if (!(await fuzzReader({ python: values.python, seed, programs }))) process.exitCode = 1;
}

await main();
