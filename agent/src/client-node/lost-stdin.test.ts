import type { Client, StdinChannel } from '@pipescope/protocol/client';
import { BrokenPipeError } from '@pipescope/protocol/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeGate } from '../../test/gate.ts';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';

let agent: LiveAgent;
let client: Client;
let other: Client;

beforeEach(async () => {
  agent = await startLiveAgent();
  client = await connect(agent.url, agent.key);
  other = await connect(agent.url, agent.key);
});
afterEach(async () => {
  client.close();
  other.close();
  await agent[Symbol.asyncDispose]();
});

/** Why it was closed, once it is. */
async function closed(channel: StdinChannel): Promise<Error | null> {
  await new Promise<void>((resolve) => {
    const check = () => channel.closed !== null && resolve();
    channel.onChange(check);
    check();
  });
  return channel.closed?.error ?? null;
}

test('who writes behind the end that another client has asked for learns that it was lost', async () => {
  const gate = makeGate();
  const argv = ['sh', '-c', `read -r line <${gate.path}; exec cat`];
  const { run } = await client.spawn({ argv, stdin: 'pipe', stdout: 'pipe' });
  const first = client.stdin(run);
  first.write(new Uint8Array(70_000));
  first.end();
  await client.sync();
  const second = other.stdin(run);
  second.write(Buffer.from('from the second client\n'));
  await other.sync();
  await gate.open();
  expect(await closed(first)).toBeNull();
  const error = await closed(second);
  expect(error).toBeInstanceOf(BrokenPipeError);
  expect(error?.message).toBe('[Errno 32] Broken pipe: 23 bytes were not accepted before stdin was closed');
  expect([first.accepted, second.accepted, second.pending]).toEqual([70_000, 0, 0]);
});

test('also when it asks for the end itself', async () => {
  const gate = makeGate();
  const argv = ['sh', '-c', `read -r line <${gate.path}; exec cat`];
  const { run } = await client.spawn({ argv, stdin: 'pipe', stdout: 'pipe' });
  const first = client.stdin(run);
  first.write(new Uint8Array(70_000));
  first.end();
  await client.sync();
  const second = other.stdin(run);
  second.write(Buffer.from('lost'));
  second.end();
  await other.sync();
  await gate.open();
  expect(await closed(second)).toBeInstanceOf(BrokenPipeError);
  expect([await closed(first), second.accepted]).toEqual([null, 0]);
});

test('stdin of a run that has no pipe there is closed with the reason, and nothing waits for ever', async () => {
  const { run, number } = await client.spawn({ argv: ['sleep', '60'], stdin: 'devnull' });
  const stdin = client.stdin(run);
  stdin.write(Buffer.from('hello'));
  expect(await closed(stdin)).toMatchObject({
    code: 'PS_NO_PIPE',
    message: `Run #${number} takes no stdin from here: stdin is devnull.`,
  });
  expect([stdin.pending, stdin.accepted, stdin.lost]).toEqual([0, 0, 5]);
});

test('so is stdin of a run that is not known', async () => {
  const stdin = client.stdin('01ARZ3NDEKTSV4RRFFQ69G5FAV');
  stdin.write(Buffer.from('hello'));
  expect(await closed(stdin)).toMatchObject({ name: 'RequestError', code: 'PS_NO_SUCH_RUN' });
  expect(stdin.pending).toBe(0);
  stdin.write(Buffer.from('more'));
  await client.sync();
  expect(stdin.pending).toBe(0);
});
