import { expect, test } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';
import { Record } from './record.ts';

test('tells of room again, and nothing to a record that was let go: it may be one of thousands', async () => {
  const budget = new MemoryBudget(1_000);
  const told: string[] = [];
  const [lives, gone] = [new Record(500, budget), new Record(500, budget)];
  lives.onRoom(() => told.push('lives'));
  gone.onRoom(() => told.push('gone'));
  gone.clear();
  budget.kept(751);
  expect(budget.crowded).toBe(true);
  budget.kept(-200);
  expect(budget.crowded).toBe(true);
  budget.kept(-51);
  expect(budget.crowded).toBe(false);
  await Promise.resolve();
  expect(told).toEqual(['lives']);
});
