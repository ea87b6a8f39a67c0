import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';
import { until } from '../../test/until.ts';
import { childrenOf } from './process-tree.ts';

/** An argument of sleep(1) that no other process has: survivors are found by it, whatever they changed about themselves. */
const MARK = `9${process.pid}.5`;
const started: ChildProcess[] = [];
let program = '';

beforeAll(async () => {
  program = await bundleProgram('test/programs/supervise.ts');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const pid of marked()) process.kill(pid, 'SIGKILL');
});

/** Every process on the machine that runs with the mark, from outside. */
function marked(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [name] = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
        return name === 'sleep' && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(MARK);
      } catch {
        return false;
      }
    });
}

interface Line {
  readonly supervised?: number;
  readonly end?: { readonly code: number | null; readonly signal: string | null };
  readonly killed?: number;
  readonly left?: readonly number[];
}

/** Starts a supervisor over a shell text. */
async function supervised(text: string, ...spare: string[]) {
  const supervisor = spawn(process.execPath, [program, text, ...spare], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(supervisor);
  const lines = createInterface({ input: supervisor.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Line> => JSON.parse((await lines.next()).value ?? '{}') as Line;
  const { supervised: pid = 0 } = await next();
  return { supervisor, pid, next };
}

const SLEEP = `sleep ${MARK}`;

test('when the supervised process is killed, nothing it started survives: not by setsid, env -i or a double fork', async () => {
  const agent = await supervised(
    [
      `${SLEEP} &`,
      `setsid ${SLEEP} &`,
      `env -i setsid ${SLEEP} &`,
      `sh -c '(setsid sh -c "${SLEEP} & ${SLEEP}" &)'`,
      `sh -c '(${SLEEP} </dev/null >/dev/null 2>&1 &)'`,
      `nohup setsid sh -c 'trap "" HUP INT TERM; ${SLEEP} & wait; ${SLEEP}' >/dev/null 2>&1 &`,
      'wait',
    ].join('\n'),
  );
  await until('seven processes', () => marked().length === 7);
  process.kill(agent.pid, 'SIGKILL');
  const { end, killed, left } = await agent.next();
  expect(marked()).toEqual([]);
  expect([end, left]).toEqual([{ code: null, signal: 'SIGKILL' }, []]);
  expect(killed).toBeGreaterThanOrEqual(7);
});

test('a process that starts others without end does not outrun it', async () => {
  const agent = await supervised(`setsid sh -c 'while :; do ${SLEEP} & sleep 0.005; done' & wait`);
  await until('many processes', () => marked().length > 10);
  process.kill(agent.pid, 'SIGKILL');
  expect((await agent.next()).left).toEqual([]);
  expect(marked()).toEqual([]);
});

test('the end of the supervised process by itself is told with its status', async () => {
  const agent = await supervised(`setsid ${SLEEP} & sleep 0.1; exit 7`);
  expect(await agent.next()).toMatchObject({ end: { code: 7, signal: null }, left: [] });
  expect(marked()).toEqual([]);
});

test('what loses its parent meanwhile is adopted and reaped as it ends', async () => {
  const agent = await supervised(`for i in 1 2 3 4 5; do sh -c '(${SLEEP} &)'; done; ${SLEEP}`);
  const children = () => childrenOf(agent.supervisor.pid ?? 0);
  await until('adopted processes', () => children().length === 6);
  for (const pid of children()) if (pid !== agent.pid) process.kill(pid, 'SIGKILL');
  await until('only the supervised one', () => children().length === 1);
  expect(children()).toEqual([agent.pid]);
  process.kill(agent.pid, 'SIGKILL');
  expect((await agent.next()).left).toEqual([]);
});

test('a session that is spared lives on, also what in it was re-parented', async () => {
  const agent = await supervised(`exec ${SLEEP}`, `sh -c '(${SLEEP} &)'; exec ${SLEEP}`);
  await until('three processes', () => marked().length === 3);
  process.kill(agent.pid, 'SIGKILL');
  expect(await agent.next()).toMatchObject({ killed: 0, left: [] });
  expect(marked().length).toBe(2);
});
