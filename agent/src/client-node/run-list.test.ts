import { PIPE } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { startCuttingProxy, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';

test('a process goes on after a cut, also when its run is too old for the first part of the list', async () => {
  await using agent = await startLiveAgent({ listBytes: 6_000 });
  await using proxy = await startCuttingProxy(agent.port);
  const client = await connect(`ws://127.0.0.1:${proxy.port}/ws`, agent.key);
  const child = await client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
  for (let run = 0; run < 5; run += 1) await (await client.createSubprocessExec('true', ['x'.repeat(2_000)])).wait();
  expect(client.runs.size).toBe(6);

  const whole = new Promise<void>((resolve) => void client.onList(resolve));
  let fewest = Number.POSITIVE_INFINITY;
  client.onRuns(() => {
    fewest = Math.min(fewest, client.runs.size);
  });
  proxy.cut();
  await whole;
  expect([fewest, client.runs.size]).toEqual([6, 6]);
  const [out] = await child.communicate(Buffer.from('still here\n'));
  expect(Buffer.from(out ?? []).toString()).toBe('still here\n');
  expect(await child.wait()).toBe(0);
  client.close();
});
