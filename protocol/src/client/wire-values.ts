import type { WireError, WireOsString } from '../messages/common.ts';
import type { SpawnSpecInput } from '../messages/run.ts';
import { fromErrorRecord } from '../process/error-record.ts';
import { ValueError } from '../process/errors.ts';
import type { OsString, SpawnRequest } from '../process/spawn-request.ts';
import type { StdioTarget } from '../process/stdio.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

/** Text stays text; bytes become padded base64. */
export function toWireOsString(value: OsString): WireOsString {
  if (typeof value === 'string') return value;
  const text = encodeBase64Url(value).replaceAll('-', '+').replaceAll('_', '/');
  return { base64: text.padEnd(Math.ceil(text.length / 4) * 4, '=') };
}

export function fromWireOsString(value: WireOsString): OsString {
  if (typeof value === 'string') return value;
  const text = value.base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return decodeBase64Url(text) ?? new Uint8Array(0);
}

/** The error class the agent saw, with its fields: `FileNotFoundError`, `ValueError`, ... */
export function fromWireError(error: WireError): Error {
  const { path, hint: _words, ...fields } = error;
  return fromErrorRecord(path === undefined || path === null ? fields : { ...fields, path: fromWireOsString(path) });
}

/**
 * What to start, as the wire spells it.
 * @throws ValueError for file descriptors: numbers of this process mean nothing to the agent.
 */
export function toSpawnSpec(request: SpawnRequest): SpawnSpecInput {
  if (request.passFds.length > 0) throw new ValueError('passFds cannot travel to an agent');
  const { stdin, stdout, stderr, executable, cwd, env, extraGroups, argv, passFds: _none, ...same } = request;
  return {
    ...same,
    argv: argv.map(toWireOsString),
    executable: executable === null ? null : toWireOsString(executable),
    cwd: cwd === null ? null : toWireOsString(cwd),
    env: env === null ? null : env.map(([name, value]) => [toWireOsString(name), toWireOsString(value)]),
    extraGroups: extraGroups === null ? null : [...extraGroups],
    stdin: toWireTarget(stdin),
    stdout: toWireTarget(stdout),
    stderr: toWireTarget(stderr),
  };
}

function toWireTarget(target: StdioTarget): SpawnSpecInput['stdin'] {
  if (typeof target === 'string') return target;
  if ('path' in target) return { path: toWireOsString(target.path), mode: target.mode };
  throw new ValueError(`file descriptor ${target.fd} cannot travel to an agent; name a file, {path, mode}`);
}
