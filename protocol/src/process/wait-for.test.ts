import { expect, test } from 'vitest';
import type { Clock } from '../base/clock.ts';
import { CancelledError, TimeoutError } from './errors.ts';
import { createWaitFor } from './wait-for.ts';
import { Waiters } from './waiters.ts';

/** Time that goes on only when told to. */
class HandClock implements Clock {
  readonly delays: number[] = [];
  #time = 0;
  #calls: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  schedule(run: () => void, ms: number): () => void {
    const call = { at: this.#time + ms, run };
    this.delays.push(ms);
    this.#calls.push(call);
    return () => {
      this.#calls = this.#calls.filter((other) => other !== call);
    };
  }

  get waiting(): number {
    return this.#calls.length;
  }

  pass(ms: number): void {
    this.#time += ms;
    const due = this.#calls.filter(({ at }) => at <= this.#time);
    this.#calls = this.#calls.filter(({ at }) => at > this.#time);
    for (const { run } of due) run();
  }
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('it was expected to fail'),
    (error: unknown) => error,
  );

test('what is done in time is the result, and no timer is left', async () => {
  const clock = new HandClock();
  const waiters = new Waiters<number>();
  const result = createWaitFor(clock)((signal) => waiters.wait(signal), 1000);
  clock.pass(999);
  waiters.resolve(7);
  expect(await result).toBe(7);
  expect(clock.waiting).toBe(0);
});

test('when the time is over the wait is cancelled, and the error is TimeoutError', async () => {
  const clock = new HandClock();
  const waiters = new Waiters<number>();
  const result = failure(createWaitFor(clock)((signal) => waiters.wait(signal), 1000));
  clock.pass(1000);
  expect(await result).toBeInstanceOf(TimeoutError);
  expect(waiters.size).toBe(0);
});

test('what a cancelled function still does in a finally is waited for', async () => {
  const clock = new HandClock();
  const done: string[] = [];
  const result = createWaitFor(clock)(async (signal) => {
    try {
      await new Waiters<void>().wait(signal);
    } finally {
      await new Promise(setImmediate);
      done.push('cleaned up');
    }
  }, 5);
  clock.pass(5);
  expect(await failure(result)).toBeInstanceOf(TimeoutError);
  expect(done).toEqual(['cleaned up']);
});

test('an error of its own, and a result in spite of the abort, come through', async () => {
  const clock = new HandClock();
  const waitFor = createWaitFor(clock);
  const own = new Error('own');
  expect(await failure(waitFor((_signal) => Promise.reject(own), 5))).toBe(own);
  const stubborn = waitFor(async (signal) => {
    await failure(new Waiters<void>().wait(signal));
    return 'done anyway';
  }, 5);
  clock.pass(5);
  expect(await stubborn).toBe('done anyway');
});

test('a function that takes no signal is left to itself', async () => {
  const clock = new HandClock();
  const result = failure(createWaitFor(clock)(() => new Promise(() => undefined), 5));
  clock.pass(5);
  expect(await result).toBeInstanceOf(TimeoutError);
});

test('a signal from outside gives CancelledError, before and after the start', async () => {
  const waitFor = createWaitFor(new HandClock());
  const cancel = new AbortController();
  const waiting = waitFor((signal) => new Waiters<void>().wait(signal), 5, { signal: cancel.signal });
  cancel.abort();
  expect(await failure(waiting)).toBeInstanceOf(CancelledError);
  const never = waitFor(() => expect.unreachable('it was called'), 5, { signal: cancel.signal });
  expect(await failure(never)).toBeInstanceOf(CancelledError);
});

test('no time is a timeout at once, null and Infinity are no limit, anything else is refused', async () => {
  const clock = new HandClock();
  const waitFor = createWaitFor(clock);
  for (const ms of [0, -1]) {
    expect(await failure(waitFor((signal) => new Waiters<void>().wait(signal), ms))).toBeInstanceOf(TimeoutError);
  }
  for (const ms of [null, Infinity]) expect(await waitFor(() => Promise.resolve(1), ms)).toBe(1);
  expect(clock.delays).toEqual([]);
  for (const ms of [Number.NaN, '5']) {
    expect(await failure(waitFor(() => Promise.resolve(1), ms as number))).toBeInstanceOf(TypeError);
  }
});

test('a time beyond what timers can do is waited for in parts', async () => {
  const clock = new HandClock();
  const result = failure(createWaitFor(clock)((signal) => new Waiters<void>().wait(signal), 2 ** 31 + 9));
  clock.pass(2 ** 31 - 1);
  clock.pass(10);
  expect(await result).toBeInstanceOf(TimeoutError);
  expect(clock.delays).toEqual([2 ** 31 - 1, 10]);
});
