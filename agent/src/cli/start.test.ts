import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandBench, isRunning } from '../../test/command.ts';
import { authenticate, pageCode, SocketClient } from '../../test/socket-client.ts';
import { START, startRun } from '../../test/started-agent.ts';
import type { ReadyLine } from './channel.ts';

let bench: CommandBench;
beforeEach(() => {
  bench = new CommandBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

describe('start', () => {
  test('prints one line of JSON with all that a program needs to get in', async () => {
    const command = bench.run(START);
    const ready = await command.ready();
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#p=[\w-]{8}\.[\w-]{22}$/),
      wsUrl: `ws://127.0.0.1:${ready.port}/ws`,
      host: '127.0.0.1',
      port: expect.any(Number),
      pid: expect.any(Number),
      supervisorPid: command.child.pid,
      cliKeyFile: join(bench.stateDir, 'cli.key'),
    });
    expect((await fetch(`http://127.0.0.1:${ready.port}/healthz`)).status).toBe(204);
    expect((await fetch(`http://127.0.0.1:${ready.port}/`)).status).toBe(200);
    const [, code = ''] = ready.url.split('#p=');
    const page = await SocketClient.open(ready.port ?? 0);
    const { welcome } = await authenticate(page, pageCode(code, ready.port ?? 0));
    expect(welcome).toMatchObject({ agent: { pid: ready.pid }, limits: { maxPayload: 4_194_304, runsRunning: 2_000 } });
  });

  test('keeps its secrets in private files, out of arguments and environments', async () => {
    const ready = await bench.run(START).ready();
    expect(statSync(bench.stateDir).mode & 0o777).toBe(0o700);
    expect(statSync(ready.cliKeyFile).mode & 0o777).toBe(0o600);
    const { v, key } = JSON.parse(readFileSync(ready.cliKeyFile, 'utf8'));
    expect(v).toBe(1);
    const [, code = ''] = ready.url.split('#p=');
    for (const pid of [ready.pid, ready.supervisorPid]) {
      for (const file of ['cmdline', 'environ']) {
        const text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        expect([text.includes(key), text.includes(code)]).toEqual([false, false]);
      }
    }
    expect(readFileSync(join(bench.stateDir, 'audit.jsonl'), 'utf8')).not.toContain(code);
  });

  test('says in words where the page is, and names the ssh line for the machine one came from', async () => {
    const started = bench.run(['--port', '0'], { SSH_CONNECTION: '198.51.100.7 50000 192.0.2.9 22' });
    const words = await started.output(/ssh -L .*\n/);
    const [, port] = /^ {2}http:\/\/127\.0\.0\.1:(\d+)\/#p=[\w.-]+$/m.exec(words) ?? [];
    expect(words).toMatch(new RegExp(`^  ssh -L ${port}:127\\.0\\.0\\.1:${port} \\S+@192\\.0\\.2\\.9$`, 'm'));
    started.child.kill('SIGINT');
    expect((await started.ended).code).toBe(0);
  });

  test('a second time gives a link to the agent that runs', async () => {
    const first = await bench.run(START).ready();
    const second = await bench.finish(START);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toEqual({ ...first, url: expect.not.stringMatching(first.url) });
    expect(second.stderr).toContain(`--port has no effect: the agent on ${bench.stateDir} keeps its own`);
    const words = await bench.finish(['start']);
    expect(words.stdout).toContain(`An agent runs already (pid ${first.pid})`);
  });

  test('twice at once starts one agent', async () => {
    const [one, two] = await Promise.all([bench.run(START).ready(), bench.run(START).ready()]);
    expect(one.pid).toBe(two.pid);
  });

  test('on a port that is taken says so', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await bench.finish(['--port', String(port), '--json']);
    taken.close();
    expect([code, stderr]).toEqual([
      1,
      `pipescope: Port ${port} is taken by another program. Name another with --port, or none to get one that is free.\n`,
    ]);
  });

  test('listens on a Unix socket, which its own commands reach', async () => {
    const path = join(bench.directory, 'agent.sock');
    const ready = await bench.run(['--listen', `unix:${path}`, '--json']).ready();
    expect(ready).toMatchObject({ port: null, wsUrl: `ws+unix:${path}:/ws` });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await bench.finish(['link'])).stdout).toMatch(/^http:\/\/127\.0\.0\.1:7777\/#p=/);
  });

  test('refuses other addresses without TLS, unknown options and limits, and state that others could change', async () => {
    expect((await bench.finish(['--listen', '0.0.0.0'])).code).toBe(78);
    expect(await bench.finish(['--prot', '1'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'pipescope: There is no option "--prot". Did you mean --port?\n',
    });
    expect((await bench.finish(['--limit', 'runsRuning=1'])).stderr).toContain('Did you mean runsRunning?');
    chmodSync(bench.stateDir, 0o777);
    const { code, stderr } = await bench.finish(START);
    expect([code, stderr]).toEqual([1, expect.stringContaining('can be written by others')]);
  });

  test('tells limits that were changed to clients', async () => {
    const ready = await bench.run([...START, '--limit', 'maxPayload=70000', '--limit', 'runsRunning=3']).ready();
    const [, code = ''] = ready.url.split('#p=');
    const page = await SocketClient.open(ready.port ?? 0);
    const { welcome } = await authenticate(page, pageCode(code, ready.port ?? 0));
    expect(welcome).toMatchObject({ limits: { maxPayload: 70_000, runsRunning: 3 } });
  });
});

