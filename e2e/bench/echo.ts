import { createHash } from 'node:crypto';
import * as local from '@pipescope/agent';
import { PIPE, type ProcessApi } from '@pipescope/protocol/process';
import type { AsyncioPeer } from './asyncio-peer.ts';
import { alternate, type Figure, figure, type Goal, median, mustEqual } from './figure.ts';

/** Round trips of one round. */
const TIMES = 5_000;

/** A line written to `cat` until it has come back. */
export async function benchEcho(peer: AsyncioPeer): Promise<Figure[]> {
  return [await compareEcho('echo, p50', local, peer, TIMES, { atMost: 1 })];
}

/** Round trips through one Process API beside asyncio's. */
export async function compareEcho(
  name: string,
  api: ProcessApi,
  peer: AsyncioPeer,
  times: number,
  goal: Goal,
): Promise<Figure> {
  const { sha256 } = await echo(api, times);
  const middle = (result: { micros: number[]; sha256: string }): number => {
    mustEqual('sha256 of the echoed lines', result.sha256, sha256);
    return median(result.micros);
  };
  const rounds = await alternate(
    async () => middle(await echo(api, times)),
    async () => middle(await peer.echo(times)),
  );
  return figure(name, 'us', rounds, peer.name, goal);
}

async function echo(api: ProcessApi, times: number): Promise<{ micros: number[]; sha256: string }> {
  const child = await api.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('stdin and stdout were asked for and are null');
  const hash = createHash('sha256');
  const micros: number[] = [];
  for (let number = 0; number < times; number += 1) {
    const line = Buffer.from(`line ${number}\n`);
    const began = performance.now();
    stdin.write(line);
    const back = await stdout.readline();
    micros.push((performance.now() - began) * 1000);
    hash.update(back);
  }
  stdin.close();
  await child.wait();
  return { micros, sha256: hash.digest('hex') };
}
