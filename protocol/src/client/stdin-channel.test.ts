import { expect, test } from 'vitest';
import { BrokenPipeError } from '../process/errors.ts';
import { ConnectionLostError } from './errors.ts';
import { StdinChannel } from './stdin-channel.ts';
import { RUN } from './testing/model-agent.ts';

const PIECE = 65_536;
const WINDOW = 2 * PIECE;

/** One run's stdin at the other end of a connection that can be cut: as strict as the agent about offsets. */
function setUp() {
  const typed: number[] = [];
  const ends: { readonly offset: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const wire = { isOpen: true, frames: [] as { offset: number; length: number }[] };
  /** Bytes that are lost on the way, though sending them worked. */
  let swallow = false;
  const channel = new StdinChannel(
    {
      window: () => WINDOW,
      isOpen: () => wire.isOpen,
      send: (_run, offset, bytes) => {
        if (!wire.isOpen) return false;
        wire.frames.push({ offset, length: bytes.length });
        if (swallow) return true;
        if (offset > typed.length) throw new Error(`a hole at ${typed.length}, ${offset} came`);
        for (const byte of bytes.subarray(typed.length - offset)) typed.push(byte);
        return true;
      },
      eof: (_run, offset) =>
        new Promise((resolve, reject) => {
          ends.push({ offset, resolve, reject });
        }),
      abort: async () => undefined,
    },
    RUN,
  );
  return {
    channel,
    typed,
    ends,
    wire,
    swallow: () => (swallow = true),
    /** The connection breaks, and with it the question for the end. */
    cut: async () => {
      wire.isOpen = false;
      for (const end of ends.splice(0)) end.reject(new ConnectionLostError());
      for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    },
    back: () => {
      wire.isOpen = true;
      swallow = false;
      channel.resume();
    },
  };
}

const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index & 255);
/** Long enough for what waits for a promise. */
const turns = () => new Promise((resolve) => setImmediate(resolve));

test('the end is asked for again after a cut, and not before everything was sent again', async () => {
  const { channel, typed, ends, swallow, cut, back } = setUp();
  channel.write(bytes(1));
  await turns();
  channel.write(bytes(3 * PIECE));
  await turns();
  swallow();
  channel.report(2, null);
  channel.end();
  await turns();
  expect(typed.length).toBe(1 + 2 * PIECE);
  expect(ends.map(({ offset }) => offset)).toEqual([1 + 3 * PIECE]);
  await cut();
  expect(channel.closed).toBeNull();
  back();
  await turns();
  // From another byte on it goes in other pieces, and the window is full before the last one.
  expect(typed.length).toBe(2 + 2 * PIECE);
  expect(ends).toEqual([]);
  channel.report(1 + 2 * PIECE, null);
  await turns();
  expect(typed.length).toBe(1 + 3 * PIECE);
  expect(ends.map(({ offset }) => offset)).toEqual([1 + 3 * PIECE]);
  ends[0]?.resolve();
  await turns();
  expect(channel.closed).toEqual({ error: null });
});

test('the end that is wanted while there is no connection is asked for once there is one', async () => {
  const { channel, ends, cut, back } = setUp();
  await cut();
  channel.end();
  await turns();
  expect(ends).toHaveLength(0);
  back();
  expect(ends.map(({ offset }) => offset)).toEqual([0]);
});

test('after a cut the agent is asked how far it is, also when nothing was written', async () => {
  const { channel, wire, cut, back } = setUp();
  await cut();
  back();
  expect(wire.frames).toEqual([{ offset: 0, length: 0 }]);
  channel.report(0, { error: null });
  await cut();
  back();
  expect(wire.frames).toHaveLength(1);
});

test('many small writes of one turn make one message, and are all typed once', async () => {
  const { channel, typed, wire } = setUp();
  const all = bytes(20_000);
  for (let at = 0; at < all.length; at++) channel.write(all.subarray(at, at + 1));
  expect(wire.frames).toEqual([]);
  await turns();
  expect(wire.frames).toEqual([{ offset: 0, length: 20_000 }]);
  expect(Uint8Array.from(typed)).toEqual(all);
  channel.report(20_000, null);
  channel.write(bytes(2));
  channel.flush();
  expect(wire.frames.at(-1)).toEqual({ offset: 20_000, length: 2 });
});

test('what others closed in order is a broken pipe for who had bytes under way', async () => {
  const { channel } = setUp();
  const told: (Error | null)[] = [];
  channel.onChange(() => channel.closed !== null && told.push(channel.closed.error));
  channel.write(bytes(23));
  await turns();
  channel.report(3, null);
  channel.report(3, { error: null });
  expect(told[0]).toBeInstanceOf(BrokenPipeError);
  expect(told[0]).toMatchObject({
    code: 'EPIPE',
    strerror: 'Broken pipe',
    message: '[Errno 32] Broken pipe: 20 bytes were not accepted before stdin was closed',
  });
  expect([channel.pending, channel.accepted, channel.lost]).toEqual([0, 3, 20]);
});

test('also for who had asked for the end, and not for who has dropped them or lost none', async () => {
  const ended = setUp().channel;
  ended.write(bytes(1));
  ended.end();
  ended.report(0, { error: null });
  expect(ended.closed?.error?.message).toContain('1 byte was not accepted');
  const dropped = setUp().channel;
  dropped.write(bytes(1));
  dropped.abort();
  dropped.report(0, { error: null });
  expect([dropped.closed, dropped.lost]).toEqual([{ error: null }, 0]);
  const whole = setUp().channel;
  whole.write(bytes(1));
  await turns();
  whole.report(1, { error: null });
  expect(whole.closed).toEqual({ error: null });
});

test('of who was refused more, what was taken before is not lost', async () => {
  const { channel } = setUp();
  channel.write(bytes(10));
  await turns();
  const refused = Object.assign(new Error('No more is taken.'), { code: 'PS_TOO_MANY' });
  channel.report(2, { error: refused }, 6);
  expect([channel.accepted, channel.lost, channel.closed]).toEqual([2, 4, { error: refused }]);
  channel.report(6, { error: refused }, 6);
  expect([channel.accepted, channel.lost, channel.pending]).toEqual([6, 4, 0]);
});
