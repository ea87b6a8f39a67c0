import { closeSync, constants, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivateFile } from './state-dir.ts';

/** Name of the file that says which agent a state directory belongs to. */
const LOCK = 'lock';
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** A lock that is stale is removed and tried again; more rounds than this mean that others do the same. */
const MAX_ROUNDS = 5;

/**
 * Claims `directory` for this process.
 * @returns a function that gives it up, or undefined while another process that lives has it
 */
export function claimStateDir(directory: string): (() => void) | undefined {
  const path = join(directory, LOCK);
  const mine = processName(process.pid) ?? String(process.pid);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      const fd = openSync(path, FLAGS, 0o600);
      writeFileSync(fd, mine);
      closeSync(fd);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readPrivateFile(path);
      if (holder !== undefined && isAlive(holder)) return undefined;
      rmSync(path, { force: true });
      continue;
    }
    // Two that found the same stale lock may both have come this far: the file says whose it is.
    if (readPrivateFile(path) === mine) return () => rmSync(path, { force: true });
  }
  return undefined;
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && processName(pid) === holder;
}

/** A process by number and start time (field 22 of /proc/PID/stat), which no later process of that number has. */
function processName(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${pid} ${afterName[19]}`;
  } catch {
    return undefined;
  }
}
