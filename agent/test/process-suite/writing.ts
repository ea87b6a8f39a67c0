import { BrokenPipeError, ConnectionResetError, PIPE } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, BLOCKED, CAT, PIPE_MAX_SIZE, present, start, text } from './programs.ts';

/** A child's stdin: drain, close, and the loss of its reader. */
export function testWriting(api: Api): void {
  const either = (error: unknown): boolean => error instanceof BrokenPipeError || error instanceof ConnectionResetError;

  test('T3 writes, drains, closes, and reads everything back', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const stdin = present(child.stdin);
    stdin.write(Buffer.from('some data'));
    await stdin.drain();
    stdin.close();
    expect(text(await child.stdout?.read())).toBe('some data');
    expect(await child.wait()).toBe(0);
  });

  test('T12 rejects a drain when the child ends with the pipe full', async () => {
    const child = await start(api, BLOCKED, { stdin: PIPE });
    const stdin = present(child.stdin);
    stdin.write(Buffer.alloc(PIPE_MAX_SIZE, 'x'));
    // Only now, as the buffer is filled.
    child.kill();
    expect(await stdin.drain().catch(either)).toBe(true);
    expect(await child.wait()).toBe(-9);
  });

  test('T94 ends a loop of write and drain when the child has closed its stdin', async () => {
    const child = await api().createSubprocessShell('exec <&-; echo closed; sleep 3600', {
      stdin: PIPE,
      stdout: PIPE,
      startNewSession: true,
    });
    expect(text(await child.stdout?.readline())).toBe('closed\n');
    const stdin = present(child.stdin);
    const writing = async (): Promise<void> => {
      for (;;) {
        stdin.write(Buffer.from('foo\n'));
        await stdin.drain();
      }
    };
    expect(await writing().catch(either)).toBe(true);
    expect(child.returncode).toBeNull();
    child.sendSignalToGroup('SIGKILL');
    expect(await child.wait()).toBe(-9);
  });

  test('T104 is closing from close on, and waitClosed resolves', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const stdin = present(child.stdin);
    stdin.write(Buffer.from('line\n'));
    expect(text(await child.stdout?.readline())).toBe('line\n');
    expect(stdin.isClosing()).toBe(false);
    stdin.close();
    expect(stdin.isClosing()).toBe(true);
    await stdin.waitClosed();
    expect(await child.wait()).toBe(0);
    expect(text(await child.stdout?.read())).toBe('');
  });

  test('T105 waits for the close of stdin although output is unread', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const stdin = present(child.stdin);
    stdin.write(Buffer.from('first\nsecond\n'));
    expect(text(await child.stdout?.readline())).toBe('first\n');
    stdin.close();
    await stdin.waitClosed();
    expect(await child.wait()).toBe(0);
    expect(text(await child.stdout?.read())).toBe('second\n');
  });

  test('T106 needs no drain for a little data', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const stdin = present(child.stdin);
    stdin.writelines([Buffer.from('some '), Buffer.from('data\n')]);
    expect(text(await child.stdout?.readline())).toBe('some data\n');
    stdin.close();
    await stdin.waitClosed();
    expect(text(await child.stdout?.read())).toBe('');
    expect(await child.wait()).toBe(0);
  });

  test('T107 takes a write after close without a word, and rejects the drain after it', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const stdin = present(child.stdin);
    stdin.close();
    stdin.write(Buffer.from('data'));
    await expect(stdin.drain()).rejects.toBeInstanceOf(ConnectionResetError);
    expect(text(await child.stdout?.read())).toBe('');
    expect(await child.wait()).toBe(0);
  });
}
