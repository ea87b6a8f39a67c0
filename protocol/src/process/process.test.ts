import { describe, expect, it } from 'vitest';
import { CancelledError, OSError, osError, ProcessLookupError, RuntimeError, ValueError } from './errors.ts';
import { MemoryReadEnd, MemoryTransport, MemoryWriteEnd } from './memory-transport.ts';
import { Process } from './process.ts';
import { createProcessApi } from './process-api.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Child {
  readonly process: Process;
  readonly transport: MemoryTransport;
  readonly stdin: MemoryWriteEnd;
  readonly stdout: MemoryReadEnd;
  readonly stderr: MemoryReadEnd;
}

function child(room = 65_536): Child {
  const [stdin, stdout, stderr] = [new MemoryWriteEnd(room), new MemoryReadEnd(), new MemoryReadEnd()];
  const transport = new MemoryTransport({ stdin, stdout, stderr });
  return { process: new Process(transport, 65_536), transport, stdin, stdout, stderr };
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it was expected to fail'),
    (error: unknown) => error,
  );
}

describe('wait', () => {
  it('gives everyone the returncode at the exit, though pipes are open', async () => {
    const { process, transport } = child();
    const waits = Array.from({ length: 10 }, () => process.wait());
    expect(process.returncode).toBeNull();
    transport.exit(6);
    expect(process.returncode).toBe(6);
    expect(await Promise.all(waits)).toEqual(Array.from({ length: 10 }, () => 6));
    expect(await process.wait()).toBe(6);
  });

  it('can be cancelled alone', async () => {
    const { process, transport } = child();
    const cancel = new AbortController();
    const [cancelled, other] = [process.wait({ signal: cancel.signal }), process.wait()];
    cancel.abort();
    expect(await failure(cancelled)).toBeInstanceOf(CancelledError);
    transport.exit(-9);
    expect(await other).toBe(-9);
  });

  it('rejects now and later when the exit can never be known', async () => {
    const { process, transport } = child();
    const waiting = failure(process.wait());
    const gone = new Error('the agent is gone');
    transport.lose(gone);
    expect(await waiting).toBe(gone);
    expect(await failure(process.wait())).toBe(gone);
    expect(process.returncode).toBeNull();
  });
});

describe('signals', () => {
  it('go to the process by number or name', () => {
    const { process, transport } = child();
    process.terminate();
    process.kill();
    process.sendSignal('SIGHUP');
    process.sendSignal(0);
    process.sendSignalToGroup('SIGRTMIN+1');
    expect(transport.signals).toEqual([15, 9, 1, 0, -35]);
    expect(process.returncode).toBeNull();
  });

  it('refuse what is no signal', () => {
    const { process } = child();
    for (const signal of [65, -1]) {
      expect(() => process.sendSignal(signal)).toThrow(expect.objectContaining({ code: 'EINVAL', name: 'OSError' }));
    }
    expect(() => process.sendSignal('SIGNOT')).toThrow(ValueError);
    const wrong: unknown = null;
    expect(() => process.sendSignal(wrong as number)).toThrow(TypeError);
  });

  it('are nothing between the exit and the last closed pipe, then ProcessLookupError', async () => {
    const { process, transport, stdout, stderr } = child();
    transport.exit(0);
    process.kill();
    process.sendSignal(99);
    stdout.end();
    process.kill();
    stderr.end();
    await turn();
    expect(transport.signals).toEqual([]);
    for (const send of [() => process.kill(), () => process.terminate(), () => process.sendSignal(0)]) {
      expect(send).toThrow(ProcessLookupError);
    }
  });

  it('raise at once after the exit of a process without pipes', () => {
    const transport = new MemoryTransport();
    const process = new Process(transport, 1);
    transport.exit(0);
    expect(() => process.kill()).toThrow(expect.objectContaining({ code: 'ESRCH' }));
  });
});

describe('stdin', () => {
  it('is closed by itself after the exit, once stdout and stderr have ended', async () => {
    const { process, transport, stdin, stdout, stderr } = child();
    transport.exit(0);
    stdout.end();
    expect(process.stdin?.isClosing()).toBe(false);
    stderr.end();
    expect(process.stdin?.isClosing()).toBe(true);
    await turn();
    expect(stdin.closed).toBe(true);
  });
});

