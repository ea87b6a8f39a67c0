import { readdirSync, readlinkSync } from 'node:fs';
import { childrenOf } from '../src/os/process-tree.ts';

/** Pipes, terminals and pidfds that this process has open, as the kernel lists them: what starting processes could leak. */
export function processFds(): string[] {
  const links: string[] = [];
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      const link = readlinkSync(`/proc/self/fd/${fd}`);
      if (/^pipe:|pidfd|^\/dev\/(null|ptmx|pts\/)/.test(link)) links.push(`${fd} ${link}`);
    } catch {
      // The listing's own descriptor.
    }
  }
  return links;
}

/** Children of this process, zombies included. */
export function ownChildren(): number[] {
  return childrenOf(process.pid);
}
