import { expect, test } from 'vitest';
import { runLine } from './ls.ts';

const run = { number: 7, pid: 42, state: 'running', shell: false, argv: ['sh'] } as const;
const words = (...argv: Parameters<typeof runLine>[0]['argv']) =>
  runLine({ ...run, argv })
    .split('\t')
    .at(-1)
    ?.trimEnd();

test('a run is listed with its command quoted as on the page, and whether a shell reads it', () => {
  const quoted = runLine({ ...run, argv: ['grep', 'a b', "it's", ''] });
  expect(quoted).toBe(`#7\t42\trunning\texec\tgrep 'a b' 'it'"'"'s' ''\n`);
  const shell = runLine({ ...run, shell: true, argv: ['/bin/sh', '-c', 'ls | wc -l'] });
  expect(shell).toBe('#7\t42\trunning\tshell\tls | wc -l\n');
});

test('nothing in a command can move the cursor, hide or turn around what stands beside it', () => {
  expect(words('a\x1b[2J\r\n\x7f\u009b')).toBe("'a\\x1b[2J\\x0d\\n\\x7f\\x9b'");
  expect(words('\u202e\u2066\u200b\u2028\ufeff')).toBe("'\\u202e\\u2066\\u200b\\u2028\\ufeff'");
  expect(words('\u{e0041}', '\ud800')).toBe("'\\U000e0041' '\\ud800'");
  expect(words({ base64: Buffer.from([0x61, 0x1b, 0x9b]).toString('base64') })).toBe("'a\\x1b\\x9b'");
});

test('a long command is cut', () => {
  expect(words('x'.repeat(100))).toBe(`${'x'.repeat(60)}...`);
});
