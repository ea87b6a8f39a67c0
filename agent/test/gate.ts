import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Where a child waits, once, until the test lets it go on. */
export interface Gate {
  /** A fifo: `read line <PATH` waits. */
  readonly path: string;
  /** Lets one go on that waits or will wait. */
  readonly open: () => Promise<void>;
  /** Waits for one that says it has come so far: `: >PATH`. */
  readonly reached: () => Promise<unknown>;
}

/** Makes one for the test that runs. */
export function makeGate(): Gate {
  const directory = mkdtempSync(join(tmpdir(), 'pipescope-gate-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'gate');
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
  return { path, open: () => writeFile(path, '\n'), reached: () => readFile(path) };
}

/**
 * A script of a leader that ends with "early" while a process it leaves behind, which ignores the hangup, goes through
 * the gate and then says "late". The leader goes on only when the other ignores the hangup.
 */
export const outlivedBy = ({ path }: Gate): string =>
  `(trap '' HUP; : >${path}; read -r line <${path}; echo late) & : <${path}; echo early`;
