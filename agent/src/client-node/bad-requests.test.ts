import type { Client } from '@pipescope/protocol/client';
import { OSError, PIPE, ValueError } from '@pipescope/protocol/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
import { localApi } from '../../test/local-api.ts';
import { connect } from './connect.ts';

let agent: LiveAgent;
let client: Client;

beforeEach(async () => {
  agent = await startLiveAgent();
  client = await connect(agent.url, agent.key);
});
afterEach(async () => {
  client.close();
  await agent[Symbol.asyncDispose]();
});

test('what is no request is refused where it is made, and nothing else notices', async () => {
  const child = await client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
  const run = client.runOf(child) ?? '';
  const wrong = [
    () => client.signal(run, 99),
    () => client.signal('no id', 15),
    () => client.rows(run, 1, 5_000),
    () => client.bytes(run, 'stdout', 0, 2 ** 21),
    () => client.resize(run, 0, 0),
    () => client.step(run, 'stdout', { read: 'read', count: 0 }),
    () => client.folders('x'.repeat(5_000)),
    () => client.createSubprocessExec('true', [], { env: Object.fromEntries(manyVariables(20_000)) }),
  ];
  for (const request of wrong) await expect(request()).rejects.toThrow(ValueError);
  await expect(client.signal(run, 99)).rejects.toThrow(/^signal\.signal: /);
  const [out] = await child.communicate(Buffer.from('still here'));
  expect(Buffer.from(out ?? []).toString()).toBe('still here');
});

test.each([
  ['a directory', { cwd: '/'.repeat(3 * 2 ** 20) }],
  ['an executable', { executable: '/'.repeat(3 * 2 ** 20) }],
])('%s that no message can hold is refused as the kernel refuses it', async (_what, options) => {
  const errors = await Promise.all(
    [client, localApi()].map((api) => api.createSubprocessExec('true', [], options).catch((error: unknown) => error)),
  );
  for (const error of errors) expect(error).toBeInstanceOf(OSError);
  const [remote, local] = errors as OSError[];
  expect([remote?.errno, remote?.code, remote?.filename]).toEqual([local?.errno, local?.code, local?.filename]);
});

function manyVariables(count: number): [string, string][] {
  return Array.from({ length: count }, (_, at) => [`V${at}`, '']);
}
