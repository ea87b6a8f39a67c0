import { EntryKind, StreamId } from '@pipescope/protocol';
import { StreamCollector } from '@pipescope/protocol/client';
import { PIPE } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { example } from '../../examples/docs-example.ts';
import { startCuttingProxy, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';
const input = Buffer.from(Array.from({ length: 100000 }, (_, i) => `${i + 1}\n`).join(''));
for (let round = 0; round < 4; round++) test(`stress ${round}`, { timeout: 200000 }, async () => {
  await using agent = await startLiveAgent();
  await using proxy = await startCuttingProxy(agent.port);
  const client = await connect(`ws://127.0.0.1:${proxy.port}/ws`, agent.key);
  if (round % 2 === 1) await example(client);
  const states: string[] = [];
  client.onStatus((s) => states.push(s.state));
    const child = await client.createSubprocessShell('cat; echo problem >&2; exit 3', { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    let err: unknown = null;
    const run = client.runOf(child)!;
    client.stdin(run).onChange(() => { const c = client.stdin(run).closed; if (c?.error) err = c.error; });
    const [out] = await child.communicate(input);
    if (Buffer.compare(out!, input) !== 0) {
      let at = 0; while (at < input.length && out![at] === input[at]) at++;
      console.log('BAD', round, 'length', out!.length, input.length, 'first diff', at, JSON.stringify(Buffer.from(out!.subarray(Math.max(0, at - 20), at + 40)).toString()), JSON.stringify(input.subarray(Math.max(0, at - 20), at + 40).toString()), err, states, proxy.cuts);
      const c = new StreamCollector(StreamId.stdout); const ci = new StreamCollector(StreamId.stdin);
      const log: string[] = [];
      await new Promise<void>((r) => client.attach(run, 0, { entries: (es) => { c.add(es); ci.add(es); for (const e of es) log.push(`${e.seq}:${e.kind}/${e.stream}@${e.offset}+${e.payload.length}`); if (es.at(-1)!.kind === EntryKind.exit) r(); } }));
      console.log('BAD', c.received, ci.received, log.join(' '));
    }
  client.close();
});
