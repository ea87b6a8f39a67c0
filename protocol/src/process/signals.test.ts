import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { SIGNALS, signalName, signalNumber } from './signals.ts';

it('knows the 64 signals of Linux in order', () => {
  expect(SIGNALS.map(({ number }) => number)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
  expect(new Set(SIGNALS.map(({ name }) => name)).size).toBe(64);
});

it('agrees with the numbers of this system', () => {
  for (const [name, number] of Object.entries(constants.signals)) expect(signalNumber(name)).toBe(number);
});

it('names real-time signals from the first on', () => {
  expect(signalName(34)).toBe('SIGRTMIN');
  expect(signalName(35)).toBe('SIGRTMIN+1');
  expect(signalNumber('SIGRTMAX')).toBe(64);
  expect(signalName(65)).toBeNull();
  expect(signalName(0)).toBeNull();
});
