import { readFileSync, readlinkSync } from 'node:fs';
import { must } from './attempt.ts';
import { RLIMIT_NOFILE } from './constants.ts';
import { libc } from './libc.ts';

/**
 * The soft limit on open files that children should have: the one of the nearest ancestor that is neither Node nor
 * npm, as both raise their own to the hard limit before any script runs. Null when there is no such ancestor or it
 * cannot be read: children then inherit what this process has.
 * Looked up once, as an ancestor may end later; call it early.
 */
export function childNofileLimit(): bigint | null {
  if (found === undefined) found = ancestorLimit();
  return found;
}

let found: bigint | null | undefined;

/** Runs something with another soft limit on open files, and puts the old one back. The caller holds the process lock. */
export function withNofileLimit<Result>(soft: bigint | null, run: () => Result): Result {
  const { prlimit } = libc();
  const old = new BigUint64Array(2);
  if (soft === null || prlimit(0, RLIMIT_NOFILE, null, old) < 0) return run();
  const [current = 0n, hard = 0n] = old;
  if (soft >= current) return run();
  must(() => prlimit(0, RLIMIT_NOFILE, BigUint64Array.of(soft, hard), null));
  try {
    return run();
  } finally {
    prlimit(0, RLIMIT_NOFILE, old, null);
  }
}

function ancestorLimit(): bigint | null {
  for (let pid = process.ppid; pid > 0; ) {
    const parent = parentOf(pid);
    // npm runs scripts through a shell, which has npm's raised limit.
    const raised = isNode(pid) || (parent !== null && isNpm(parent));
    if (!raised) return softNofileOf(pid);
    pid = parent ?? 0;
  }
  return null;
}

function isNode(pid: number): boolean {
  try {
    return /^(node|nodejs|bun)( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`).split('/').at(-1) ?? '');
  } catch {
    return /^(node|npm|npx|MainThread)/.test(read(pid, 'comm'));
  }
}

function isNpm(pid: number): boolean {
  return isNode(pid) && /^(npm|npx|pnpm|yarn)\b|[/\0](npm|npx|pnpm|yarn)(-cli)?(\.c?js)?\0/.test(read(pid, 'cmdline'));
}

function parentOf(pid: number): number | null {
  const line = /^PPid:\t(\d+)$/m.exec(read(pid, 'status'))?.[1];
  return line === undefined ? null : Number(line);
}

function softNofileOf(pid: number): bigint | null {
  const soft = /^Max open files\s+(\d+)/m.exec(read(pid, 'limits'))?.[1];
  return soft === undefined ? null : BigInt(soft);
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
