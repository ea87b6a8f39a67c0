import { accessSync, constants, statSync } from 'node:fs';
import { type OsString, osError, type SpawnRequest } from '@pipescope/protocol/process';
import { cString, cStringArray, osBytes } from './c-string.ts';
import { isBarred, withDirectory } from './child-cwd.ts';
import { addChildFds, type ChildFds } from './child-fds.ts';
import {
  EAGAIN,
  ENOENT,
  ENOTDIR,
  EPERM,
  ESRCH,
  POSIX_SPAWN_SETPGROUP,
  POSIX_SPAWN_SETSID,
  POSIX_SPAWN_SETSIGDEF,
  SIGPIPE,
  SIGXFSZ,
} from './constants.ts';
import { withCredentials } from './credentials.ts';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { childNofileLimit, withNofileLimit } from './nofile-limit.ts';
import { missingErrno, programCandidates } from './path-lookup.ts';
import { withProcessLock } from './process-lock.ts';

/** Signals glibc keeps for its threads: its posix_spawn has the child ignore them unless they are reset by name. */
const GLIBC_SIGNALS = [32, 33];

/** What to start, with the child's descriptors named by this process's own. */
export interface SpawnPlan extends ChildFds {
  readonly argv: SpawnRequest['argv'];
  readonly executable: SpawnRequest['executable'];
  readonly cwd: SpawnRequest['cwd'];
  readonly env: SpawnRequest['env'];
  readonly startNewSession: boolean;
  readonly processGroup: number | null;
  readonly umask: number | null;
  readonly restoreSignals: boolean;
  readonly user: SpawnRequest['user'];
  readonly group: SpawnRequest['group'];
  readonly extraGroups: SpawnRequest['extraGroups'];
}

/** Room for glibc's posix_spawn_file_actions_t (80 bytes) and posix_spawnattr_t (336 bytes), with some to spare. */
const STRUCT_SIZE = 512;

/**
 * Starts a process with posix_spawn(3) and returns its pid once exec(2) has succeeded; blocks for that long
 * (0.3 ms). A failure leaves no process, no zombie and no descriptor.
 * @throws OSError classes, with the `filename` CPython gives: the program, the cwd when that is the matter, or null.
 */
export function spawn(plan: SpawnPlan): number {
  const program = plan.executable ?? plan.argv[0] ?? '';
  if (plan.cwd !== null) checkCwd(plan.cwd);
  if (plan.cwd !== null && isBarred(plan.cwd, plan)) {
    const { cwd } = plan;
    return withProcessLock(() => withDirectory(cwd, () => spawnAt({ ...plan, cwd: null }, program)));
  }
  return spawnAt(plan, program);
}

function spawnAt(plan: SpawnPlan, program: OsString): number {
  const { fileActionsInit, fileActionsDestroy } = libc();
  const actions = Buffer.allocUnsafeSlow(STRUCT_SIZE);
  const copies: number[] = [];
  check(fileActionsInit(actions));
  try {
    addChildFds(actions, plan, copies);
    if (plan.cwd !== null) check(libc().addChdir(actions, cString(plan.cwd)));
    const attributes = attributesOf(plan);
    return inChildContext(plan, () => execFirst(program, plan, actions, attributes));
  } finally {
    fileActionsDestroy(actions);
    for (const fd of copies) closeFd(fd);
  }
}

/** posix_spawn does not say which of its steps failed, so what the cwd can do wrong is looked at before. */
function checkCwd(cwd: OsString): void {
  const path = Buffer.from(osBytes(cwd));
  try {
    if (!statSync(path).isDirectory()) throw osError('ENOTDIR', { filename: cwd });
    accessSync(path, constants.X_OK);
  } catch (error) {
    throw osError((error as { code: string }).code, { filename: cwd });
  }
}

/** Attributes by what they say; nearly every child has the same ones. They hold nothing that would have to be freed. */
const attributeSets = new Map<string, Uint8Array>();

