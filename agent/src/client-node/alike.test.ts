import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@pipescope/protocol/client';
import { PIPE, type Process, type ProcessApi, STDOUT } from '@pipescope/protocol/process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LiveAgent, startLiveAgent } from '../../test/live-agent.ts';
import { localApi } from '../../test/local-api.ts';
import { blockedInWrite } from '../../test/process-state.ts';
import { until } from '../../test/until.ts';
import { connect } from './connect.ts';

let agent: LiveAgent;
let client: Client;
let directory: string;
const local = localApi();

beforeAll(async () => {
  agent = await startLiveAgent();
  client = await connect(agent.url, agent.key);
  directory = mkdtempSync(join(tmpdir(), 'pipescope-alike-'));
  writeFileSync(join(directory, 'plain'), 'text');
  writeFileSync(join(directory, 'noformat'), 'echo no interpreter named\n');
  writeFileSync(join(directory, 'lost'), '#!/no/such/interpreter\n');
  for (const name of ['noformat', 'lost']) chmodSync(join(directory, name), 0o755);
  mkdirSync(join(directory, 'folder'));
});
afterAll(async () => {
  client.close();
  await agent[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

/** Class, message and every field of what a start rejects with. */
async function failureOf(start: Promise<Process>): Promise<unknown> {
  const error: unknown = await start.then(
    () => 'it started',
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) return error;
  return { ...error, class: error.constructor, name: error.name, message: error.message };
}

const STARTS: Record<string, (api: ProcessApi) => Promise<Process>> = {
  'a program that is in no folder of PATH': (api) => api.createSubprocessExec('no-such-program-xyz'),
  'a path that is not there': (api) => api.createSubprocessExec('./nothing', [], { cwd: directory }),
  'a program that is bytes': (api) => api.createSubprocessExec(Buffer.from('/no/\xff', 'latin1')),
  'a file that is not executable': (api) => api.createSubprocessExec(join(directory, 'plain')),
  'a file below a file': (api) => api.createSubprocessExec(join(directory, 'plain/program')),
  'an empty name': (api) => api.createSubprocessExec(''),
  'a script whose interpreter is missing': (api) => api.createSubprocessExec(join(directory, 'lost')),
  'a script that names none': (api) => api.createSubprocessExec(join(directory, 'noformat')),
  'a cwd that is missing': (api) => api.createSubprocessExec('true', [], { cwd: '/no/such/cwd' }),
  'a cwd that is a file': (api) => api.createSubprocessExec('true', [], { cwd: join(directory, 'plain') }),
  'one argument too long for the kernel': (api) => api.createSubprocessExec('true', ['x'.repeat(200_000)]),
  'arguments too long for a message': (api) => api.createSubprocessExec('true', Array(100).fill('x'.repeat(100_000))),
  'a NUL byte in an argument': (api) => api.createSubprocessExec('true', ['a\0b']),
  'an equals sign in the name of a variable': (api) => api.createSubprocessExec('true', [], { env: { 'a=b': 'c' } }),
  'STDOUT for stdout': (api) => api.createSubprocessExec('true', [], { stdout: STDOUT }),
  'a negative descriptor': (api) => api.createSubprocessExec('true', [], { stdout: -9 }),
  'a limit of 0': (api) => api.createSubprocessExec('true', [], { limit: 0 }),
  'a process group that is not there': (api) => api.createSubprocessExec('true', [], { processGroup: 4_000_000 }),
  'a file to read that is missing': (api) =>
    api.createSubprocessExec('cat', [], { stdin: { path: 'missing', mode: 'r' }, cwd: directory }),
  'a folder to write to': (api) =>
    api.createSubprocessExec('cat', [], { stdout: { path: 'folder', mode: 'w' }, cwd: directory }),
  'a user that is not known': (api) => api.createSubprocessExec('true', [], { user: 'nobody-of-that-name' }),
};

describe('a start that fails does so alike in-process and over the wire:', () => {
  test.each(Object.entries(STARTS))('%s', async (_what, start) => {
    const here = await failureOf(start(local));
    expect(here).not.toBe('it started');
    expect(await failureOf(start(client))).toEqual(here);
  });
});

/**
 * Writes small pieces, each once the last one has been read, until nobody reads for a while; then it writes on until it
 * blocks. So every read(2) of the reader gets one piece, and where it stops does not depend on who was faster.
 */
const PIECES = `
import array, fcntl, os, termios, time
def unread():
    count = array.array('i', [0])
    fcntl.ioctl(1, termios.FIONREAD, count)
    return count[0]
for piece in range(256):
    os.write(1, bytes(4096))
    end = time.monotonic() + 0.5
    while unread() and time.monotonic() < end: time.sleep(0.0005)
    if unread(): break
os.write(1, bytes(1000000))
`;

for (const limit of [65_536, 10_000, 1]) {
  test(`a child whose output nobody takes blocks at the same byte (limit ${limit})`, async () => {
    const options = { stdout: PIPE, limit } as const;
    const here = await local.createSubprocessExec('python3', ['-S', '-c', PIECES], options);
    await until('the child blocks in write', () => blockedInWrite(here.pid));
    const unread = local.unread(1);
    here.kill();
    await here.wait();
    const arrived = (await here.stdout?.read())?.length ?? 0;

    const there = await client.createSubprocessExec('python3', ['-S', '-c', PIECES], options);
    await until('the child blocks in write', () => blockedInWrite(there.pid));
    const run = agent.hub.registry.get(client.runOf(there) ?? '');
    const byThen = run.count(1)?.bytes;
    there.kill();
    await there.wait();
    expect({ arrived: byThen, unread: run.exit?.unread.stdout }).toEqual({ arrived: arrived - unread, unread });
    expect(unread).toBe(65_536);
    expect((await there.stdout?.read())?.length).toBe(arrived);
  });
}

test('files for standard streams are opened where the child runs, relative to its cwd', async () => {
  const files = { cwd: directory, stdin: { path: 'plain', mode: 'r' }, stdout: { path: 'copy', mode: 'a' } } as const;
  for (let round = 0; round < 2; round++)
    expect(await (await client.createSubprocessExec('cat', [], files)).wait()).toBe(0);
  const child = await client.createSubprocessShell('stat -c %a copy; cat copy', { cwd: directory, stdout: PIPE });
  const [out] = await child.communicate();
  expect(Buffer.from(out ?? []).toString()).toBe('644\ntexttext');
});

test('a named pipe without a peer does not stop the agent', async () => {
  await (await client.createSubprocessExec('mkfifo', [join(directory, 'fifo')])).wait();
  const child = await client.createSubprocessExec('cat', [], { cwd: directory, stdin: { path: 'fifo', mode: 'r' } });
  expect(await child.wait()).toBe(0);
  const writer = client.createSubprocessExec('true', [], { cwd: directory, stdout: { path: 'fifo', mode: 'w' } });
  await expect(writer).rejects.toMatchObject({ code: 'ENXIO', filename: 'fifo' });
});

test('a signal that the kernel refuses is an error for who waits for its answer', async () => {
  const child = await client.createSubprocessExec('sleep', ['60']);
  child.sendSignalToGroup('SIGTERM');
  await expect(client.signal(client.runOf(child) ?? '', 15, 'group')).rejects.toThrow("pipescope's own group");
  child.kill();
  await child.wait();
  expect(() => child.kill()).toThrow('No such process');
  await expect(client.signal(client.runOf(child) ?? '', 15)).rejects.toMatchObject({ code: 'ESRCH' });
});
