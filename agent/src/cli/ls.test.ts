import { expect, test } from 'vitest';
import { runLine } from './ls.ts';

const run = { number: 7, pid: 42, state: 'running', shell: false, argv: ['sh'] } as const;

test('a run is listed with its command quoted as on the page, and whether a shell reads it', () => {
  const quoted = runLine({ ...run, argv: ['grep', 'a b', "it's", ''] });
  expect(quoted).toBe(`#7\t42\trunning\texec\tgrep 'a b' 'it'"'"'s' ''\n`);
  const shell = runLine({ ...run, shell: true, argv: ['/bin/sh', '-c', 'ls | wc -l'] });
  expect(shell).toBe('#7\t42\trunning\tshell\tls | wc -l\n');
});

test('nothing in a command can move the terminal', () => {
  expect(runLine({ ...run, argv: ['a\u001b[2J\nb\u202e'] })).toContain("'a\\x1b[2J\\x0ab\\u{202e}'");
  expect(runLine({ ...run, argv: [{ base64: '/2E=' }] })).toContain("'\\xffa'");
});