describe('communicate', () => {
  it('sends, closes, collects and waits', async () => {
    const { process, transport, stdin, stdout, stderr } = child();
    process.stdin?.write(bytes('1'));
    const both = process.communicate(bytes('2'));
    await turn();
    expect(stdin.written).toEqual([...bytes('12')]);
    expect(stdin.closed).toBe(true);
    stdout.write(bytes('out'));
    stderr.write(bytes('err'));
    stdout.end();
    stderr.end();
    transport.exit(3);
    expect(await both).toEqual([bytes('out'), bytes('err')]);
    expect(process.returncode).toBe(3);
    expect(await process.communicate(bytes('more'))).toEqual([bytes(''), bytes('')]);
  });

  it('gives null for what is no pipe and ignores input without stdin', async () => {
    const transport = new MemoryTransport();
    const process = new Process(transport, 1);
    const both = process.communicate(bytes('x'));
    transport.exit(0);
    expect(await both).toEqual([null, null]);
  });

  it('has written and closed before it returns when the input fits', () => {
    const { process, stdin } = child();
    void process.communicate(bytes('a'));
    expect(process.stdin?.isClosing()).toBe(true);
    void failure(process.communicate(bytes('b')));
    expect(stdin.written).toEqual([...bytes('a')]);
  });

  it('swallows a broken pipe', async () => {
    const { process, transport, stdin, stdout, stderr } = child(1);
    const both = process.communicate(new Uint8Array(100_000));
    await turn();
    stdin.breakPipe();
    stdout.end();
    stderr.end();
    transport.exit(0);
    expect(await both).toEqual([bytes(''), bytes('')]);
  });

  it('refuses text and leaves everything as it was', async () => {
    const { process } = child();
    const text: unknown = 'text';
    expect(await failure(process.communicate(text as Uint8Array))).toBeInstanceOf(TypeError);
    expect(process.stdin?.isClosing()).toBe(false);
  });

  it('is refused beside a waiting read, which goes on', async () => {
    const { process, stdout } = child();
    const line = process.stdout?.readline();
    expect(await failure(process.communicate())).toBeInstanceOf(RuntimeError);
    stdout.write(bytes('line\n'));
    expect(await line).toEqual(bytes('line\n'));
  });

  it('rejects when a pipe cannot be read', async () => {
    const { process, stdout } = child();
    const both = process.communicate();
    stdout.fail(osError('EIO'));
    expect(await failure(both)).toBeInstanceOf(OSError);
  });

  it('does nothing when its signal is aborted already', async () => {
    const { process, stdin } = child();
    const signal = AbortSignal.abort();
    expect(await failure(process.communicate(bytes('x'), { signal }))).toBeInstanceOf(CancelledError);
    expect(stdin.written).toEqual([]);
    expect(process.stdin?.isClosing()).toBe(false);
  });

  it('loses what it had when cancelled, and neither kills nor closes stdin while draining', async () => {
    const { process, transport, stdout, stderr } = child(1);
    const cancel = new AbortController();
    const both = process.communicate(new Uint8Array(100_000), { signal: cancel.signal });
    stdout.write(bytes('lost'));
    await turn();
    cancel.abort();
    expect(await failure(both)).toBeInstanceOf(CancelledError);
    expect(transport.signals).toEqual([]);
    expect(process.stdin?.isClosing()).toBe(false);
    stdout.write(bytes('kept'));
    stdout.end();
    stderr.end();
    process.stdin?.transport.abort();
    transport.exit(0);
    expect(await process.communicate()).toEqual([bytes('kept'), bytes('')]);
  });
});

describe('close', () => {
  it('ends reads, drops late data and lets the transport kill', async () => {
    const { process, transport, stdout } = child();
    stdout.write(bytes('kept'));
    process.close();
    process.close();
    stdout.write(bytes('late'));
    stdout.end();
    const kept = await process.stdout?.read();
    expect(kept).toEqual(bytes('kept'));
    expect(await process.wait()).toBe(-9);
    expect(transport.closes).toBe(2);
    expect(() => process.kill()).toThrow(ProcessLookupError);
  });
});

describe('createProcessApi', () => {
  const host = { clock: { now: () => 0, schedule: () => () => undefined } };

  it('checks before anything is started', async () => {
    let started = 0;
    const { createSubprocessExec } = createProcessApi(async () => {
      started += 1;
      return new MemoryTransport();
    }, host);
    expect(await failure(createSubprocessExec('true', [], { limit: 0 }))).toBeInstanceOf(ValueError);
    expect(started).toBe(0);
  });
});
