import { clientMessage, type SpawnSpec, type SpawnSpecInput } from '@pipescope/protocol';
import { createProcessApi, type SpawnOptions, type SpawnRequest } from '@pipescope/protocol/process';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { nodeClock } from '../process/node-clock.ts';
import { spawnPlan } from './spawn-spec.ts';

/** As a client may send it, with what is absent filled in. */
function received(spec: SpawnSpecInput): SpawnSpec {
  const message = v.parse(clientMessage, { op: 'spawn', id: 1, once: 'a', spec });
  if (message.op !== 'spawn') throw new Error('not a spawn');
  return message.spec;
}

/** What the Process API makes of the same options. */
async function local(options: SpawnOptions): Promise<SpawnRequest> {
  let request: SpawnRequest | null = null;
  const asked = async (made: SpawnRequest): Promise<never> => {
    request = made;
    throw new Error('only asked');
  };
  const api = createProcessApi(asked, { clock: nodeClock });
  const outcome = await api.createSubprocessExec('true', ['x'], options).catch((error: Error) => error);
  if (request === null) throw outcome;
  return request;
}

test.each<[string, SpawnOptions & SpawnSpecInput, string | null]>([
  ['nothing', { argv: [] }, null],
  ['an umask', { argv: [], umask: 0o27 }, null],
  ['an umask above a C int', { argv: [], umask: 2 ** 32 }, 'umask must be below 2^31'],
  ['a group', { argv: [], processGroup: 0 }, null],
  ['a group above a C int', { argv: [], processGroup: 2 ** 32 }, 'processGroup must be below 2^31'],
  ['a user', { argv: [], user: 'nobody', group: 7, extraGroups: [1, 'daemon'] }, null],
  ['a user above all ids', { argv: [], user: 2 ** 32 }, 'user must be below 2^32'],
  ['a pipe size', { argv: [], pipeSize: 0 }, null],
  ['half a surrogate pair', { argv: [], cwd: '\ud800' }, 'cannot be encoded as UTF-8'],
])('%s on the wire is what it is in this process', async (_what, { argv: _none, ...options }, words) => {
  const wire = (): SpawnRequest => spawnPlan(received({ argv: ['true', 'x'], ...options }), {}).request;
  if (words === null) expect(wire()).toEqual(await local(options));
  else {
    expect(wire).toThrow(words);
    await expect(local(options)).rejects.toThrow(words);
  }
});

test('variables are those of the process API: an empty name may be, "=" may not', () => {
  const env = (pairs: SpawnSpecInput['env']) => spawnPlan(received({ argv: ['true'], env: pairs }), {}).request.env;
  expect(env([['', 'v']])).toEqual([['', 'v']]);
  expect(() => env([['A=B', 'v']])).toThrow('illegal environment variable name');
  expect(() => env([['A', 'a\0']])).toThrow('embedded null byte');
});

test('of a variable named twice the last one counts, also when one name is text and one bytes', () => {
  const twice = received({
    argv: ['true'],
    envDiff: [
      ['A', '1'],
      ['B', null],
      [{ base64: 'QQ==' }, '2'],
    ],
  });
  const { request, envNames } = spawnPlan(twice, { A: '0', B: 'b', C: 'c' });
  expect(request.env).toEqual([
    [new Uint8Array([65]), '2'],
    ['C', 'c'],
  ]);
  expect(envNames).toEqual(['A', 'B', 'A']);
});

test('targets and a shell are taken over', () => {
  const spec = received({
    argv: ['/bin/sh', '-c', 'x'],
    shell: true,
    stdin: 'pty',
    stdout: { path: 'f', mode: 'a' },
    stderr: 'stdout',
  });
  expect(spawnPlan(spec, {}).request).toMatchObject({
    shell: true,
    argv: ['/bin/sh', '-c', 'x'],
    stdin: 'pty',
    stdout: { path: 'f', mode: 'a' },
    stderr: 'stdout',
    startNewSession: true,
  });
  expect(() => spawnPlan(received({ argv: ['true'], stdout: 'stdout' }), {})).toThrow(
    'STDOUT can only be used for stderr',
  );
  expect(() => spawnPlan(received({ argv: ['true'], env: [], envDiff: [] }), {})).toThrow('exclude each other');
});
