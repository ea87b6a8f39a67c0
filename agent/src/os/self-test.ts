import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LibcUnavailableError, libc } from './libc.ts';

const PROGRAM = fileURLToPath(new URL('./self-test-program.js', import.meta.url));
/** Milliseconds the test may take; it takes 50. */
const PATIENCE = 20_000;

/**
 * Calls every function of the C library that this program declares, in a process of its own, as a wrong declaration
 * ends the process it is used in. Runs once for each version of koffi and Node and each architecture.
 * @param stateDir where it is noted that it passed.
 * @param program what to run; only a test names another.
 * @throws LibcUnavailableError when it fails.
 */
export async function selfTest(stateDir: string, program = PROGRAM): Promise<void> {
  const stamp = join(stateDir, `libc-${libc().koffiVersion}-node-${process.versions.node}-${process.arch}.ok`);
  if (existsSync(stamp)) return;
  const failure = await run(program);
  if (failure !== null) {
    throw new LibcUnavailableError(
      `Calling the C library does not work on this system (${failure}). Please report this with the output of: node --version; uname -a; ldd --version`,
    );
  }
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  writeFileSync(stamp, '', { mode: 0o600 });
}

function run(program: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program], { timeout: PATIENCE }, (error, stdout, stderr) => {
      if (error === null && stdout.endsWith('ok\n')) return resolve(null);
      const last = stdout.trimEnd().split('\n').at(-1) ?? '';
      const words = stderr.trim().split('\n', 1)[0] ?? '';
      resolve(`after ${last === '' ? 'the start' : last}: ${words || error?.signal || error?.message || 'no result'}`);
    });
  });
}
