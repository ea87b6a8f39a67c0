/** Numbers of the Linux interface that libc functions take; the same on x64 and arm64. */

/** open(2), fcntl(2) flags. */
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_NOCTTY = 0o400;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;

/** open(2): of the few flags that differ. */
export const O_DIRECTORY = process.arch === 'arm64' ? 0o40000 : 0o200000;

/** access(2): whether the file is there, and whether it can be run, or a directory be entered. */
export const F_OK = 0;
export const X_OK = 1;

/** flock(2): for one alone, and without waiting. */
export const LOCK_EX = 2;
export const LOCK_NB = 4;

/** fcntl(2) commands. */
export const F_GETFD = 1;
export const F_SETFD = 2;
export const F_GETFL = 3;
export const F_SETFL = 4;
export const F_DUPFD_CLOEXEC = 1030;
export const F_SETPIPE_SZ = 1031;
export const F_GETPIPE_SZ = 1032;
export const FD_CLOEXEC = 1;

/** ioctl_pipe(2): how many bytes can be read. */
export const FIONREAD = 0x541b;
/** tty_ioctl(2): the terminal's settings; and among them, in `c_lflag`, that it shows what is typed. */
export const TCGETS = 0x5401;
export const ECHO = 0o10;

/** poll(2). */
export const POLLHUP = 0x10;

/** errno(3). */
export const EPERM = 1;
export const ENOENT = 2;
export const ESRCH = 3;
export const EINTR = 4;
export const EIO = 5;
export const EBADF = 9;
export const ECHILD = 10;
export const EAGAIN = 11;
export const ENOTDIR = 20;
export const ENOSPC = 28;
export const EPIPE = 32;

/** signal(7). */
export const SIGKILL = 9;
export const SIGPIPE = 13;
export const SIGSTOP = 19;
export const SIGXFSZ = 25;

/** wait4(2). */
export const WNOHANG = 1;

/** posix_spawnattr_setflags(3). */
export const POSIX_SPAWN_SETPGROUP = 0x02;
export const POSIX_SPAWN_SETSIGDEF = 0x04;
export const POSIX_SPAWN_SETSID = 0x80;

/** getrlimit(2). */
export const RLIMIT_NPROC = 6;
export const RLIMIT_NOFILE = 7;

/** prctl(2). */
export const PR_SET_CHILD_SUBREAPER = 36;
