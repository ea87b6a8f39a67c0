import { expect, test } from 'vitest';
import { commandText, shownCommand } from './run-words.ts';

test('a command of which the list has only the beginning ends in an ellipsis', () => {
  expect(commandText({ argv: ['echo', 'a b'], shell: false })).toBe("echo 'a b'");
  expect(commandText({ argv: ['echo', 'a b'], shell: false, cut: 9 })).toBe("echo 'a b' …");
  expect(commandText({ argv: ['/bin/sh', '-c', 'echo x | cat'], shell: true, cut: 9 })).toBe('echo x | cat …');
});

test('a command is shown on one line, with a mark for what cannot be seen in it', () => {
  expect(shownCommand({ argv: ['echo', 'safe\u202e txt.exe\nx'], shell: false })).toBe("echo 'safe⟨U+202E⟩ txt.exe x'");
});
