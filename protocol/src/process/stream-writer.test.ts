import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BrokenPipeError, CancelledError, ConnectionResetError, ValueError } from './errors.ts';
import { MemoryWriteEnd } from './memory-transport.ts';
import { StreamWriter } from './stream-writer.ts';
import { WriteTransport } from './write-transport.ts';

/** Room of the kernel's pipe in these tests, in bytes. */
const ROOM = 4;

function writer(room = ROOM): [StreamWriter, MemoryWriteEnd] {
  const end = new MemoryWriteEnd(room);
  return [new StreamWriter(new WriteTransport(end)), end];
}

const bytes = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    promise.then(
      () => 'resolved',
      (error: unknown) => error,
    ),
    turn().then(() => 'pending'),
  ]);
}

describe('write', () => {
  it('keeps the order and counts only what the kernel has not taken', () => {
    const [stdin, end] = writer();
    stdin.write(Uint8Array.of(1, 2, 3));
    expect(stdin.transport.getWriteBufferSize()).toBe(0);
    stdin.writelines([Uint8Array.of(4, 5), Uint8Array.of(), Uint8Array.of(6)]);
    expect(stdin.transport.getWriteBufferSize()).toBe(2);
    end.drainPipe(10);
    expect(end.written).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('takes a copy: the caller may use the array again', () => {
    const [stdin, end] = writer(0);
    const data = Buffer.of(7);
    stdin.write(data);
    data[0] = 8;
    end.drainPipe(1);
    expect(end.written).toEqual([7]);
  });

  it('refuses anything but bytes', () => {
    const [stdin] = writer();
    const text: unknown = 'text';
    expect(() => stdin.write(text as Uint8Array)).toThrow(TypeError);
    expect(() => stdin.writelines(bytes(2) as unknown as Uint8Array[])).toThrow(TypeError);
    expect(() => stdin.writelines([])).not.toThrow();
  });
});

describe('a mistake that asyncio warns of', () => {
  it('is the sixth write after close and each that follows', () => {
    const warnings: string[] = [];
    const { transport } = new StreamWriter(
      new WriteTransport(new MemoryWriteEnd(ROOM), undefined, (text) => warnings.push(text)),
    );
    transport.close();
    for (let i = 0; i < 5; i += 1) transport.write(bytes(1));
    transport.write(bytes(0));
    expect(warnings).toEqual([]);
    transport.write(bytes(3));
    transport.write(bytes(4));
    expect(warnings).toEqual([
      expect.stringContaining('Write number 6 to a pipe that is closed: 3 bytes were dropped.'),
      expect.stringContaining('Write number 7'),
    ]);
  });
});

describe('a signal that is aborted already', () => {
  it('ends drain and waitClosed before they look', async () => {
    const [stdin] = writer();
    const signal = AbortSignal.abort();
    expect(await stateOf(stdin.drain({ signal }))).toBeInstanceOf(CancelledError);
    expect(await stateOf(stdin.waitClosed({ signal }))).toBeInstanceOf(CancelledError);
  });
});

describe('drain', () => {
  it('waits above the high-water mark only, and then until the buffer is empty', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 65_536));
    expect(await stateOf(stdin.drain())).toBe('resolved');
    stdin.write(bytes(1));
    const draining = stdin.drain();
    end.drainPipe(65_536);
    expect(await stateOf(draining)).toBe('pending');
    end.drainPipe(1);
    expect(await stateOf(draining)).toBe('resolved');
  });

  it('can be cancelled alone; the bytes are still delivered', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 65_537));
    const cancel = new AbortController();
    const [cancelled, other] = [stdin.drain({ signal: cancel.signal }), stdin.drain()];
    cancel.abort();
    expect(await stateOf(cancelled)).toBeInstanceOf(CancelledError);
    end.drainPipe(65_537);
    expect(await stateOf(other)).toBe('resolved');
    expect(end.written).toHaveLength(ROOM + 65_537);
  });

  it('rejects with BrokenPipeError when the pipe breaks meanwhile, later with ConnectionResetError', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 65_537));
    const draining = stdin.drain();
    end.breakPipe();
    expect(await stateOf(draining)).toBeInstanceOf(BrokenPipeError);
    expect(await stateOf(stdin.waitClosed())).toBeInstanceOf(BrokenPipeError);
    expect(await stateOf(stdin.drain())).toBeInstanceOf(ConnectionResetError);
  });

  it('rejects after close, once the pipe is closed', async () => {
    const [stdin] = writer();
    stdin.close();
    stdin.write(bytes(1));
    expect(await stateOf(stdin.drain())).toBeInstanceOf(ConnectionResetError);
  });

  it('after close still waits for what is pending above the mark', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 65_537));
    stdin.close();
    const draining = stdin.drain();
    expect(await stateOf(draining)).toBe('pending');
    end.drainPipe(70_000);
    expect(await stateOf(draining)).toBe('resolved');
  });
});

