import type { Client } from '@pipescope/protocol/client';
import { PIPE } from '@pipescope/protocol/process';
import { STRAY_FD, startAgent } from '../support/agent.ts';
import { cliClient } from '../support/client.ts';
import { figure } from '../support/figure.ts';
import { expect, test } from '../support/fixtures.ts';
import { descendants, openFds, procStat } from '../support/proc.ts';

const source = 'echo out; echo err >&2; exit 3';

async function one(client: Client): Promise<void> {
  const proc = await client.createSubprocessExec('sh', ['-c', source], { stdout: PIPE, stderr: PIPE });
  const [out, err] = await proc.communicate();
  expect([proc.returncode, Buffer.from(out ?? []).toString(), Buffer.from(err ?? []).toString()]).toEqual([
    3,
    'out\n',
    'err\n',
  ]);
}

test('500 runs one after another and 50 at once over the wire: all complete, nothing left', async () => {
  // An agent of its own: the pages of other tests would list all these runs.
  const agent = await startAgent();
  const client = await cliClient(agent);
  await client.sync();
  const fds = openFds(agent.pid).size;
  for (let index = 0; index < 500; index += 1) await one(client);
  await Promise.all(Array.from({ length: 50 }, () => one(client)));
  await client.sync();
  await expect.poll(() => openFds(agent.pid).size).toBeLessThanOrEqual(fds);
  expect(descendants(agent.pid)).toEqual([]);
  client.close();
  await agent.stop();
});

test('SIGKILL of the agent: of 20 children of every kind none is alive a second later', async () => {
  const agent = await startAgent();
  const client = await cliClient(agent);
  const kinds = [
    'exec sleep 1000',
    'setsid sleep 1000 & wait',
    'env -i sleep 1000 & wait',
    '(setsid sh -c "sleep 1000 & exec sleep 1001" &) ; exec sleep 1002',
    'trap "" TERM HUP INT; while :; do sleep 1; done',
  ];
  for (let index = 0; index < 20; index += 1) {
    await client.spawn({
      argv: ['/bin/sh', '-c', kinds[index % kinds.length] ?? ''],
      shell: true,
      stdin: 'pipe',
      stdout: 'pipe',
      stderr: 'pipe',
      startNewSession: index % 2 === 0,
    });
  }
  await expect
    .poll(() => descendants(agent.supervisorPid).filter((stat) => stat.command === 'sleep').length)
    .toBeGreaterThanOrEqual(24);
  const family = descendants(agent.supervisorPid).map((stat) => stat.pid);
  process.kill(agent.pid, 'SIGKILL');
  const at = Date.now();
  const alive = () => family.filter((pid) => procStat(pid) !== null);
  while (alive().length > 0 && Date.now() - at < 5_000) await new Promise((next) => setTimeout(next, 5));
  const took = Date.now() - at;
  figure(`${alive().length} of ${family.length} processes alive ${took} ms after SIGKILL of the agent`);
  expect(alive()).toEqual([]);
  expect(took).toBeLessThanOrEqual(1_000);
  client.close();
  await agent.stop();
});

test('a child holds nothing of the agent, with 50 runs alive and a stray descriptor given to it', async ({ agent }) => {
  expect(openFds(agent.supervisorPid).get(STRAY_FD)).toBeDefined();
  const client = await cliClient(agent);
  const spec = { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' } as const;
  const sleepers = await Promise.all(
    Array.from({ length: 50 }, () => client.spawn({ ...spec, argv: ['sleep', '1000'] })),
  );
  for (const sleeper of sleepers) {
    const fds = [...openFds(sleeper.pid ?? 0)];
    expect(fds.map(([fd]) => fd)).toEqual([0, 1, 2]);
    for (const [, target] of fds) expect(target).toMatch(/^pipe:\[\d+\]$/);
  }
  for (const sleeper of sleepers) await client.signal(sleeper.run, 9);
  await expect.poll(() => descendants(agent.pid)).toEqual([]);
  client.close();
});
