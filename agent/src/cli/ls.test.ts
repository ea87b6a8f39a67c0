import { expect, test } from 'vitest';
import { commandWords } from './ls.ts';

const words = (...argv: Parameters<typeof commandWords>[0]['argv']) => commandWords({ argv, shell: false });

test('a command is shown as it is, in any script', () => {
  expect(words('echo', 'Grüße', '日本', '🙂', 'a b')).toBe('echo Grüße 日本 🙂 a b');
  expect(commandWords({ argv: ['/bin/sh', '-c', 'ls | wc'], shell: true })).toBe('ls | wc');
});

test('nothing in a command can move the cursor, hide or turn around what stands beside it', () => {
  expect(words('a\x1b[2J\r\n\x7f\u009b')).toBe('a\\x1b[2J\\x0d\\n\\x7f\\x9b');
  expect(words('\u202e\u2066\u200b\u2028\ufeff')).toBe('\\u202e\\u2066\\u200b\\u2028\\ufeff');
  expect(words('\u{e0041}', '\ud800')).toBe('\\U000e0041 \\ud800');
  expect(words({ base64: Buffer.from([0x61, 0x1b, 0x9b]).toString('base64') })).toBe('a\\x1b\\x9b');
});

test('a long command is cut', () => {
  expect(words('x'.repeat(100))).toBe(`${'x'.repeat(60)}...`);
});
