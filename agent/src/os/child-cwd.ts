import type { OsString } from '@pipescope/protocol/process';
import { must } from './attempt.ts';
import { cString } from './c-string.ts';
import { O_DIRECTORY, O_PATH, X_OK } from './constants.ts';
import { type Credentials, withCredentials } from './credentials.ts';
import { closeFd, openFd } from './fd.ts';
import { libc } from './libc.ts';

/**
 * Whether a child with other ids could not enter its directory by itself. CPython's child goes there before it takes
 * those ids; ours has them from the start, as posix_spawn(3) cannot set them.
 * @throws what `withCredentials` throws.
 */
export function isBarred(cwd: OsString, credentials: Credentials): boolean {
  const { user, group, extraGroups } = credentials;
  if (user === null && group === null && extraGroups === null) return false;
  // access(2) goes by the real ids, and here those are the child's.
  return withCredentials(credentials, () => libc().access(cString(cwd), X_OK) < 0);
}

/**
 * Runs something with another current directory of this process, which children made meanwhile have for good; null
 * leaves it. It belongs to all threads: only for the one call that cannot do without. No descriptor would do: fchdir(2)
 * asks for the right to search as chdir(2) does.
 * @throws OSError of chdir(2).
 */
export function withDirectory<Result>(cwd: OsString | null, run: () => Result): Result {
  if (cwd === null) return run();
  const own = openFd('.', O_PATH | O_DIRECTORY);
  try {
    must(() => libc().chdir(cString(cwd)));
    try {
      return run();
    } finally {
      if (libc().fchdir(own) < 0) giveUp();
    }
  } finally {
    closeFd(own);
  }
}

function giveUp(): never {
  // Every relative path would lead elsewhere from now on.
  process.stderr.write(
    `pipescope could not return to its own directory after a spawn (errno ${libc().errno()}) and ends.\n`,
  );
  process.exit(1);
}