describe('the companions', () => {
  test('list runs, give fresh links and stop the agent', async () => {
    const command = bench.run(START);
    const ready = await command.ready();
    expect((await bench.finish(['ls'])).stdout).toBe('No runs yet.\n');
    const pid = await startRun(ready, 'sleep 600');
    expect((await bench.finish(['ls'])).stdout).toBe(`#1\t${pid}\trunning\tshell\tsleep 600\n`);
    expect(JSON.parse((await bench.finish(['ls', '--json'])).stdout)).toMatchObject([{ number: 1, pid }]);
    const audit = readFileSync(join(bench.stateDir, 'audit.jsonl'), 'utf8');
    expect(audit).toMatch(new RegExp(`"event":"spawn".*"argv":.*"sleep 600".*"pid":${pid}`));
    const links = [await bench.finish(['link']), await bench.finish(['link'])].map(({ stdout }) => stdout);
    expect(links[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#p=[\w.-]+\n$/);
    expect(links[0]).not.toBe(links[1]);
    expect((await bench.finish(['stop'])).stdout).toBe('Stopped.\n');
    expect((await command.ended).code).toBe(0);
    expect([isRunning(pid), existsSync(ready.cliKeyFile)]).toEqual([false, false]);
  });

  test.each(['link', 'ls', 'stop'])('%s without an agent says so', async (name) => {
    const { code, stderr } = await bench.finish([name]);
    expect(code).toBe(1);
    expect(stderr).toContain(`No agent runs on the state directory ${bench.stateDir}`);
  });

  test('reach an agent that was started in the background, until it is stopped', async () => {
    const { code, stdout } = await bench.finish(['start', '--background', '--port', '0', '--json']);
    const ready: ReadyLine = JSON.parse(stdout);
    expect([code, isRunning(ready.pid)]).toEqual([0, true]);
    expect((await bench.finish(['link'])).code).toBe(0);
    expect((await bench.finish(['stop'])).code).toBe(0);
    expect([ready.pid, ready.supervisorPid].map(isRunning)).toEqual([false, false]);
  });

  test('a start in the background that fails says why', async () => {
    const { code, stderr } = await bench.finish(['--background', '--listen', 'unix:/no/such/directory/s']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Cannot listen on /no/such/directory/s')]);
  });
});

test('the program names what it can do, and its version', async () => {
  const { code, stdout } = await bench.finish(['--help']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('--public-host')]);
  expect((await bench.finish(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
