import type { SpawnSpec, WireOsString } from '@pipescope/protocol';
import type { OsString, SpawnOptions, SpawnRequest, StdioOption } from '@pipescope/protocol/process';
import { DEVNULL, execRequest, PIPE, PTY, STDOUT, ValueError } from '@pipescope/protocol/process';
import { fromWireOsString, osBytes } from './os-string.ts';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What of an environment may be told: names, never values. */
export interface EnvNames {
  /** Variables that differ from the agent's, those taken away among them; with `only`, all there are. */
  readonly names: readonly string[];
  /** Those of the names that the agent has and the child has not. */
  readonly removed: readonly string[];
  /** The names are all the child has. */
  readonly only: boolean;
}

/** What is to be started, and the names of its variables. */
export interface SpawnPlan {
  readonly request: SpawnRequest;
  readonly envNames: EnvNames;
}

/**
 * A start as the wire spells it, checked as one made in this process is: who sent it need not have used our client.
 * @param own the agent's environment, to which `envDiff` refers
 * @throws what `execRequest` throws; ValueError for `env` together with `envDiff`.
 */
export function spawnPlan(spec: SpawnSpec, own: Environment): SpawnPlan {
  if (spec.env !== null && spec.envDiff !== undefined) throw new ValueError('env and envDiff exclude each other');
  const { env, envNames } = environment(spec, own);
  const { envDiff: _used, argv, shell, ...same } = spec;
  const [program, ...args] = argv.map(fromWireOsString);
  const options: SpawnOptions = {
    ...same,
    executable: spec.executable === null ? null : fromWireOsString(spec.executable),
    cwd: spec.cwd === null ? null : fromWireOsString(spec.cwd),
    stdin: stdioOption(spec.stdin),
    stdout: stdioOption(spec.stdout),
    stderr: stdioOption(spec.stderr),
    env,
    umask: spec.umask ?? undefined,
    pipeSize: spec.pipeSize ?? undefined,
  };
  // A shell's command comes as the arguments it has become.
  return { request: { ...execRequest(program, args, options), shell }, envNames };
}

const OPTIONS = { inherit: null, pipe: PIPE, devnull: DEVNULL, pty: PTY, stdout: STDOUT } as const;

function stdioOption(target: SpawnSpec['stdin']): StdioOption | null {
  if (typeof target === 'string') return OPTIONS[target];
  return { path: fromWireOsString(target.path), mode: target.mode };
}

type Variables = ReadonlyMap<OsString, OsString>;

function environment(spec: SpawnSpec, own: Environment): { env: Variables | null; envNames: EnvNames } {
  if (spec.env !== null) {
    const env = variables(spec.env);
    return { env, envNames: namesOf(env, own) };
  }
  if (spec.envDiff === undefined) return { env: null, envNames: { names: [], removed: [], only: false } };
  const before = Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const names = spec.envDiff.map(([name]) => nameOf(name));
  // Of a variable that is named twice the last one counts.
  const last = new Map(spec.envDiff.map(([name, value]) => [nameOf(name), value]));
  const removed = [...last].flatMap(([name, value]) => (value === null ? [name] : []));
  return { env: variables([...before, ...spec.envDiff]), envNames: { names, removed, only: false } };
}

/** One variable of each name, the last one; null takes it away. */
function variables(pairs: Iterable<readonly [WireOsString, WireOsString | null]>): Variables {
  const known = new Map<string, readonly [OsString, OsString]>();
  for (const [wireName, value] of pairs) {
    const name = fromWireOsString(wireName);
    const key = osBytes(name).toString('latin1');
    if (value === null) known.delete(key);
    else known.set(key, [name, fromWireOsString(value)]);
  }
  return new Map(known.values());
}

/** A whole environment: by what differs from the agent's, or by all of it, whichever is less. */
function namesOf(env: Variables, own: Environment): EnvNames {
  const text = (value: OsString): string => osBytes(value).toString();
  const given = new Map([...env].map(([name, value]) => [text(name), text(value)]));
  const changed = [...given].filter(([name, value]) => own[name] !== value).map(([name]) => name);
  const removed = Object.keys(own).filter((name) => !given.has(name));
  if (given.size < changed.length + removed.length) return { names: [...given.keys()], removed: [], only: true };
  return { names: [...changed, ...removed], removed, only: false };
}

function nameOf(name: WireOsString): string {
  return osBytes(fromWireOsString(name)).toString();
}
