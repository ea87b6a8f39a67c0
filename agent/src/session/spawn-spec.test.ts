import { clientMessage, type SpawnSpec, type SpawnSpecInput } from '@pipescope/protocol';
import { createProcessApi, type SpawnOptions, type SpawnRequest } from '@pipescope/protocol/process';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { nodeClock } from '../client-node/node-clock.ts';
import { spawnPlan } from './spawn-spec.ts';

/** As a client may send it, with what is absent filled in. */
function received(spec: SpawnSpecInput): SpawnSpec {
  const message = v.parse(clientMessage, { op: 'spawn', id: 1, once: 'a', spec });
  if (message.op !== 'spawn') throw new Error('not a spawn');
  return message.spec;
}

/** What the Process API makes of the same options. */
function local(options: SpawnOptions): Promise<SpawnRequest> {
  return new Promise((resolve, reject) => {
    const asked = async (request: SpawnRequest): Promise<never> => {
      resolve(request);
      throw new Error('only asked');
    };
    createProcessApi(asked, { clock: nodeClock }).createSubprocessExec('true', ['x'], options).catch(reject);
  });
}

const wire = (options: Partial<SpawnSpecInput>): SpawnRequest =>
  spawnPlan(received({ argv: ['true', 'x'], ...options }), {}).request;

test.each<[string, SpawnOptions & Partial<SpawnSpecInput>]>([
  ['nothing', {}],
  ['an umask', { umask: 0o27 }],
  ['a group', { processGroup: 0 }],
  ['a user', { user: 'nobody', group: 7, extraGroups: [1, 'daemon'] }],
  ['no pipe size', { pipeSize: 0 }],
  ['a pipe size', { pipeSize: 4_096 }],
])('%s on the wire is what it is in this process', async (_what, options) => {
  expect(wire(options)).toEqual(await local(options));
});

test.each<[string, SpawnOptions & Partial<SpawnSpecInput>, string]>([
  ['an umask above a C int', { umask: 2 ** 32 }, 'umask must be below 2^31'],
  ['a group above a C int', { processGroup: 2 ** 32 }, 'processGroup must be below 2^31'],
  ['a user above all ids', { user: 2 ** 32 }, 'user must be below 2^32'],
  ['half a surrogate pair', { cwd: '\ud800' }, 'cannot be encoded as UTF-8'],
])('%s is refused on the wire as it is in this process', async (_what, options, words) => {
  expect(() => wire(options)).toThrow(words);
  await expect(local(options)).rejects.toThrow(words);
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
  expect(envNames).toEqual({ names: ['A', 'B', 'A'], removed: ['B'], only: false });
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
