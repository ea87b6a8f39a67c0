import type { SpawnRequest } from '@pipescope/protocol/process';

/** Where a standard stream leads, for an error: `devnull`, `fd 3`, `a file`. */
export function describeTarget(target: SpawnRequest['stdin']): string {
  if (typeof target === 'string') return target;
  return 'fd' in target ? `fd ${target.fd}` : 'a file';
}
