import { expect, test } from 'vitest';
import { isExpanded } from './shell-expansions.ts';
import { parseShell } from './shell-parser.ts';
import type { ShellToken } from './shell-syntax.ts';

/** `role:text` of words with `{source}` for what is expanded, operators with their number, kinds of the rest. */
function outline(source: string, tokens: readonly ShellToken[] = parseShell(source).tokens): string[] {
  return tokens.map((token) => {
    if (token.kind === 'operator') return `${token.fd ?? ''}${token.text.replace('\n', '\\n')}`;
    if (token.kind !== 'word') return token.kind;
    const text = token.parts.map((part) => (isExpanded(part) ? `{${source.slice(part.start, part.end)}}` : part.text));
    return `${token.role}:${text.join('')}`;
  });
}

const unfinished = (source: string): string[] =>
  parseShell(source).unfinished.map(({ kind, what }) => `${kind} ${what}`);

test('redirections carry their descriptor, and a number apart from the sign is an argument', () => {
  expect(outline('cmd 2>&1 >out 3<in 2>>log <>rw >|f 2 >x')).toEqual([
    'program:cmd',
    '2>&',
    'target:1',
    '>',
    'target:out',
    '3<',
    'target:in',
    '2>>',
    'target:log',
    '<>',
    'target:rw',
    '>|',
    'target:f',
    'argument:2',
    '>',
    'target:x',
  ]);
  expect(outline('>x echo a2>b')).toEqual(['>', 'target:x', 'program:echo', 'argument:a2', '>', 'target:b']);
});

test('operators part commands, and what follows is a program again', () => {
  expect(outline('a;b&&c||d|e&f\ng')).toEqual([
    'program:a',
    ';',
    'program:b',
    '&&',
    'program:c',
    '||',
    'program:d',
    '|',
    'program:e',
    '&',
    'program:f',
    '\\n',
    'program:g',
  ]);
});

test('reserved words count only where a command may stand', () => {
  expect(outline('for i in 1 $x; do echo do done; done')).toEqual([
    'keyword:for',
    'name:i',
    'keyword:in',
    'item:1',
    'item:{$x}',
    ';',
    'keyword:do',
    'program:echo',
    'argument:do',
    'argument:done',
    ';',
    'keyword:done',
  ]);
  expect(outline('"if" x')).toEqual(['program:if', 'argument:x']);
});

test('if, while, case, groups, functions and ! have their roles', () => {
  expect(outline('if ! a; then b; else c; fi')).toEqual([
    'keyword:if',
    'keyword:!',
    'program:a',
    ';',
    'keyword:then',
    'program:b',
    ';',
    'keyword:else',
    'program:c',
    ';',
    'keyword:fi',
  ]);
  expect(outline('case $1 in (a|b*) x ;; *) y ;; esac; z')).toEqual([
    'keyword:case',
    'item:{$1}',
    'keyword:in',
    '(',
    'pattern:a',
    '|',
    'pattern:b{*}',
    'pattern)',
    'program:x',
    ';;',
    'pattern:{*}',
    'pattern)',
    'program:y',
    ';;',
    'keyword:esac',
    ';',
    'program:z',
  ]);
  expect(outline('f() { a; }; f')).toEqual([
    'function:f',
    '()',
    'keyword:{',
    'program:a',
    ';',
    'keyword:}',
    ';',
    'program:f',
  ]);
});

test('a # begins a comment only at the start of a word', () => {
  expect(outline('echo a#b # rest | of\nls')).toEqual(['program:echo', 'argument:a#b', 'comment', '\\n', 'program:ls']);
});

test('a here-document takes the lines up to its delimiter, tabs removed for <<-', () => {
  const source = "cat <<'E' | wc; ls\n$a\nE\npwd";
  expect(outline(source)).toEqual([
    'program:cat',
    '<<',
    'delimiter:E',
    '|',
    'program:wc',
    ';',
    'program:ls',
    '\\n',
    'here-document',
    'program:pwd',
  ]);
  expect(parseShell(source).tokens.find(({ kind }) => kind === 'here-document')).toMatchObject({
    delimiter: 'E',
    literal: true,
  });
  expect(unfinished('cat <<-E\n\ta\n\tE\n')).toEqual([]);
  expect(unfinished('cat <<E\n\ta\n\tE\n')).toEqual(['here-document E']);
});

test.each([
  ["echo 'a", 'single '],
  ['echo "a', 'double "'],
  ['echo `id', 'backquote `'],
  ['echo $(id', 'command )'],
  ['echo ${HOME', 'variable }'],
  ['echo $((1+2', 'arithmetic ))'],
  ['echo a\\', 'backslash \\'],
  ['yes |', 'operator |'],
  ['true &&', 'operator &&'],
  ['echo >', 'target >'],
  ['cat <<EOF\na\n', 'here-document EOF'],
  ['cat <<EOF', 'here-document EOF'],
  ['for i in 1 2; do echo $i', 'block done'],
  ['if true; then echo', 'block fi'],
  ['case x in a) echo;;', 'block esac'],
  ['{ echo a;', 'block }'],
  ['(echo a', 'block )'],
])('what is not closed in %j is told', (source, told) => {
  expect(unfinished(source).map((line) => line.replace("'", ''))).toEqual([told]);
});

test.each([
  'echo a;',
  'echo a &',
  'a |\n b',
  'if true; then echo; fi',
  'for i in 1; do echo; done | sort',
  'while :; do :; done <f',
  'case $x in a|b) echo;; *) ;; esac',
  '{ a; }; (b)',
  'echo "$(echo ")")"',
  'cat <<A <<B\n1\nA\n2\nB\n',
])('nothing is missing in %j', (source) => {
  expect(unfinished(source)).toEqual([]);
});
