import { expect, test } from 'vitest';
import { RequestManager } from './request-manager.ts';

function manager() {
  return new RequestManager(
    () => true,
    ({ error }) => new Error(error.message),
  );
}

test('an answer is taken before what came after it, although it is awaited later', async () => {
  const requests = manager();
  const order: unknown[] = [];
  const answer = requests.request({ op: 'list' }, { repeat: false, took: (value) => order.push(value) });
  void answer.then(() => order.push('awaited'));
  requests.settle({ op: 'done', re: 1, value: 'taken' });
  order.push('next message');
  await answer;
  expect(order).toEqual(['taken', 'next message', 'awaited']);
});

test('an answer that cannot be taken rejects its request and nothing else', async () => {
  const requests = manager();
  const answer = requests.request(
    { op: 'list' },
    {
      repeat: false,
      took: () => {
        throw new Error('not as promised');
      },
    },
  );
  const other = requests.request({ op: 'sync' }, { repeat: true });
  requests.settle({ op: 'done', re: 1, value: {} });
  requests.settle({ op: 'done', re: 2, value: {} });
  await expect(answer).rejects.toThrow('not as promised');
  expect(await other).toEqual({});
});
