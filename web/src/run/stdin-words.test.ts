import { StdinChannel } from '@pipescope/protocol/client';
import { expect, test } from 'vitest';
import { sentWords } from './stdin-words.ts';

test('what was sent, what waits, and what was lost when stdin was closed before all was sent', () => {
  const port = {
    window: () => 1024,
    isOpen: () => true,
    send: () => true,
    eof: async () => undefined,
    abort: async () => undefined,
  };
  const channel = new StdinChannel(port, 'run');
  expect(sentWords(null)).toBe('');
  channel.write(new Uint8Array(8));
  channel.report(5, null);
  expect(sentWords(channel)).toBe('5 B sent · 3 B waiting');
  channel.report(5, { error: null });
  expect(sentWords(channel)).toBe('5 B sent · 0 B waiting · 3 B lost');
});
