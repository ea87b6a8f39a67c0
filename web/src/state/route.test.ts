import { expect, test } from 'vitest';
import { parseRoute, routePath } from './route.ts';

test('an address of a run is read and written back the same', () => {
  const path = '/r/01ARZ3NDEKTSV4RRFFQ69G5FAV';
  expect(parseRoute(path)).toEqual({ page: 'run', run: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
  expect(routePath(parseRoute(path))).toBe(path);
});

test.each(['/', '/r/', '/r/nope', '/r/01ARZ3NDEKTSV4RRFFQ69G5FAV/x', '/settings'])('%s is home', (path) => {
  expect(parseRoute(path)).toEqual({ page: 'home' });
});
