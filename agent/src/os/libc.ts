import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/**
 * The C library cannot be called: koffi is missing, has no build for this system, or a function is not there.
 * Its message says what to do. The agent must not start without the library, as nothing can stand in for it.
 */
export class LibcUnavailableError extends Error {
  override readonly name = 'LibcUnavailableError';
}

/** A block of memory handed to C: bytes, numbers, or null for NULL. */
type Pointer = Uint8Array | Int32Array | BigUint64Array | bigint | null;

/** Whom koffi calls for a watched descriptor: `status` is 0 or a negated errno. */
type PollCallback = (status: number, events: { readable: boolean; writable: boolean; disconnect: boolean }) => void;

/** What to watch a descriptor for. */
export interface PollInterest {
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly disconnect?: boolean;
}

/** koffi's `uv_poll_t`. After `close` no other member may be called: `stop` then is a segmentation fault. */
interface PollHandle {
  start(interest: PollInterest, callback: PollCallback): void;
  stop(): void;
  close(): void;
}

/** The parts of koffi used here; its own types say `any`, and its poll callback has an argument they leave out. */
interface Koffi {
  readonly version: string;
  load(path: null): { func(definition: string): unknown; symbol(name: string): unknown };
  errno(): number;
  address(memory: Uint8Array): bigint;
  decode(pointer: unknown, type: 'void *'): bigint;
  readonly node: { poll(fd: number, interest: PollInterest, callback: PollCallback): PollHandle };
}

/** The calls, as `libc()` gives them. Each answers as its man page says; `errno()` is read right after a failure. */
export type Libc = ReturnType<typeof declare>;

const require = createRequire(import.meta.url);

let loaded: Libc | null = null;

/**
 * The C library of this process, loaded at the first call.
 * @throws LibcUnavailableError.
 */
export function libc(): Libc {
  loaded ??= load();
  return loaded;
}

function load(): Libc {
  if (process.platform !== 'linux') {
    throw new LibcUnavailableError(
      `pipescope starts processes with Linux system calls and this is ${process.platform}. Run it on Linux (WSL2 and containers work).`,
    );
  }
  let koffi: Koffi;
  try {
    koffi = require('koffi') as Koffi;
  } catch (cause) {
    throw new LibcUnavailableError(
      `pipescope needs the package koffi to call the C library, and it did not load on ${process.arch} (${reason(cause)}). ` +
        'Reinstall with optional packages: rm -rf node_modules && npm ci --include=optional.',
      { cause },
    );
  }
  try {
    const functions = declare(koffi);
    if (!isMainThread) functions.keepLoaded(koffiBinary());
    return functions;
  } catch (cause) {
    throw new LibcUnavailableError(
      `This C library lacks a function that pipescope needs (${reason(cause)}). Use a Linux with glibc 2.34 or newer (Debian 12, Ubuntu 22.04, RHEL 9).`,
      { cause },
    );
  }
}