function attributesOf(plan: SpawnPlan): Uint8Array {
  const { startNewSession, processGroup, restoreSignals } = plan;
  const key = `${startNewSession} ${processGroup} ${restoreSignals}`;
  const known = attributeSets.get(key);
  if (known !== undefined) return known;
  const attributes = makeAttributes(plan);
  // Groups are as many as there are processes.
  if (processGroup === null || processGroup === 0) attributeSets.set(key, attributes);
  return attributes;
}

/** A posix_spawnattr_t; its destroy function does nothing in glibc. */
function makeAttributes({ startNewSession, processGroup, restoreSignals }: SpawnPlan): Uint8Array {
  const attributes = Buffer.allocUnsafeSlow(STRUCT_SIZE);
  check(libc().attributesInit(attributes));
  let flags = POSIX_SPAWN_SETSIGDEF;
  if (startNewSession) flags |= POSIX_SPAWN_SETSID;
  if (processGroup !== null) {
    flags |= POSIX_SPAWN_SETPGROUP;
    check(libc().setProcessGroup(attributes, processGroup));
  }
  const restored = restoreSignals ? [SIGPIPE, SIGXFSZ] : [];
  check(libc().setSignalDefault(attributes, signalSet([...GLIBC_SIGNALS, ...restored])));
  check(libc().setFlags(attributes, flags));
  return attributes;
}

/** A sigset_t: 1024 bits. */
function signalSet(signals: readonly number[]): Uint8Array {
  const set = Buffer.alloc(128);
  for (const signal of signals) {
    const byte = (signal - 1) >> 3;
    set[byte] = (set[byte] ?? 0) | (1 << ((signal - 1) & 7));
  }
  return set;
}

/** What a child takes over from its parent and posix_spawn cannot set: put in place for the call, and put back. */
function inChildContext<Result>(plan: SpawnPlan, run: () => Result): Result {
  return withProcessLock(() =>
    withNofileLimit(childNofileLimit(), () => withUmask(plan.umask, () => withCredentials(plan, run))),
  );
}

function withUmask<Result>(mask: number | null, run: () => Result): Result {
  if (mask === null) return run();
  const { umask } = libc();
  const old = umask(mask);
  try {
    return run();
  } finally {
    umask(old);
  }
}

/** execve(2) of each candidate as CPython's `child_exec` does it: the first error that is more than absence counts. */
function execFirst(program: OsString, plan: SpawnPlan, actions: Uint8Array, attributes: Uint8Array): number {
  const candidates = programCandidates(program, plan.env);
  const argv = cStringArray(plan.argv);
  const env =
    plan.env === null
      ? libc().environ()
      : cStringArray(plan.env.map(([name, value]) => Buffer.concat([osBytes(name), EQUALS, osBytes(value)])));
  const pid = new Int32Array(1);
  let kept = 0;
  let last = ENOENT;
  for (const candidate of candidates) {
    const errno =
      (candidates.length > 1 ? missingErrno(candidate, plan.cwd) : null) ??
      libc().posixSpawn(pid, cString(candidate), actions, attributes, argv, env);
    if (errno === 0) return pid[0] ?? 0;
    last = errno;
    if (kept === 0 && !isAbsence(errno)) kept = errno;
  }
  const errno = kept || last;
  throw osError(errno, { filename: isBeforeExec(errno, plan) ? null : program });
}

/** Whether fork(2) or setpgid(2) gave this, as only they do: CPython then names no file. */
function isBeforeExec(errno: number, { processGroup }: SpawnPlan): boolean {
  return errno === EAGAIN || (processGroup !== null && (errno === EPERM || errno === ESRCH));
}

function isAbsence(errno: number): boolean {
  return errno === ENOENT || errno === ENOTDIR;
}

const EQUALS = Buffer.from('=');

function check(errno: number): void {
  if (errno !== 0) throw osError(errno);
}
