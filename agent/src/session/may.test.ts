import { expect, it } from 'vitest';
import { may } from './may.ts';

it('an owner may ask for all, and a viewer for nothing yet', () => {
  expect([may('owner'), may('viewer')]).toEqual([true, false]);
});
