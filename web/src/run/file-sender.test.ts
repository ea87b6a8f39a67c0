import { StdinChannel } from '@pipescope/protocol/client';
import { describe, expect, it } from 'vitest';
import { FileSender } from './file-sender.ts';

const MIB = 1024 * 1024;

/** A channel whose other end takes what it is told to, as the agent does. */
function channelTo() {
  const arrived: Uint8Array[] = [];
  let ended = -1;
  const channel = new StdinChannel(
    {
      window: () => MIB,
      isOpen: () => true,
      send: (_run, _offset, bytes) => arrived.push(bytes) > 0,
      eof: async (_run, offset) => {
        ended = offset;
      },
      abort: async () => undefined,
    },
    'run',
  );
  const count = () => arrived.reduce((sum, bytes) => sum + bytes.length, 0);
  return { channel, count, bytes: () => Buffer.concat(arrived), ended: () => ended };
}

/** Resolves when the sender is as `look` wants it. */
const until = (sender: FileSender, look: () => boolean) =>
  new Promise<void>((resolve) => {
    const check = () => {
      if (look()) resolve();
    };
    sender.subscribe(check);
    check();
  });

const file = Uint8Array.from({ length: 3 * MIB }, (_, at) => (at * 7) % 251);

describe('a file for stdin', () => {
  it('is read only as far as there is room, and arrives whole, after what was sent before, with EOF behind it', async () => {
    const { channel, count, bytes, ended } = channelTo();
    channel.write(Uint8Array.of(1, 2, 3));
    const sender = new FileSender(channel, new Blob([file]), 'file');
    sender.start();
    sender.endAfter();
    await until(sender, () => channel.pending >= MIB / 2);
    while (sender.state === 'sending') {
      expect(channel.pending).toBeLessThan(MIB);
      const given = channel.accepted + channel.pending;
      channel.report(channel.accepted + Math.min(100_000, channel.pending), null);
      expect(sender.sent).toBe(Math.max(0, channel.accepted - 3));
      await until(sender, () => sender.state !== 'sending' || channel.pending >= MIB / 2 || given === file.length + 3);
    }
    expect(sender.state).toBe('sent');
    expect(count()).toBe(file.length + 3);
    expect(bytes().subarray(3).equals(Buffer.from(file))).toBe(true);
    expect(ended()).toBe(file.length + 3);
  });

  it('counts on what had been handed over when the rest is given up: it will be sent', async () => {
    const { channel } = channelTo();
    const sender = new FileSender(channel, new Blob([file]), 'file');
    sender.start();
    await until(sender, () => channel.pending >= MIB / 2);
    const given = channel.pending;
    channel.report(1_000, null);
    sender.stop();
    expect(sender).toMatchObject({ state: 'stopped', sent: 1_000, waiting: given - 1_000 });
    channel.report(given, null);
    expect(sender).toMatchObject({ state: 'stopped', sent: given, waiting: 0 });
    channel.write(Uint8Array.of(1));
    channel.report(given + 1, null);
    expect(sender.sent).toBe(given);
  });

  it('stands still while it is paused, and what was given up is not sent', async () => {
    const { channel } = channelTo();
    const sender = new FileSender(channel, new Blob([file]), 'file');
    sender.start();
    await until(sender, () => channel.pending >= MIB / 2);
    sender.pause();
    const given = channel.pending;
    channel.report(given, null);
    expect(channel.pending).toBe(0);
    expect(sender).toMatchObject({ state: 'paused', sent: given });
    sender.resume();
    await until(sender, () => channel.pending >= MIB / 2);
    sender.stop();
    channel.report(channel.accepted + channel.pending, null);
    expect(sender).toMatchObject({ state: 'stopped', active: false });
    expect(sender.sent).toBeLessThan(file.length);
  });

  it('ends as the child closes stdin, and says when it cannot be read', async () => {
    const one = channelTo();
    const cut = new FileSender(one.channel, new Blob([file]), 'file');
    cut.start();
    one.channel.report(10, { error: null });
    await until(cut, () => !cut.active);
    expect(cut.state).toBe('stopped');

    const unreadable = new Blob([file]);
    unreadable.slice = () => {
      throw new Error('The file has changed.');
    };
    const failed = new FileSender(channelTo().channel, unreadable, 'file');
    failed.start();
    await until(failed, () => failed.state === 'failed');
    expect(failed.failure).toBe('The file has changed.');
  });

  it('that is empty is sent at once', async () => {
    const sender = new FileSender(channelTo().channel, new Blob([]), 'file');
    sender.start();
    await until(sender, () => !sender.active);
    expect(sender.state).toBe('sent');
  });
});
