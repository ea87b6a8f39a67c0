import { existsSync, readFileSync } from 'node:fs';
import { openFds } from './proc.ts';

/** TCP_ESTABLISHED of the kernel's tcp_states.h, as proc_net(5) prints it. */
const ESTABLISHED = '01';

/**
 * How many descriptors a process has open, less the connections that whoever made them holds open too: a browser keeps
 * sockets for its next request. One whose other end was closed is not established any more, and is counted.
 */
export function fdsOfItsOwn(pid: number): number {
  const held = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(establishedInodes).map((inode) => `socket:[${inode}]`),
  );
  return [...openFds(pid).values()].filter((target) => !held.has(target)).length;
}

function establishedInodes(table: string): string[] {
  // Without IPv6 there is no table of it.
  if (!existsSync(table)) return [];
  const rows = readFileSync(table, 'latin1').trim().split('\n').slice(1);
  return rows.flatMap((row) => {
    const [, , , state, , , , , , inode = ''] = row.trim().split(/\s+/);
    return state === ESTABLISHED ? [inode] : [];
  });
}