describe('water marks', () => {
  it.each([
    [{}, [16_384, 65_536]],
    [{ high: 10 }, [2, 10]],
    [{ low: 10 }, [10, 40]],
    [{ high: 5, low: 5 }, [5, 5]],
  ])('%o becomes low and high %o', (limits, expected) => {
    const [{ transport }] = writer();
    transport.setWriteBufferLimits(limits);
    expect(transport.getWriteBufferLimits()).toEqual(expected);
  });

  it.each([{ high: 1, low: 2 }, { low: -1 }, { high: -1 }])('refuses %o', (limits) => {
    const [{ transport }] = writer();
    expect(() => transport.setWriteBufferLimits(limits)).toThrow(ValueError);
  });
});

describe('closing', () => {
  it('flushes first; a second time and writeEof change nothing', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 2));
    expect(stdin.isClosing()).toBe(false);
    expect(stdin.canWriteEof()).toBe(true);
    stdin.writeEof();
    stdin.close();
    stdin.write(bytes(1));
    expect(stdin.isClosing()).toBe(true);
    const closed = stdin.waitClosed();
    expect(await stateOf(closed)).toBe('pending');
    end.drainPipe(10);
    expect(await stateOf(closed)).toBe('resolved');
    expect(end.written).toHaveLength(ROOM + 2);
  });

  it('abort drops what is pending, releases drains and is no error', async () => {
    const [stdin, end] = writer();
    stdin.write(bytes(ROOM + 70_000));
    const draining = stdin.drain();
    stdin.close();
    stdin.transport.abort();
    expect(await stateOf(draining)).toBe('resolved');
    expect(await stateOf(stdin.waitClosed())).toBe('resolved');
    expect(end.written).toHaveLength(ROOM);
  });

  it('notices that the reader went away: no error when nothing was pending', async () => {
    const [stdin, end] = writer();
    end.breakPipe();
    expect(stdin.isClosing()).toBe(true);
    expect(await stateOf(stdin.waitClosed())).toBe('resolved');
    expect(await stateOf(stdin.drain())).toBeInstanceOf(ConnectionResetError);
    stdin.write(bytes(1));
    expect(stdin.transport.getWriteBufferSize()).toBe(0);
  });

  it('lets one wait for the close be cancelled without the others', async () => {
    const [stdin] = writer();
    const cancel = new AbortController();
    const [cancelled, other] = [stdin.waitClosed({ signal: cancel.signal }), stdin.waitClosed()];
    cancel.abort();
    expect(await stateOf(cancelled)).toBeInstanceOf(CancelledError);
    stdin.close();
    expect(await stateOf(other)).toBe('resolved');
  });
});

it('getExtraInfo knows the pipe and gives the fallback for the rest', () => {
  const [stdin, end] = writer();
  expect(stdin.getExtraInfo('pipe')).toBe(end);
  expect(stdin.getExtraInfo('peername')).toBeNull();
  expect(stdin.getExtraInfo('peername', 'none')).toBe('none');
});

it('has debug text', () => {
  const [stdin] = writer();
  stdin.write(bytes(ROOM + 3));
  expect(inspect(stdin)).toBe('<StreamWriter open bufsize=3>');
  stdin.close();
  expect(inspect(stdin)).toBe('<StreamWriter closing>');
});
