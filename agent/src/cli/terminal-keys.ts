import { readFileSync } from 'node:fs';

/**
 * Calls `onEnter` for every line typed at the terminal. Does nothing where standard input is no terminal, or belongs
 * to another job: reading it would stop this one (SIGTTIN).
 * @returns whether it listens
 */
export function onEnterKey(onEnter: () => void): boolean {
  if (!process.stdin.isTTY || !isForeground()) return false;
  process.stdin.on('data', onEnter);
  process.stdin.on('error', () => undefined);
  // The terminal may close; that alone does not end the agent.
  process.stdin.unref();
  return true;
}

/** Whether this process group is the terminal's foreground one: fields 5 and 8 of /proc/self/stat. */
function isForeground(): boolean {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const [, , , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 1).split(' ');
  return group === foreground;
}
