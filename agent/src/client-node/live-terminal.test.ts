import { OSError, PIPE, PTY } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';

const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1');

test('the Process API over the wire gives a child a terminal as it does here', async () => {
  await using agent = await startLiveAgent();
  const client = await connect(agent.url, agent.key);
  const terminal = { stdin: PTY, stdout: PTY, stderr: PTY } as const;

  const mixed = await client.createSubprocessShell('tty -s && stty size; test -t 2 || echo piped >&2; cat', {
    ...terminal,
    stderr: PIPE,
    columns: 91,
  });
  expect((await mixed.communicate(Buffer.from('abc'))).map(text)).toEqual([
    expect.stringMatching(/24 91\r\n/),
    'piped\n',
  ]);
  expect(mixed.returncode).toBe(0);

  const resized = await client.createSubprocessExec(
    'bash',
    ['-c', 'trap "stty size; exit" WINCH; echo ready; while :; do read -t 60; done'],
    terminal,
  );
  expect(resized.stderr).toBe(null);
  await resized.stdout?.readuntil(Buffer.from('ready\r\n'));
  resized.resize(132, 43);
  expect(text(await resized.stdout?.read())).toBe('43 132\r\n');
  await client.sync();
  expect(client.runs.get(client.runOf(resized) ?? '')?.terminal).toEqual({ columns: 132, rows: 43 });

  const interrupted = await client.createSubprocessShell('echo ready; exec sleep 60', terminal);
  await interrupted.stdout?.readuntil(Buffer.from('ready\r\n'));
  interrupted.stdin?.write(Buffer.from('\x03'));
  expect(await interrupted.wait()).toBe(-2);

  const piped = await client.createSubprocessShell('true', { stdout: PIPE });
  expect(() => piped.resize(80, 24)).toThrow(OSError);
  await piped.communicate();
  client.close();
});