/** Where the native part of koffi was loaded from. */
function koffiBinary(): string {
  const path = /\/\S.*koffi\.node$/m.exec(readFileSync('/proc/self/maps', 'utf8'))?.[0];
  if (path === undefined) throw new Error('koffi.node is not among the mapped files');
  return path;
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

/** Every declaration there is. A wrong one can end the process without words: `selfTest` calls each of them. */
function declare(koffi: Koffi) {
  const library = koffi.load(null);
  const define = <Call>(definition: string): Call => library.func(definition) as Call;
  const fcntl = define<(fd: number, command: number, type: 'int', argument: number) => number>(
    'int fcntl(int fd, int command, ...)',
  );
  const ioctl = define<(fd: number, request: number, type: 'void *', argument: Int32Array) => number>(
    'int ioctl(int fd, uint64_t request, ...)',
  );
  const prctl =
    define<(option: number, ...pairs: readonly (string | bigint)[]) => number>('int prctl(int option, ...)');
  const syscall = define<(number: bigint, ...pairs: readonly (string | number | bigint | Pointer)[]) => number>(
    'int64_t syscall(int64_t number, ...)',
  );
  const dlopen = define<(path: Uint8Array, flags: number) => bigint | null>(
    'void *dlopen(const void *path, int flags)',
  );
  const ftrylockfile = define<(file: bigint) => number>('int ftrylockfile(void *file)');
  const funlockfile = define<(file: bigint) => void>('void funlockfile(void *file)');
  const stdin = library.symbol('stdin');
  const environ = library.symbol('environ');
  return {
    /** koffi's own version. */
    koffiVersion: koffi.version,
    /** errno(3) of the last call made here. */
    errno: (): number => koffi.errno(),
    /** Where memory begins. The memory must be off the JavaScript heap (`Buffer.allocUnsafeSlow`) and be kept alive. */
    address: (memory: Uint8Array): bigint => koffi.address(memory),
    /** environ(7): the environment as the process has it now, byte for byte. */
    environ: (): bigint => koffi.decode(environ, 'void *'),
    /** uv_poll_init(libuv). Only `watch` in poll.ts may call it. */
    uvPoll: (fd: number, interest: PollInterest, callback: PollCallback): PollHandle =>
      koffi.node.poll(fd, interest, callback),

    /**
     * dlopen(3) with RTLD_NODELETE. Node unloads an addon with the last thread that loaded it, and before koffi's
     * polls of that thread have been closed: without this, the end of a worker is a segmentation fault.
     */
    keepLoaded: (path: string): bigint | null => dlopen(Buffer.from(`${path}\0`), 0x1001),
    /** pipe2(2). `fds[0]` is the read end. */
    pipe2: define<(fds: Int32Array, flags: number) => number>('int pipe2(int *fds, int flags)'),
    /** open(2); its mode is variadic, which makes no difference on Linux. */
    open: define<(path: Uint8Array, flags: number, mode: number) => number>(
      'int open(const void *path, int flags, uint32_t mode)',
    ),
    /** access(2). */
    access: define<(path: Uint8Array, mode: number) => number>('int access(const void *path, int mode)'),
    /** chdir(2): the directory of the whole process. */
    chdir: define<(path: Uint8Array) => number>('int chdir(const void *path)'),
    /** fchdir(2). */
    fchdir: define<(fd: number) => number>('int fchdir(int fd)'),
    /** read(2). */
    read: define<(fd: number, memory: Uint8Array, count: number) => number>(
      'int64_t read(int fd, void *memory, uint64_t count)',
    ),
    /** write(2). */
    write: define<(fd: number, memory: Uint8Array, count: number) => number>(
      'int64_t write(int fd, const void *memory, uint64_t count)',
    ),
    /** close(2). Also right for descriptors Node did not open, about which fs.closeSync would warn. */
    close: define<(fd: number) => number>('int close(int fd)'),
    /** fcntl(2) with an int argument. */
    fcntl: (fd: number, command: number, argument = 0): number => fcntl(fd, command, 'int', argument),
    /** flock(2). */
    flock: define<(fd: number, operation: number) => number>('int flock(int fd, int operation)'),
    /** ioctl(2) FIONREAD and the like, which store an int; see ioctl_pipe(2), tty_ioctl(4). */
    ioctl: (fd: number, request: number, argument: Int32Array): number => ioctl(fd, request, 'void *', argument),
    /** poll(2). `fds` is `struct pollfd[count]`: int fd, short events, short revents. */
    poll: define<(fds: Uint8Array, count: number, milliseconds: number) => number>(
      'int poll(void *fds, uint64_t count, int milliseconds)',
    ),

    /** posix_spawn(3): the errno is the result. No search of PATH and no `/bin/sh` for a file without `#!`. */
    posixSpawn: define<
      (pid: Int32Array, path: Uint8Array, actions: Pointer, attributes: Pointer, argv: Pointer, env: Pointer) => number
    >(
      'int posix_spawn(int *pid, const void *path, const void *actions, const void *attributes, const void *argv, const void *envp)',
    ),
    /** posix_spawn_file_actions_init(3). */
    fileActionsInit: define<(actions: Uint8Array) => number>('int posix_spawn_file_actions_init(void *actions)'),
    /** posix_spawn_file_actions_destroy(3). */
    fileActionsDestroy: define<(actions: Uint8Array) => number>('int posix_spawn_file_actions_destroy(void *actions)'),
    /** posix_spawn_file_actions_adddup2(3): with equal numbers it clears FD_CLOEXEC. */
    addDup2: define<(actions: Uint8Array, fd: number, target: number) => number>(
      'int posix_spawn_file_actions_adddup2(void *actions, int fd, int target)',
    ),
    /** posix_spawn_file_actions_addclose(3): no error for a number that is not open. */
    addClose: define<(actions: Uint8Array, fd: number) => number>(
      'int posix_spawn_file_actions_addclose(void *actions, int fd)',
    ),
    /** posix_spawn_file_actions_addopen(3). */
    addOpen: define<(actions: Uint8Array, fd: number, path: Uint8Array, flags: number, mode: number) => number>(
      'int posix_spawn_file_actions_addopen(void *actions, int fd, const void *path, int flags, uint32_t mode)',
    ),
    /** posix_spawn_file_actions_addchdir_np(3). */
    addChdir: define<(actions: Uint8Array, path: Uint8Array) => number>(
      'int posix_spawn_file_actions_addchdir_np(void *actions, const void *path)',
    ),
    /** posix_spawn_file_actions_addclosefrom_np(3), glibc 2.34. */
    addCloseFrom: define<(actions: Uint8Array, from: number) => number>(
      'int posix_spawn_file_actions_addclosefrom_np(void *actions, int from)',
    ),
    /** posix_spawnattr_init(3). */
    attributesInit: define<(attributes: Uint8Array) => number>('int posix_spawnattr_init(void *attributes)'),
    /** posix_spawnattr_setflags(3). */
    setFlags: define<(attributes: Uint8Array, flags: number) => number>(
      'int posix_spawnattr_setflags(void *attributes, short flags)',
    ),
    /** posix_spawnattr_setpgroup(3). */
    setProcessGroup: define<(attributes: Uint8Array, group: number) => number>(
      'int posix_spawnattr_setpgroup(void *attributes, int group)',
    ),
    /** posix_spawnattr_setsigdefault(3). `set` is a sigset_t: 128 bytes, signal n is bit n-1. */
    setSignalDefault: define<(attributes: Uint8Array, set: Uint8Array) => number>(
      'int posix_spawnattr_setsigdefault(void *attributes, const void *set)',
    ),
    /** posix_spawnattr_setsigmask(3). */
    setSignalMask: define<(attributes: Uint8Array, set: Uint8Array) => number>(
      'int posix_spawnattr_setsigmask(void *attributes, const void *set)',
    ),

    /** wait4(2). `usage` is a struct rusage (144 bytes) or null. */
    wait4: define<(pid: number, status: Int32Array, options: number, usage: Uint8Array | null) => number>(
      'int wait4(int pid, int *status, int options, void *usage)',
    ),
    /** kill(2). */
    kill: define<(pid: number, signal: number) => number>('int kill(int pid, int signal)'),
    /** getpgid(2). */
    getpgid: define<(pid: number) => number>('int getpgid(int pid)'),
    /**
     * ftrylockfile(3) on C's stdin, which Node does not use: a lock of the whole process, held by a thread.
     * 0 when it is taken.
     */
    tryLock: (): number => ftrylockfile(koffi.decode(stdin, 'void *')),
    /** funlockfile(3): gives up what `tryLock` took. */
    unlock: (): void => funlockfile(koffi.decode(stdin, 'void *')),
    /** umask(2): the old mask is the result. It belongs to the whole process. */
    umask: define<(mask: number) => number>('uint32_t umask(uint32_t mask)'),
    /** prlimit(2). `next` and `old` are struct rlimit: two 64-bit numbers, soft and hard. */
    prlimit: define<(pid: number, resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => number>(
      'int prlimit(int pid, int resource, const void *next, void *old)',
    ),
    /** prctl(2) with one number. */
    prctl: (option: number, argument: number): number =>
      prctl(option, 'uint64_t', BigInt(argument), 'uint64_t', 0n, 'uint64_t', 0n, 'uint64_t', 0n),
    /** pidfd_open(2), which glibc wraps only from 2.36 on. The descriptor is close-on-exec. */
    pidfdOpen: (pid: number): number => syscall(434n, 'int', pid, 'uint32_t', 0),
    /** getresuid(2): real, effective and saved id. */
    getresuid: define<(real: Int32Array, effective: Int32Array, saved: Int32Array) => number>(
      'int getresuid(int *real, int *effective, int *saved)',
    ),
    /** getresgid(2). */
    getresgid: define<(real: Int32Array, effective: Int32Array, saved: Int32Array) => number>(
      'int getresgid(int *real, int *effective, int *saved)',
    ),
    /** getgroups(2). */
    getgroups: define<(size: number, list: Int32Array | null) => number>('int getgroups(int size, uint32_t *list)'),
    /** setresuid(2) of the calling thread alone: the raw call, not glibc's, which changes every thread. */
    setresuid: (real: number, effective: number, saved: number): number =>
      syscall(CREDENTIALS.setresuid, 'int', real, 'int', effective, 'int', saved),
    /** setresgid(2) of the calling thread alone. */
    setresgid: (real: number, effective: number, saved: number): number =>
      syscall(CREDENTIALS.setresgid, 'int', real, 'int', effective, 'int', saved),
    /** setgroups(2) of the calling thread alone. */
    setgroups: (list: Int32Array): number =>
      syscall(CREDENTIALS.setgroups, 'int64_t', list.length, 'void *', list.length === 0 ? null : list),
  };
}

/** System call numbers that differ between architectures: asm/unistd_64.h, asm-generic/unistd.h. */
const CREDENTIALS =
  process.arch === 'x64'
    ? { setgroups: 116n, setresuid: 117n, setresgid: 119n }
    : { setgroups: 159n, setresuid: 147n, setresgid: 149n };
