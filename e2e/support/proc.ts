import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One line of /proc/PID/stat, the fields the tests judge by. */
export interface ProcStat {
  readonly pid: number;
  readonly command: string;
  readonly state: string;
  readonly ppid: number;
}

/** Reads /proc/PID/stat; null when the process is gone (proc_pid_stat(5)). */
export function procStat(pid: number): ProcStat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ');
  return {
    pid,
    command: text.slice(text.indexOf('(') + 1, close),
    state: fields[0] ?? '?',
    ppid: Number(fields[1]),
  };
}

/** Every process on this machine. */
export function allProcesses(): ProcStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => procStat(Number(name)))
    .filter((stat): stat is ProcStat => stat !== null);
}

/** Every process below `root`, zombies too; `root` itself is left out. */
export function descendants(root: number): ProcStat[] {
  const byParent = new Map<number, ProcStat[]>();
  for (const stat of allProcesses()) {
    const list = byParent.get(stat.ppid);
    if (list === undefined) byParent.set(stat.ppid, [stat]);
    else list.push(stat);
  }
  const found: ProcStat[] = [];
  const todo = [root];
  for (let pid = todo.pop(); pid !== undefined; pid = todo.pop()) {
    for (const child of byParent.get(pid) ?? []) {
      found.push(child);
      todo.push(child.pid);
    }
  }
  return found;
}

/** The open descriptors of a process, as `fd -> target`. */
export function openFds(pid: number): Map<number, string> {
  const fds = new Map<number, string>();
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    try {
      fds.set(Number(name), readlinkSync(`/proc/${pid}/fd/${name}`));
    } catch {
      // Closed between the listing and the look.
    }
  }
  return fds;
}

/** Resident memory of a process in MiB (VmRSS of proc_pid_status(5)). */
export function residentMib(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(match?.[1] ?? Number.NaN) / 1024;
}
