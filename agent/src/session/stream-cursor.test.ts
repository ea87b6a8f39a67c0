import type { ConsumerName } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { StreamCursor } from './stream-cursor.ts';

function cursor(consumer: ConsumerName) {
  const changes: string[] = [];
  const made = new StreamCursor(10, consumer, (reason, paused) => changes.push(`${reason} ${paused ? 'on' : 'off'}`));
  return { made, changes };
}

describe('StreamCursor', () => {
  it('pauses above twice the limit, not at it', () => {
    const { made, changes } = cursor('script');
    made.arrive(20);
    expect(made.paused).toBe(false);
    made.arrive(1);
    expect(made.paused).toBe(true);
    expect(changes).toEqual(['consumer on']);
  });

  it('goes on at the limit, not above it', () => {
    const { made } = cursor('script');
    made.arrive(30);
    made.take(19, false);
    expect(made.paused).toBe(true);
    made.take(20, false);
    expect(made.paused).toBe(false);
  });

  it('goes on when a read waits, and pauses again with the next bytes', () => {
    const { made, changes } = cursor('script');
    made.arrive(21);
    made.take(0, true);
    expect(made.paused).toBe(false);
    made.arrive(1);
    expect(changes).toEqual(['consumer on', 'consumer off', 'consumer on']);
  });

  it('never believes that more was taken than has arrived, or less than before', () => {
    const { made } = cursor('script');
    made.arrive(5);
    made.take(100, false);
    expect(made.taken).toBe(5);
    made.take(1, false);
    expect(made.taken).toBe(5);
  });

  it('is read only while no reason is left', () => {
    const { made, changes } = cursor('paused');
    made.arrive(21);
    made.hold('hold', true);
    made.setConsumer('follow');
    expect(made.paused).toBe(true);
    made.hold('hold', false);
    expect(made.paused).toBe(false);
    expect(changes).toEqual(['consumer on', 'hold on', 'consumer off', 'hold off']);
  });

  it('that follows takes everything at once', () => {
    const { made, changes } = cursor('follow');
    made.arrive(1_000_000);
    expect([made.taken, made.paused, changes]).toEqual([1_000_000, false, []]);
  });
});
