import { readFileSync } from 'node:fs';

/** True while a process sleeps in write(2) to a full pipe. */
export function blockedInWrite(pid: number | null): boolean {
  return stateOf(pid) === 'S' && /pipe_write/.test(readFileSync(`/proc/${pid}/wchan`, 'latin1'));
}

/** True while a process runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    return stateOf(pid) !== 'Z';
  } catch {
    return false;
  }
}

function stateOf(pid: number | null): string | undefined {
  return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.[0];
}
