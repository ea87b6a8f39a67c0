import { readdirSync, readFileSync } from 'node:fs';

/** The children of a process that it has not reaped, zombies included; none when the process is gone. */
export function childrenOf(pid: number): number[] {
  const children: number[] = [];
  for (const thread of list(`/proc/${pid}/task`)) {
    const line = read(`/proc/${pid}/task/${thread}/children`);
    // A kernel without CONFIG_PROC_CHILDREN has no such file.
    if (line === null && thread === String(pid))
      return list('/proc')
        .map(Number)
        .filter((other) => isChild(other, pid));
    for (const child of (line ?? '').split(' ')) if (child !== '') children.push(Number(child));
  }
  return children;
}

/** A process's children and theirs and so on, parents first. What `skip` names is left out with all below it. */
export function descendantsOf(pid: number, skip: (pid: number) => boolean = () => false): number[] {
  const found = childrenOf(pid).filter((child) => !skip(child));
  // Grows while it is walked.
  for (const parent of found) found.push(...childrenOf(parent).filter((child) => !skip(child)));
  return found;
}

/** Fields of /proc/PID/stat from the third on (state, ppid, pgrp, session): proc_pid_stat(5). Empty when it is gone. */
export function statFields(pid: number): string[] {
  const line = read(`/proc/${pid}/stat`);
  // The second field is the name in parentheses, which may itself hold spaces and parentheses.
  return line === null ? [] : line.slice(line.lastIndexOf(')') + 2).split(' ');
}

function isChild(pid: number, parent: number): boolean {
  return pid > 0 && statFields(pid)[1] === String(parent);
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}
