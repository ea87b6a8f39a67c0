import { DEVNULL, PIPE } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, CAT, COUNT, PIPE_MAX_SIZE, start, text } from './programs.ts';

/** Everything in, everything out, and the streams that lead nowhere. */
export function testCommunicating(api: Api): void {
  /** All three streams are pipes, and nothing closes other descriptors in the child. */
  const PIPES = { stdin: PIPE, stdout: PIPE, stderr: PIPE, closeFds: false } as const;

  test('T4 sends the input and gives the same bytes back', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const [stdout, stderr] = await child.communicate(Buffer.from('some data'));
    expect([text(stdout), stderr, child.returncode]).toEqual(['some data', null, 0]);
  });

  test('T5 closes stdin when there is no input', async () => {
    for (const input of [undefined, null]) {
      const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
      const [stdout] = await child.communicate(input);
      expect([text(stdout), child.returncode]).toEqual(['', 0]);
    }
  });

  test('T13 does not mind that the child reads nothing and ends', async () => {
    const child = await api().createSubprocessExec('true', [], { stdin: PIPE });
    await child.communicate(Buffer.alloc(PIPE_MAX_SIZE, 'x'));
    expect(await child.wait()).toBe(0);
  });

  test("T15 does not let the child have this side's end of its stdin, which would keep it open", async () => {
    const child = await start(api, COUNT, PIPES);
    const [stdout] = await child.communicate(Buffer.from('abc'));
    expect([text(stdout), await child.wait()]).toEqual(['3\n', 0]);
  });

  test('T16 makes an empty input the end of stdin', async () => {
    const child = await start(api, COUNT, PIPES);
    const [stdout] = await child.communicate(Buffer.alloc(0));
    expect([text(stdout), await child.wait()]).toEqual(['0\n', 0]);
  });

  test('T17 gives a child with stdin DEVNULL nothing to read', async () => {
    const child = await start(api, COUNT, { ...PIPES, stdin: DEVNULL });
    const [stdout] = await child.communicate();
    expect([text(stdout), await child.wait()]).toEqual(['0\n', 0]);
  });

  test('T18 gives null for a stdout that is DEVNULL', async () => {
    const child = await start(api, COUNT, { ...PIPES, stdout: DEVNULL });
    const [stdout, stderr] = await child.communicate(Buffer.from('abc'));
    expect([stdout, text(stderr), await child.wait()]).toEqual([null, '', 0]);
  });

  test('T19 gives null for a stderr that is DEVNULL', async () => {
    const child = await start(api, COUNT, { ...PIPES, stderr: DEVNULL });
    const [stdout, stderr] = await child.communicate(Buffer.from('abc'));
    expect([text(stdout), stderr, await child.wait()]).toEqual(['3\n', null, 0]);
  });

  test('T20 lets the child open /dev/stdin', async () => {
    const child = await api().createSubprocessExec('wc', ['-c', '/dev/stdin'], PIPES);
    const [stdout, stderr] = await child.communicate(Buffer.from('abc'));
    expect([text(stdout), text(stderr), await child.wait()]).toEqual(['3 /dev/stdin\n', '', 0]);
  });

  test('T36 keeps the outputs of ten children at once apart', async () => {
    const outputs = Array.from({ length: 10 }, (_, index) => `foo${index}`);
    const results = await Promise.all(
      outputs.map(async (output) => {
        const child = await api().createSubprocessExec('echo', [output], { stdout: PIPE });
        const [stdout] = await child.communicate();
        return text(stdout).trim();
      }),
    );
    expect(results).toEqual(outputs);
  });

  test('T121 tells the output of a shell on stdout, nothing on stderr, and 0', async () => {
    const child = await api().createSubprocessShell('echo Python', { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    child.stdin?.close();
    const [stdout, stderr] = await child.communicate();
    expect([text(stdout), text(stderr), child.returncode]).toEqual(['Python\n', '', 0]);
  });
}
