import { osError, ValueError } from './errors.ts';
import { checkOsPath, checkOsString, typeName } from './os-string.ts';
import { OPTION_NAMES, type SpawnOptions } from './spawn-options.ts';
import type { OsString, SpawnRequest } from './spawn-request.ts';
import { stdioTarget } from './stdio-target.ts';
import { DEFAULT_LIMIT } from './stream-reader.ts';
import { checkTerminalSide, DEFAULT_COLUMNS, DEFAULT_ROWS, startsNewSession } from './terminal.ts';

/** Largest value of a C int, and of a uid_t or gid_t. */
const MAX_INT = 2 ** 31 - 1;
const MAX_ID = 2 ** 32 - 1;

/** Options as they come from a caller who may not have a type checker. */
type Given = Readonly<Partial<Record<keyof SpawnOptions, unknown>>>;

/**
 * What `createSubprocessExec(program, args, options)` asks for, checked in asyncio's order.
 * @throws TypeError, ValueError, OSError (EBADF) for the first thing that is wrong; nothing has been started then.
 */
export function execRequest(program: unknown, args: unknown, options: unknown): SpawnRequest {
  const given = checkOptions(options);
  refuse(given, false);
  const rest = commonPart(given);
  if (!Array.isArray(args)) throw new TypeError(`args must be an array, not ${typeName(args)}`);
  const all: readonly unknown[] = [program, ...args];
  const argv = all.map((value, index) => checkOsPath(value, index === 0 ? 'program' : `argument ${index}`));
  return { argv, shell: false, ...rest, ...stringPart(given) };
}

/**
 * What `createSubprocessShell(cmd, options)` asks for: `/bin/sh -c cmd`.
 * @throws as `execRequest`; ValueError when `cmd` is neither text nor bytes.
 */
export function shellRequest(cmd: unknown, options: unknown): SpawnRequest {
  const given = checkOptions(options);
  if (typeof cmd !== 'string' && !(cmd instanceof Uint8Array)) throw new ValueError('cmd must be a string');
  refuse(given, true);
  const rest = commonPart(given);
  const command = checkOsString(cmd, 'cmd');
  const strings = stringPart(given);
  return { argv: [strings.executable ?? '/bin/sh', '-c', command], shell: true, ...rest, ...strings };
}

function checkOptions(options: unknown): Given {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  throw new TypeError(`options must be an object, not ${typeName(options)}`);
}

/** asyncio's own checks, before anything else: what would make streams other than bytes, and `shell`. */
function refuse(given: Given, shell: boolean): void {
  if (given.universalNewlines) throw new ValueError('universalNewlines must be false: streams are bytes');
  if (given.shell !== undefined && Boolean(given.shell) !== shell) throw new ValueError(`shell must be ${shell}`);
  if (given.bufsize !== undefined && given.bufsize !== 0) throw new ValueError('bufsize must be 0');
  if (given.text) throw new ValueError('text must be false: streams are bytes');
  if (isSet(given.encoding)) throw new ValueError('encoding must be null: streams are bytes');
  if (isSet(given.errors)) throw new ValueError('errors must be null: streams are bytes');
  const unknown = Object.keys(given).find((key) => !OPTION_NAMES.has(key));
  if (unknown !== undefined) throw new TypeError(`unexpected option '${unknown}'`);
  if (isSet(given.preexecFn)) throw new ValueError('preexecFn is not possible: no code runs between fork and exec');
  if (isSet(given.startupinfo)) throw new ValueError('startupinfo is only supported on Windows platforms');
  if (given.creationflags !== undefined && given.creationflags !== 0) {
    throw new ValueError('creationflags is only supported on Windows platforms');
  }
}

