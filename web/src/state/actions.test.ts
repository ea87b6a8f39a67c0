import { afterEach, expect, test, vi } from 'vitest';
import { type Action, actionKeys, actions } from './actions.ts';

const action = (id: string, more: Partial<Action> = {}): Action => ({
  id,
  label: 'shell.newRun',
  run: () => undefined,
  whyNot: () => null,
  ...more,
});
let unregister: () => void = () => undefined;
afterEach(() => unregister());

test('an action is there from its registration until it is taken back, and listeners hear of both', () => {
  const heard = vi.fn<() => void>();
  const stop = actions.subscribe(heard);
  unregister = actions.register(action('a.b'), action('a.c'));
  expect(actions.all.map(({ id }) => id)).toEqual(['a.b', 'a.c']);
  unregister();
  expect(actions.get('a.b')).toBeUndefined();
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
});

test('an element that goes does not take back what another has registered since', () => {
  const first = actions.register(action('a.b'));
  const newer = action('a.b');
  unregister = actions.register(newer);
  first();
  expect(actions.get('a.b')).toBe(newer);
});

test('what cannot be done now is not done', () => {
  const run = vi.fn<() => void>();
  unregister = actions.register(action('a.can', { run }), action('a.cannot', { run, whyNot: () => 'Not now.' }));
  expect([actions.run('a.can'), actions.run('a.cannot'), actions.run('a.unknown')]).toEqual([true, false, false]);
  expect(run).toHaveBeenCalledOnce();
});

test('the first key is the one that is shown', () => {
  expect(actionKeys(action('a', { key: ['c', 'Alt+C'] }))[0]).toBe('c');
  expect(actionKeys(action('a', { key: '?' }))).toEqual(['?']);
  expect(actionKeys(action('a'))).toEqual([]);
});
