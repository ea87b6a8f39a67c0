import { fchownSync } from 'node:fs';
import { createRequire } from 'node:module';
import { osError } from '@pipescope/protocol/process';
import { attempt, must } from './attempt.ts';
import { cString } from './c-string.ts';
import { ECHO, ENOSPC, F_SETFD, FD_CLOEXEC, O_CLOEXEC, O_RDWR, TCGETS } from './constants.ts';
import { aboveStandard, closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { withProcessLock } from './process-lock.ts';

/** Both sides of a pseudo-terminal, pty(7): close-on-exec, with numbers above 2, not the terminal of this process. */
export interface Pty {
  /** Reads what the terminal shows, writes what is typed. */
  readonly master: number;
  /** The side of the programs. While it is open the master has no end. */
  readonly slave: number;
  /** What a child opens to have it as its controlling terminal: `/dev/pts/7`. */
  readonly path: string;
}

/**
 * The native part of node-pty. Its public `spawn` and `open` read the terminal through libuv, which on Node 20 takes
 * the hangup for the end while output is still to come, so only the two calls below are used.
 */
interface NativePty {
  /** openpty(3): both descriptors are non-blocking and inherited by children. */
  readonly open: (columns: number, rows: number) => { master: number; slave: number; pty: string };
  /** TIOCSWINSZ, tty_ioctl(2). */
  readonly resize: (fd: number, columns: number, rows: number, xPixel: number, yPixel: number) => void;
}

/** Not part of what node-pty promises: the version is pinned, and a test names this path. */
export const NODE_PTY_LOADER = 'node-pty/lib/utils.js';

const require = createRequire(import.meta.url);

let loaded: NativePty | null = null;

/**
 * Opens a pair.
 * @param owner user id of the child when it is not this process's own: it must be allowed to open `path`.
 * @throws OSError EOPNOTSUPP, with what to do, when node-pty is not installed; EMFILE; ENOSPC when the system has no
 *   terminal left; PermissionError for an owner this process may not name. Nothing is left open then.
 */
export function openPty(columns: number, rows: number, owner: number | null = null): Pty {
  const { open } = native();
  // Under the lock no other thread starts a child between the opening and the marks.
  const opened = withProcessLock(() => {
    const { master, slave, pty: path } = call(() => open(columns, rows));
    for (const fd of [master, slave]) libc().fcntl(fd, F_SETFD, FD_CLOEXEC);
    return { master, slave, path };
  });
  const pty = placed(opened);
  try {
    if (owner !== null) fchownSync(pty.slave, owner, -1);
    return pty;
  } catch (error) {
    closeFd(pty.slave);
    closeFd(pty.master);
    throw osError((error as { code: string }).code);
  }
}

/** Sets the size; a change sends SIGWINCH to the terminal's foreground group. */
export function resizePty({ master }: Pty, columns: number, rows: number): void {
  native().resize(master, columns, rows, 0, 0);
}

/** `struct termios` as the kernel has it: four words of flags, of which the last is `c_lflag`, and 20 bytes. */
const termios = new Int32Array(Buffer.allocUnsafeSlow(64).buffer);

/** Whether the terminal shows what is typed; programs turn that off to ask for a password, and to show it themselves. */
export function showsTyped(master: number): boolean {
  must(() => libc().ioctl(master, TCGETS, termios));
  return ((termios[3] ?? 0) & ECHO) !== 0;
}

/** Moves what took the number of a closed standard descriptor. */
function placed({ master, slave, path }: Pty): Pty {
  let moved = master;
  try {
    moved = aboveStandard(master);
    return { master: moved, slave: aboveStandard(slave), path };
  } catch (error) {
    for (const fd of new Set([master, slave, moved])) libc().close(fd);
    throw error;
  }
}

function call<Result>(open: () => Result): Result {
  const results: Result[] = [];
  const errno = -attempt(() => {
    try {
      return results.push(open());
    } catch {
      return -1;
    }
  });
  for (const result of results) return result;
  const message =
    errno === ENOSPC ? 'every pseudo-terminal of this system is in use (/proc/sys/kernel/pty/max)' : undefined;
  throw osError(errno, { message });
}

function native(): NativePty {
  loaded ??= loadNodePty();
  return loaded;
}

/**
 * Loads node-pty's native part.
 * @param loader only a test names another.
 * @throws OSError EOPNOTSUPP, with what to do; EMFILE, ENFILE when no file could be opened to load it from.
 */
export function loadNodePty(loader = NODE_PTY_LOADER): NativePty {
  try {
    const { loadNativeModule } = require(loader) as { loadNativeModule: (name: string) => { module: NativePty } };
    return loadNativeModule('pty').module;
  } catch (cause) {
    refuseWithoutDescriptor();
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw osError('EOPNOTSUPP', {
      message:
        `a terminal needs the optional package node-pty, which did not load on ${process.platform}-${process.arch} (${reason}). ` +
        'Install it with: npm ci --include=optional. Pipes work without it',
    });
  }
}

/** Of why its files could not be opened node-pty tells nothing. */
function refuseWithoutDescriptor(): void {
  closeFd(must(() => libc().open(cString('/dev/null'), O_RDWR | O_CLOEXEC, 0)));
}
