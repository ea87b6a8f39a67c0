import { setTimeout } from 'node:timers/promises';
import { EntryKind } from '@pipescope/protocol';
import type { Client } from '@pipescope/protocol/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
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

describe('two attachments of one run in one client', () => {
  const BYTES = 1_000_000;
  const command = ['/bin/sh', '-c', `head -c ${BYTES} /dev/zero; exec sleep 60`];

  test('both get everything, each in parts as its own credit allows', async () => {
    const { run } = await client.spawn({ argv: command, stdout: 'pipe' });
    const slowly = (every: number) =>
      new Promise<number>((resolve) => {
        let bytes = 0;
        client.attach(run, 0, {
          entries: async (entries) => {
            await setTimeout(every);
            for (const entry of entries) if (entry.kind === EntryKind.data) bytes += entry.payload.length;
            if (bytes === BYTES) resolve(bytes);
          },
        });
      });
    expect(await Promise.all([slowly(25), slowly(30)])).toEqual([BYTES, BYTES]);
  });

  test('one that follows a closed one gets nothing that was meant for that', async () => {
    const states: string[] = [];
    const { run } = await client.spawn({ argv: command, stdout: 'pipe' });
    client.onStatus(({ state }) => states.at(-1) === state || states.push(state));
    for (let round = 0; round < 5; round++) {
      await new Promise<void>((resolve) => {
        const first = client.attach(run, 0, {
          entries: () => {
            first.close();
            resolve();
          },
        });
      });
      await new Promise<void>((resolve) => {
        let bytes = 0;
        const next = client.attach(run, 0, {
          entries: (entries) => {
            for (const entry of entries) if (entry.kind === EntryKind.data) bytes += entry.payload.length;
            if (bytes < BYTES) return;
            next.close();
            resolve();
          },
        });
      });
    }
    expect(states.filter((state) => state !== 'connected')).toEqual([]);
  });
});
