import { readFileSync } from 'node:fs';
import { osError, ValueError } from '@pipescope/protocol/process';
import { must } from './attempt.ts';
import { libc } from './libc.ts';

/** Largest uid_t and gid_t. */
const MAX_ID = 2 ** 32 - 1;

/** Ids a child is to have; null and absent ones stay as they are. */
export interface Credentials {
  readonly user: string | number | null;
  readonly group: string | number | null;
  readonly extraGroups: readonly (string | number)[] | null;
}

/**
 * Runs something with other user and group ids on this thread alone, and takes the old ones back: a child made
 * meanwhile keeps them for good, as exec drops the saved ids.
 * @throws ValueError for an unknown name; PermissionError, without a filename, where the kernel does not allow it.
 */
export function withCredentials<Result>({ user, group, extraGroups }: Credentials, run: () => Result): Result {
  if (user === null && group === null && extraGroups === null) return run();
  const uid = user === null ? null : userId(user);
  const gid = group === null ? null : idOf(group, '/etc/group', 'group');
  const groups = extraGroups?.map((name) => idOf(name, '/etc/group', 'group'));
  const old = currentIds();
  const { setresuid, setresgid, setgroups } = libc();
  try {
    if (groups !== undefined) must(() => setgroups(Int32Array.from(groups)));
    // The old effective id is kept as the saved one: it is the way back.
    if (gid !== null) must(() => setresgid(gid, gid, old.gids[1]));
    if (uid !== null) must(() => setresuid(uid, uid, old.uids[1]));
    return run();
  } finally {
    // The user first: only its privilege brings the others back.
    if (uid !== null) restore(setresuid(...old.uids));
    if (gid !== null) restore(setresgid(...old.gids));
    if (groups !== undefined) setgroups(old.groups);
  }
}

/**
 * The id of a user.
 * @throws ValueError for an unknown name.
 */
export function userId(user: string | number): number {
  return idOf(user, '/etc/passwd', 'user');
}

function restore(result: number): void {
  if (result >= 0) return;
  // Going on as another user would be worse than ending.
  process.stderr.write(
    `pipescope could not return to its own user after a spawn (errno ${libc().errno()}) and ends.\n`,
  );
  process.exit(1);
}

type Ids = readonly [real: number, effective: number, saved: number];

function currentIds(): { uids: Ids; gids: Ids; groups: Int32Array } {
  const read = (call: (a: Int32Array, b: Int32Array, c: Int32Array) => number): Ids => {
    const [real, effective, saved] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)] as const;
    must(() => call(real, effective, saved));
    return [real[0] ?? 0, effective[0] ?? 0, saved[0] ?? 0];
  };
  const { getresuid, getresgid, getgroups } = libc();
  const groups = new Int32Array(Math.max(getgroups(0, null), 0));
  if (groups.length > 0) must(() => getgroups(groups.length, groups));
  return { uids: read(getresuid), gids: read(getresgid), groups };
}

/** The number of a user or group: given, or from the database file, where it is the third field. */
function idOf(name: string | number, database: string, kind: string): number {
  if (typeof name === 'number') {
    // A larger number would be cut down to another id: 2^32 to that of root.
    if (name > MAX_ID) throw new ValueError(`there is no ${kind} ${name}: ids are below 2^32`);
    return name;
  }
  let text: string;
  try {
    text = readFileSync(database, 'utf8');
  } catch (error) {
    throw osError((error as NodeJS.ErrnoException).code ?? 'ENOENT', { filename: database });
  }
  for (const line of text.split('\n')) {
    const [entry, , id] = line.split(':');
    if (entry === name && id !== undefined) return Number(id);
  }
  throw new ValueError(`there is no ${kind} named ${JSON.stringify(name)} in ${database}`);
}
