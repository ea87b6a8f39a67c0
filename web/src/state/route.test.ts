import { expect, test } from 'vitest';
import { parseRoute, routePath } from './route.ts';

test.each(['/', '/settings', '/r/01ARZ3NDEKTSV4RRFFQ69G5FAV'])('%s is read and written back the same', (path) => {
  expect(routePath(parseRoute(path))).toBe(path);
});

test('an address of a run names it', () => {
  expect(parseRoute('/r/01ARZ3NDEKTSV4RRFFQ69G5FAV')).toEqual({ page: 'run', run: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
});

test.each(['/', '/r/', '/r/nope', '/r/01ARZ3NDEKTSV4RRFFQ69G5FAV/x', '/settings/x'])('%s is home', (path) => {
  expect(parseRoute(path)).toEqual({ page: 'home' });
});
