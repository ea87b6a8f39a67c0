import { type RunInfo, runInfo as runInfoSchema, type SpawnSpec } from '@pipescope/protocol';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { spec, TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { withLimits } from '../recording/limits.ts';
import { MemoryBudget } from '../recording/memory-budget.ts';
import { Run } from './run.ts';
import { runInfo } from './run-info.ts';
import { RunsPush } from './runs-push.ts';
import { spawnPlan } from './spawn-spec.ts';

/** Starts something and gives what lists show of it, however the start went. */
async function listed(argv: SpawnSpec['argv'], more: Partial<SpawnSpec> = {}): Promise<RunInfo> {
  const hub = testHub();
  const plan = spawnPlan({ ...spec([]), argv, ...more }, {});
  const run = await hub.registry.start({ ...plan, consumer: 'follow', lease: null, by: 'me' });
  return v.parse(runInfoSchema, structuredClone(runInfo(run, 'owner')));
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('what a list shows of a run', () => {
  it('is all of a usual command', async () => {
    const info = await listed(['echo', '', 'a b', { base64: '/w==' }], { cwd: '/', envDiff: [['A', 'b']] });
    expect(info).toMatchObject({ argv: ['echo', '', 'a b', { base64: '/w==' }], cwd: '/', envNames: ['A'] });
    expect(info).not.toHaveProperty('cut');
  });

  it('says of an environment what was taken away, and whether there is more than what was given', async () => {
    expect(
      await listed(['true'], {
        envDiff: [
          ['A', 'b'],
          ['HOME', null],
        ],
      }),
    ).toMatchObject({
      envNames: ['A', 'HOME'],
      envRemoved: ['HOME'],
    });
    const own = { A: 'a', B: 'b', C: 'c' };
    const names = (env: [string, string][]) => spawnPlan({ ...spec([]), argv: ['true'], env }, own).envNames;
    expect(names([])).toEqual({ names: [], removed: [], only: true });
    expect(names([['D', 'd']])).toEqual({ names: ['D'], removed: [], only: true });
    expect(
      names([
        ['A', 'a'],
        ['B', 'x'],
      ]),
    ).toEqual({ names: ['B', 'C'], removed: ['C'], only: false });
  });

  it('is the beginning of a long one, and how many bytes are missing', async () => {
    const argv = ['true', ...Array.from({ length: 13 }, () => 'x'.repeat(120_000))];
    const info = await listed(argv);
    const [program, first = '', ...rest] = info.argv.map(String);
    expect([program, rest]).toEqual(['true', []]);
    expect(first).toMatch(/^x{2000,3100}$/);
    expect(info.cut).toBe(13 * 120_001 - 1 - first.length);
    expect(jsonBytes(info)).toBeLessThan(5_000);
  });

  it.each<[string, SpawnSpec['argv']]>([
    ['control characters', ['true', '\x01'.repeat(100_000)]],
    ['empty arguments', ['true', ...Array.from({ length: 20_000 }, () => '')]],
    ['bytes', ['true', { base64: Buffer.alloc(100_000, 255).toString('base64') }]],
    ['a program', ['/'.repeat(150_000)]],
    ['a program of bytes', [{ base64: Buffer.alloc(150_000, 255).toString('base64') }]],
  ])('is bounded for a flood of %s', async (_what, argv) => {
    const info = await listed(argv);
    expect(info.argv.length).toBeGreaterThan(0);
    expect(info.cut).toBeGreaterThan(18_000);
    expect(jsonBytes(info)).toBeLessThan(10_000);
  });

  it('is bounded for a directory and names of variables', async () => {
    const envDiff = Array.from({ length: 1_000 }, (_, index): [string, string] => [`NAME_${index}`, '']);
    const info = await listed(['true'], { cwd: `/${'./'.repeat(3_000)}`, envDiff });
    expect(info.envNames.at(-1)).toMatch(/^NAME_\d+$/);
    expect(info.envNames).toEqual(envDiff.slice(0, info.envNames.length).map(([name]) => name));
    expect(info.cut).toBeGreaterThan(10_000);
    expect(jsonBytes(info)).toBeLessThan(10_000);
  });

  it('is never cut inside a character', async () => {
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const { argv } = await listed(['true', before + '\u{1f600}'.repeat(2_000)]);
      expect(argv[1]).toMatch(/^x*(?:\u{1f600})+$/u);
    }
  });
});

describe('a list longer than one message', () => {
  it('is answered with the newest runs, and the others follow', async () => {
    const hub = testHub({ listBytes: 6_000 });
    const starter = new TestClient(hub, { session: 'starter' });
    for (let run = 0; run < 5; run += 1) await starter.spawn(['true', 'x'.repeat(2_000)]);
    const client = new TestClient(hub, { session: 'viewer' });
    const { runs, total } = (await client.request('list', {})) as { runs: RunInfo[]; total: number };
    expect([runs.map((run) => run.number), total]).toEqual([[4, 5], 5]);
    await client.request('sync', {});
    const told = client.messages.flatMap((message) => (message.op === 'runs' ? message.runs : []));
    expect(new Set(told.map((run) => run.number))).toEqual(new Set([1, 2, 3, ...told.map((run) => run.number)]));
  });

  it('is told in several messages when many runs change at once', () => {
    const sizes: number[] = [];
    let full = false;
    const push = new RunsPush(1, (runs) => {
      if (full) return false;
      full = sizes.push(runs.length) === 2;
      return true;
    });
    const limits = withLimits();
    const { request } = spawnPlan(spec(['true']), {});
    const budget = new MemoryBudget(limits.memoryTotal);
    const start = {
      request,
      envNames: { names: [], removed: [], only: false },
      consumer: 'follow',
      lease: null,
      limits,
      budget,
    } as const;
    for (let number = 1; number <= 600; number += 1) {
      push.changed(new Run({ ...start, id: '0'.repeat(26), number, changed: () => undefined }));
    }
    push.flush();
    expect(sizes).toEqual([256, 256]);
    full = false;
    push.flush();
    push.stop();
    expect(sizes).toEqual([256, 256, 88]);
  });
});
