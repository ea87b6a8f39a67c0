import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { FileLook } from './file-look.ts';

let look = new FileLook(1);
afterEach(() => look.close());

test('is given up after so many turns without an answer, and slow before that', async () => {
  look = new FileLook(6);
  expect(look.slow).toBe(false);
  let wasSlow = false;
  const watching = setInterval(() => (wasSlow ||= look.slow), 1);
  expect(await look.givenUp).toBeNull();
  clearInterval(watching);
  expect(wasSlow).toBe(true);
});

test('goes on as long as answers come, however long it takes', async () => {
  look = new FileLook(6);
  let givenUp = false;
  void look.givenUp.then(() => (givenUp = true));
  for (let i = 0; i < 20; i++) expect(await look.answer(delay(10, i))).toBe(i);
  await expect(look.answer(Promise.reject(new Error('also an answer')))).rejects.toThrow('also an answer');
  expect(givenUp).toBe(false);
});
