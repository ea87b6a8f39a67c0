import { createHash } from 'node:crypto';
import { type ConsumerPayload, decodePayload, EntryKind, StreamId } from '@pipescope/protocol';
import { type Client, LeaseLostError, RunForgottenError } from '@pipescope/protocol/client';
import { PIPE } from '@pipescope/protocol/process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What `seq 1 count` writes. */
function seq(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, i) => `${i + 1}\n`).join(''));
}

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

describe('a run that changes hands', () => {
  test('goes on for the new script at the byte up to which the old one had read; the old one is told', async () => {
    const child = await client.createSubprocessExec('seq', ['1', '200000'], { stdout: PIPE, limit: 1_000 });
    const run = client.runOf(child) ?? '';
    const first = await child.stdout?.readexactly(1_234);
    await client.sync();
    const other = await connect(agent.url, agent.key);
    const taken = await other.takeOver(run);
    const rest = await taken.stdout?.read();
    expect(sha256(Buffer.concat([first ?? new Uint8Array(), rest ?? new Uint8Array()]))).toBe(sha256(seq(200_000)));
    expect(await taken.wait()).toBe(0);
    await client.sync();
    await expect(child.stdout?.readline()).rejects.toThrow(LeaseLostError);
    expect(await child.wait()).toBe(0);
    const [named] = await consumersOf(other, run);
    expect(named).toEqual({ consumer: 'script', by: other.session });
    other.close();
  });

  test('from a script that is gone is paused, and blocked at its byte until somebody takes it over', async () => {
    await using impatient = await startLiveAgent({ leaseMillis: 30 });
    const gone = await connect(impatient.url, impatient.key);
    const heir = await connect(impatient.url, impatient.key);
    const child = await gone.createSubprocessExec('seq', ['1', '200000'], { stdout: PIPE });
    const run = gone.runOf(child) ?? '';
    const first = await child.stdout?.readexactly(10);
    await gone.sync();
    gone.close();
    await expect.poll(() => heir.runs.get(run)?.consumers.stdout).toBe('paused');
    const taken = await heir.takeOver(run);
    const rest = await taken.stdout?.read();
    expect(sha256(Buffer.concat([first ?? new Uint8Array(), rest ?? new Uint8Array()]))).toBe(sha256(seq(200_000)));
    expect(await consumersOf(heir, run)).toEqual([{ consumer: 'paused' }, { consumer: 'script', by: heir.session }]);
    heir.close();
  });

  test('that is forgotten ends what a script still waits for', async () => {
    const child = await client.createSubprocessShell('exec 3<&0; cat <&3 3<&- & exit 3', {
      stdin: PIPE,
      stdout: PIPE,
    });
    expect(await child.wait()).toBe(3);
    const run = client.runOf(child) ?? '';
    const waiting = Promise.allSettled([child.stdout?.read(), child.stdin?.waitClosed()]);
    await client.sync();
    const other = await connect(agent.url, agent.key);
    await other.forget(run);
    const reason = expect.any(RunForgottenError) as RunForgottenError;
    expect(await waiting).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    other.close();
  });

  test('can be read by hand, one step at a time', async () => {
    const { run } = await client.spawn(
      { argv: ['printf', 'one\ntwo\n'], stdout: 'pipe' },
      { consumer: 'paused', readAhead: 0 },
    );
    expect(await client.step(run, 'stdout', { read: 'readline' })).toEqual({ bytes: 4, taken: 4 });
    expect(await client.step(run, 'stdout', { read: 'read', count: 100 })).toEqual({ bytes: 4, taken: 8 });
    expect(await client.step(run, 'stdout', { read: 'readline' })).toEqual({ bytes: 0, taken: 8 });
  });
});

/** Who has been named consumer of stdout, in order. */
async function consumersOf(viewer: Client, run: string): Promise<ConsumerPayload[]> {
  const named: ConsumerPayload[] = [];
  const attachment = viewer.attach(run, 0, {
    entries: (entries) => {
      for (const entry of entries) {
        if (entry.kind === EntryKind.consumer && entry.stream === StreamId.stdout) {
          named.push(decodePayload(EntryKind.consumer, entry));
        }
      }
    },
  });
  await viewer.sync();
  attachment.close();
  return named;
}
