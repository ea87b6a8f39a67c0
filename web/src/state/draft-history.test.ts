import { expect, test } from 'vitest';
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import { DraftHistory, type DraftStorage, HISTORY_MAX, HistoryWalk } from './draft-history.ts';
import { readDraft } from './draft-keep.ts';
import { PRESETS } from './draft-presets.ts';
import { isSecretName, withoutSecrets } from './draft-secrets.ts';

function memory(): DraftStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

const exec = (...argv: string[]): Draft => ({ ...EMPTY_DRAFT, argv });

test('the newest command is first, each stands once, and a new page finds them', () => {
  const storage = memory();
  const history = new DraftHistory(storage);
  for (const argv of [['a'], ['b'], ['a']]) history.add(exec(...argv));
  expect(history.past.map(({ argv }) => argv)).toEqual([['a'], ['b']]);
  expect(new DraftHistory(storage).past).toEqual(history.past);
});

test('the history is bounded, and blank or huge drafts are not kept', () => {
  const history = new DraftHistory(memory());
  for (let index = 0; index < HISTORY_MAX + 5; index += 1) history.add(exec('echo', String(index)));
  expect(history.past).toHaveLength(HISTORY_MAX);
  expect(history.past[0]?.argv).toEqual(['echo', String(HISTORY_MAX + 4)]);
  history.add(exec('x'.repeat(30_000)));
  history.add(EMPTY_DRAFT);
  history.add(exec('echo', 'a\0b'));
  expect(history.past[0]?.argv).toEqual(['echo', String(HISTORY_MAX + 4)]);
});

test('no value of a secret-looking name reaches the storage', () => {
  const storage = memory();
  const history = new DraftHistory(storage);
  const env = [
    { name: 'API_TOKEN', value: 'hunter2', remove: false },
    { name: 'LANG', value: 'C', remove: false },
    { name: '', value: 'hunter2', remove: false },
  ];
  history.add({ ...exec('env', 'MY_SECRET=hunter2'), env });
  history.add({ ...EMPTY_DRAFT, form: 'shell', command: `export API_KEY="hunter2 x"; DB_PASSWORD=hunter2 ./run` });
  history.keep('mine', { ...exec('env'), env });
  expect([...storage.kept.values()].join()).not.toContain('hunter2');
  expect(history.past[1]?.env[1]).toEqual({ name: 'LANG', value: 'C', remove: false });
  expect(history.past[1]?.env[0]).toEqual({ name: 'API_TOKEN', value: '', remove: false, unknown: true });
  expect(history.past[0]?.command).toBe('export API_KEY=; DB_PASSWORD= ./run');
});

test('names of secrets are told by their parts', () => {
  for (const name of ['API_TOKEN', 'aws_secret', 'DB_PASSWORD', 'SSH_KEY']) expect(isSecretName(name)).toBe(true);
  expect(isSecretName('PATH')).toBe(false);
  expect(withoutSecrets('A=1 echo TOKEN')).toBe('A=1 echo TOKEN');
});

test('a kept value that is not a draft, or of another kind, does no harm', () => {
  const storage = memory();
  storage.setItem('pipescope.history', '[1, null, {"form":"perl","argv":["x"],"env":[1]}]');
  expect(new DraftHistory(storage).past).toEqual([exec('x')]);
  storage.setItem('pipescope.history', '{{');
  expect(new DraftHistory(storage).past).toEqual([]);
  expect(readDraft('x')).toBeNull();
});

test('walking back and forth gives what was typed before back', () => {
  const history = new DraftHistory(memory());
  history.add(exec('old'));
  history.add(exec('new'));
  const walk = new HistoryWalk(history);
  const typed = exec('typed');
  const first = walk.back(typed);
  expect(first?.argv).toEqual(['new']);
  const second = walk.back(first ?? typed);
  expect(second?.argv).toEqual(['old']);
  expect(walk.back(second ?? typed)).toBeNull();
  expect(walk.forward(second ?? typed)).toBe(first);
  expect(walk.forward(first ?? typed)).toBe(typed);
  expect(walk.forward(typed)).toBeNull();
});

test('a draft that was changed begins a new walk', () => {
  const history = new DraftHistory(memory());
  history.add(exec('old'));
  const walk = new HistoryWalk(history);
  walk.back(exec('typed'));
  const changed = exec('old', 'changed');
  expect(walk.forward(changed)).toBeNull();
  expect(walk.back(changed)?.argv).toEqual(['old']);
});

test('own presets are kept by name and dropped', () => {
  const history = new DraftHistory(memory());
  history.keep('b', exec('1'));
  history.keep('a', exec('2'));
  history.keep('b', exec('3'));
  expect(history.own.map(({ name, draft }) => [name, draft.argv[0]])).toEqual([
    ['a', '2'],
    ['b', '3'],
  ]);
  history.drop('a');
  expect(history.own.map(({ name }) => name)).toEqual(['b']);
});

test('six presets come with it, each complete', () => {
  expect(PRESETS).toHaveLength(6);
  for (const { draft } of PRESETS) expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});
