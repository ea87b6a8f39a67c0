import { readFileSync } from 'node:fs';

/** The state letter of a process in /proc/PID/stat (`R`, `S`, `T`, `Z` ...), or null when it is not there. */
export function procState(pid: number): string | null {
  return statFields(pid)?.[0] ?? null;
}

/** The session id of a process, or null when it is not there. */
export function procSession(pid: number): number | null {
  const session = statFields(pid)?.[3];
  return session === undefined ? null : Number(session);
}

/** The fields after the command's name: state, ppid, pgrp, session. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
