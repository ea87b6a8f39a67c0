import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { ROOT } from './paths.mjs';
import { test } from './test.mjs';

/**
 * @typedef {object} Command
 * @property {string} about one line for the list
 * @property {readonly import('./build.mjs').TargetName[]} needs what must be built first
 * @property {(args: readonly string[]) => Promise<void>} run
 */

/**
 * Hands this very process over to a built program: no second process stands between it and the terminal, so signals,
 * stdin and the exit status are its own.
 * @param {string} program path relative to the workspace
 * @param {readonly string[]} args
 */
async function become(program, args) {
  const script = join(ROOT, program);
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
}

const agent = (
  /** @type {string} */ name,
  /** @type {string} */ about,
  /** @type {Command['needs']} */ needs = ['agent'],
) =>
  /** @type {[string, Command]} */ ([
    name,
    { about, needs, run: (args) => become('agent/dist/cli/main.js', [name, ...args]) },
  ]);

/** Every command by name, in the order they are listed. @type {ReadonlyMap<string, Command>} */
export const COMMANDS = new Map([
  agent('start', 'start the agent and print the link to open (--help lists the options)', ['agent', 'web']),
  agent('link', 'print a fresh link to the running agent'),
  agent('ls', 'list the runs of the running agent'),
  agent('stop', 'stop the running agent'),
  ['test', { about: 'run every check and test', needs: [], run: test }],
  ['check', { about: 'format, lint, types, unused code: seconds', needs: [], run: check }],
  [
    'conformance',
    {
      about: 'run scenario files through a real agent: conformance [--in-process] FILE...',
      needs: ['agent', 'e2e'],
      run: (args) => become('e2e/dist/conformance/main.js', args),
    },
  ],
  [
    'bench',
    {
      about: 'compare with CPython asyncio in the same run: bench [NAME...] [--json]',
      needs: ['agent', 'e2e'],
      run: (args) => become('e2e/dist/bench/main.js', args),
    },
  ],
  [
    'fuzz',
    {
      about: 'run random programs here and on CPython asyncio: fuzz [SEED] [--programs N] [--only reader|process]',
      needs: ['agent', 'e2e'],
      run: (args) => become('e2e/dist/fuzz/main.js', args),
    },
  ],
  [
    'shots',
    {
      about: 'take pictures of every state of the page, into shots/: shots [NAME...]',
      needs: ['agent', 'web', 'e2e'],
      run: async (args) => {
        process.env['PIPESCOPE_CHROMIUM'] = await findBrowser();
        await become('e2e/dist/shots/main.js', args);
      },
    },
  ],
]);
