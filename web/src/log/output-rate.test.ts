import { expect, test } from 'vitest';
import { OutputRate } from './output-rate.ts';

test('a steady flood is its bytes and lines per second', () => {
  const rate = new OutputRate();
  for (let at = 0; at <= 5_000; at += 16) rate.note(at, at * 1000, at * 5);
  const { bytes, lines } = rate.at(5_000, 5_000_000, 25_000);
  expect(bytes).toBeCloseTo(1e6, -4);
  expect(lines).toBeCloseTo(5_000, -2);
});

test('silence is nothing, soon', () => {
  const rate = new OutputRate();
  rate.note(0, 0, 0);
  rate.note(1_000, 1_000_000, 10);
  for (let at = 1_100; at <= 4_000; at += 100) rate.note(at, 1_000_000, 10);
  expect(rate.at(4_000, 1_000_000, 10)).toEqual({ bytes: 0, lines: 0 });
});

test('nothing is said before there is anything to say', () => {
  const rate = new OutputRate();
  expect(rate.at(0, 5, 1)).toEqual({ bytes: 0, lines: 0 });
  rate.note(0, 5, 1);
  expect(rate.at(10, 500, 100)).toEqual({ bytes: 0, lines: 0 });
});