/** Everything that is not a string of the kernel's; the standard streams come first. */
function commonPart(given: Given): Omit<SpawnRequest, 'argv' | 'shell' | 'executable' | 'cwd' | 'env'> {
  const limit = integer(given.limit, 'limit') ?? DEFAULT_LIMIT;
  if (limit <= 0) throw new ValueError('limit must be above 0');
  const passFds = checkPassFds(given.passFds);
  const targets = {
    stdin: stdioTarget('stdin', given.stdin),
    stdout: stdioTarget('stdout', given.stdout),
    stderr: stdioTarget('stderr', given.stderr),
  };
  const session = {
    startNewSession: Boolean(given.startNewSession),
    processGroup: cInt(integer(given.processGroup, 'processGroup'), 'processGroup'),
  };
  return {
    limit,
    ...targets,
    columns: checkTerminalSide(integer(given.columns, 'columns') ?? DEFAULT_COLUMNS, 'columns'),
    rows: checkTerminalSide(integer(given.rows, 'rows') ?? DEFAULT_ROWS, 'rows'),
    passFds,
    closeFds: passFds.length > 0 || given.closeFds === undefined || Boolean(given.closeFds),
    restoreSignals: given.restoreSignals === undefined || Boolean(given.restoreSignals),
    startNewSession: startsNewSession({ ...targets, ...session }),
    processGroup: session.processGroup,
    umask: cInt(integer(given.umask, 'umask'), 'umask'),
    pipeSize: positive(integer(given.pipeSize, 'pipeSize')),
    group: identity(given.group, 'group'),
    extraGroups: checkExtraGroups(given.extraGroups),
    user: identity(given.user, 'user'),
  };
}

function stringPart(given: Given): Pick<SpawnRequest, 'executable' | 'cwd' | 'env'> {
  return {
    env: isSet(given.env) ? checkEnvironment(given.env) : null,
    executable: isSet(given.executable) ? checkOsPath(given.executable, 'executable') : null,
    cwd: isSet(given.cwd) ? checkOsPath(given.cwd, 'cwd') : null,
  };
}

function checkEnvironment(env: unknown): (readonly [OsString, OsString])[] {
  if (typeof env !== 'object' || env === null || Array.isArray(env) || env instanceof Uint8Array) {
    throw new TypeError(`env must be an object or a Map, not ${typeName(env)}`);
  }
  const entries: (readonly [unknown, unknown])[] = env instanceof Map ? [...env] : Object.entries(env);
  return entries.map(([key, value]) => {
    const name = checkOsString(key, 'the name of an environment variable');
    const hasEquals = typeof name === 'string' ? name.includes('=') : name.includes(0x3d);
    if (hasEquals) throw new ValueError('illegal environment variable name: it contains "="');
    return [name, checkOsString(value, `the value of environment variable ${String(name)}`)];
  });
}

function checkPassFds(given: unknown): number[] {
  if (!isSet(given)) return [];
  if (!Array.isArray(given)) throw new TypeError(`passFds must be an array of fds, not ${typeName(given)}`);
  return given.map((fd: unknown) => {
    const number = integer(fd, 'an fd in passFds');
    if (number === null || number < 0) throw new ValueError('bad value(s) in passFds: an fd is not negative');
    if (number > MAX_INT) throw osError('EBADF');
    return number;
  });
}

function checkExtraGroups(given: unknown): (string | number)[] | null {
  if (!isSet(given)) return null;
  if (typeof given === 'string') throw new ValueError('extraGroups must be a list, not a string');
  if (!Array.isArray(given)) throw new TypeError(`extraGroups must be an array, not ${typeName(given)}`);
  return given.map((group: unknown) => {
    const id = identity(group, 'a group in extraGroups');
    if (id === null) throw new TypeError('a group in extraGroups must be a name or an id');
    return id;
  });
}

function identity(given: unknown, what: string): string | number | null {
  if (typeof given === 'string') {
    checkOsString(given, what);
    return given;
  }
  const id = integer(given, what);
  if (id !== null && id < 0) throw new ValueError(`${what} must not be negative, got ${id}`);
  if (id !== null && id > MAX_ID) throw new ValueError(`${what} must be below 2^32, got ${id}`);
  return id;
}

function integer(given: unknown, what: string): number | null {
  if (!isSet(given)) return null;
  if (typeof given === 'number' && Number.isSafeInteger(given)) return given;
  throw new TypeError(`${what} must be an integer, not ${typeof given === 'number' ? given : typeName(given)}`);
}

/** Negative stands for absent. */
function cInt(value: number | null, what: string): number | null {
  if (value !== null && value > MAX_INT) throw new ValueError(`${what} must be below 2^31, got ${value}`);
  return value === null || value < 0 ? null : value;
}

function positive(value: number | null): number | null {
  return value === null || value <= 0 ? null : value;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
