import { type Client, RunForgottenError } from '@pipescope/protocol/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';

let agent: LiveAgent;
let client: Client;

beforeEach(async () => {
  agent = await startLiveAgent({ attachments: 2 });
  client = await connect(agent.url, agent.key);
});
afterEach(async () => {
  client.close();
  await agent[Symbol.asyncDispose]();
});

/** Watches, and says what comes first: a frame or the end. */
function first(run: string): Promise<'frame' | Error> {
  return new Promise((resolve) => client.watch(run, 1, () => resolve('frame'), resolve));
}

test('a watch that the agent refuses is told why, and the others go on', async () => {
  const { run } = await client.spawn({ argv: ['cat'], stdin: 'pipe' });
  const heard = await Promise.all([first(run), first(run), first(run)]);
  expect(heard).toMatchObject(['frame', 'frame', { code: 'PS_TOO_MANY' }]);
});

test('so is one of a run that is not known', async () => {
  expect(await first('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({ name: 'RequestError', code: 'PS_NO_SUCH_RUN' });
});

test('a watch ends when its run is forgotten or its client closed, and not after it was closed itself', async () => {
  const ends: Error[] = [];
  const ended = (error: Error) => void ends.push(error);
  const { run } = await client.spawn({ argv: ['true'] });
  const { run: other } = await client.spawn({ argv: ['sleep', '60'] });
  const watch = client.watch(run, 1, () => undefined);
  client.watch(other, 1, () => undefined, ended);
  await client.sync();
  watch.close();
  client.watch(run, 1, () => undefined, ended);
  await client.closeRun(run);
  while (client.runs.get(run)?.state !== 'exited') await client.sync();
  await client.forget(run);
  expect(ends).toEqual([expect.any(RunForgottenError)]);
  client.close();
  expect(ends).toHaveLength(2);
});
