import { expect, test } from 'vitest';
import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';
import { switchForm } from './form-switch.ts';

const shell = (command: string): Draft => ({ ...EMPTY_DRAFT, form: 'shell', command });

test('exec to shell quotes every argument and back gives the same ones', () => {
  const argv = ['echo', '$HOME; id', '', "it's"];
  const there = switchForm({ ...EMPTY_DRAFT, argv });
  if (!('change' in there)) throw new Error(there.refusal);
  expect(there.change).toEqual({ form: 'shell', command: `echo '$HOME; id' '' 'it'"'"'s'` });
  expect(switchForm({ ...EMPTY_DRAFT, argv, ...there.change })).toEqual({ change: { form: 'exec', argv } });
});

test('shell syntax is refused with a list of what would be lost', () => {
  expect(switchForm(shell('yes | head > x'))).toEqual({ refusal: '`|` and `>` need a shell.' });
  expect(switchForm(shell('echo "a'))).toHaveProperty('refusal');
});

test('switching while one form is empty keeps what stands in the other', () => {
  expect(switchForm({ ...EMPTY_DRAFT, command: 'kept | too' })).toEqual({ change: { form: 'shell' } });
  expect(switchForm({ ...shell(''), argv: ['kept'] })).toEqual({ change: { form: 'exec' } });
});
