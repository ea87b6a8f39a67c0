import { parseArgs } from 'node:util';
import { fuzzProcess } from './fuzz-process.ts';
import { fuzzReader } from './fuzz-reader.ts';
import type { Campaign } from './summary.ts';

const USAGE = 'Usage: npm run -s fuzz -- [SEED] [--programs N] [--only reader|process] [--python PROGRAM]';

/** Programs on a reader for each one with a child, which takes as long as so many. */
const PER_PROCESS = 50;

const PARTS = new Map([
  ['reader', fuzzReader],
  [
    'process',
    (campaign: Campaign) => fuzzProcess({ ...campaign, programs: Math.ceil(campaign.programs / PER_PROCESS) }),
  ],
]);

/**
 * `npm run -s fuzz -- [SEED] [--programs N]`: random programs on our Process API and on CPython's asyncio (3.11 or
 * newer). Exit status 0 when all are alike, 1 with the smallest program that differs, 2 for wrong use.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      programs: { type: 'string', default: '100000' },
      only: { type: 'string' },
      python: { type: 'string', default: 'python3' },
    },
  });
  const { only, python } = values;
  const seed = positionals[0] === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(positionals[0]);
  const programs = Number(values.programs);
  const numbers = Number.isSafeInteger(seed) && Number.isSafeInteger(programs);
  if (positionals.length > 1 || !numbers || (only !== undefined && !PARTS.has(only))) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  console.log(`seed ${seed}`);
  // Errors are results here, by the hundred thousand, and nobody reads where they came from.
  Error.stackTraceLimit = 0;
  for (const [name, part] of PARTS) {
    if (only !== undefined && only !== name) continue;
    if (!(await part({ python, seed, programs }))) process.exitCode = 1;
  }
}

await main();
