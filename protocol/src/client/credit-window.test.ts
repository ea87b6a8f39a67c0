import { expect, test } from 'vitest';
import { CreditWindow, FIRST_WINDOW, MAX_WINDOW, MIN_WINDOW } from './credit-window.ts';

/** A sender that uses all its credit in 64 KiB steps, and a reader that takes `perTick` bytes every 10 ms. */
function run(perTick: number, ticks: number): { window: number; consumed: number; idle: number } {
  let now = 0;
  const credit = new CreditWindow({ now: () => now, schedule: () => () => undefined });
  let granted = credit.granted;
  let sent = 0;
  let consumed = 0;
  let idle = 0;
  for (let tick = 0; tick < ticks; tick++) {
    now += 10;
    const before = sent;
    while (sent < granted && sent - consumed < granted) {
      const bytes = Math.min(65_536, granted - sent);
      sent += bytes;
      credit.received(bytes);
    }
    const bytes = Math.min(perTick, sent - consumed);
    if (bytes === 0) idle++;
    consumed += bytes;
    granted = credit.consumed(bytes) ?? granted;
    expect(granted - consumed).toBeLessThanOrEqual(Math.max(credit.window, FIRST_WINDOW) + before);
  }
  return { window: credit.window, consumed, idle };
}

test('the window grows to its maximum for a reader that keeps up', () => {
  expect(run(10_000_000, 400).window).toBe(MAX_WINDOW);
});

test('the window shrinks to about what a slow reader takes in a quarter of a second', () => {
  const { window } = run(1_000, 2_000);
  expect(window).toBeGreaterThanOrEqual(MIN_WINDOW);
  expect(window).toBeLessThan(60_000);
});

test('a reader that takes everything is never left without credit', () => {
  for (const perTick of [1, 100, 10_000, 1_000_000]) expect(run(perTick, 1_000).idle).toBe(0);
});
