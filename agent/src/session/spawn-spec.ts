import type { SpawnSpec, WireOsString } from '@pipescope/protocol';
import type { OsString, SpawnRequest, StdioTarget } from '@pipescope/protocol/process';
import { startsNewSession, ValueError } from '@pipescope/protocol/process';
import { fromWireOsString, osBytes } from './os-string.ts';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is to be started, and the names of the variables that differ from the agent's. */
export interface SpawnPlan {
  readonly request: SpawnRequest;
  readonly envNames: readonly string[];
}

/**
 * A start as the wire spells it, checked once more: who sent it need not have used our client.
 * @param own the agent's environment, to which `envDiff` refers
 * @throws ValueError for a NUL byte, a variable's name that cannot be, or targets that cannot be.
 */
export function spawnPlan(spec: SpawnSpec, own: Environment): SpawnPlan {
  if (spec.stdin === 'stdout' || spec.stdout === 'stdout') throw new ValueError('STDOUT can only be used for stderr');
  if (spec.env !== null && spec.envDiff !== undefined) throw new ValueError('env and envDiff exclude each other');
  const { env, envNames } = environment(spec, own);
  const { envDiff: _used, ...same } = spec;
  const targets = {
    stdin: stdioTarget(spec.stdin),
    stdout: stdioTarget(spec.stdout),
    stderr: stdioTarget(spec.stderr),
  };
  const request: SpawnRequest = {
    ...same,
    argv: spec.argv.map((value, i) => checked(value, i === 0 ? 'program' : `argument ${i}`)),
    executable: spec.executable === null ? null : checked(spec.executable, 'executable'),
    cwd: spec.cwd === null ? null : checked(spec.cwd, 'cwd'),
    ...targets,
    env,
    startNewSession: startsNewSession({ ...spec, ...targets }),
    passFds: [],
  };
  return { request, envNames };
}

function stdioTarget(target: SpawnSpec['stdin']): StdioTarget {
  if (typeof target === 'string') return target;
  return { path: checked(target.path, 'the path of a file'), mode: target.mode };
}

function checked(value: WireOsString, what: string): OsString {
  const os = fromWireOsString(value);
  if (typeof os === 'string' ? os.includes('\0') : os.includes(0))
    throw new ValueError(`embedded null byte in ${what}`);
  return os;
}

type Pair = readonly [OsString, OsString];

function environment(spec: SpawnSpec, own: Environment): { env: Pair[] | null; envNames: string[] } {
  if (spec.env !== null) {
    const env = spec.env.map(([name, value]): Pair => [variableName(name), checked(value, 'env')]);
    return { env, envNames: changedNames(env, own) };
  }
  if (spec.envDiff === undefined) return { env: null, envNames: [] };
  const pairs = new Map<string, Pair>();
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) pairs.set(name, [name, value]);
  }
  for (const [wireName, value] of spec.envDiff) {
    const name = variableName(wireName);
    const key = keyOf(name);
    if (value === null) pairs.delete(key);
    else pairs.set(key, [name, checked(value, 'env')]);
  }
  return { env: [...pairs.values()], envNames: spec.envDiff.map(([name]) => keyOf(fromWireOsString(name))) };
}

function variableName(wire: WireOsString): OsString {
  const name = checked(wire, 'the name of an environment variable');
  const bytes = osBytes(name);
  if (bytes.length === 0 || bytes.includes('=')) throw new ValueError('illegal environment variable name');
  return name;
}

function changedNames(env: readonly Pair[], own: Environment): string[] {
  const names = new Map(env.map(([name, value]) => [keyOf(name), keyOf(value)]));
  const changed = [...names].filter(([name, value]) => own[name] !== value).map(([name]) => name);
  return [...changed, ...Object.keys(own).filter((name) => !names.has(name))];
}

function keyOf(name: OsString): string {
  return osBytes(name).toString();
}
