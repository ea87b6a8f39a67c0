import { expect, test } from 'vitest';
import { isExpanded } from './shell-expansions.ts';
import { literalText } from './shell-meaning.ts';
import { parseShell } from './shell-parser.ts';
import { RECORDED_WORDS } from './shell-recorded-words.ts';
import type { ShellToken, WordToken } from './shell-syntax.ts';
import { joinWords } from './shell-words.ts';

/** `role:text` of words with `{source}` for what is expanded, operators with their number, kinds of the rest. */
function outline(source: string, tokens: readonly ShellToken[] = parseShell(source).tokens): string[] {
  return tokens.map((token) => {
    if (token.kind === 'operator') return `${token.fd ?? ''}${token.text.replace('\n', '\\n')}`;
    if (token.kind !== 'word') return token.kind;
    const text = token.parts.map((part) => (isExpanded(part) ? `{${source.slice(part.start, part.end)}}` : part.text));
    return `${token.role}:${text.join('')}`;
  });
}

const words = (source: string): (string | null)[] =>
  parseShell(source)
    .tokens.filter((token): token is WordToken => token.kind === 'word')
    .map(literalText);

const unfinished = (source: string): string[] =>
  parseShell(source).unfinished.map(({ kind, what }) => `${kind} ${what}`);

test('quotes and backslashes are taken off as a shell does', () => {
  expect(words(String.raw`echo 'a b' "c d" e\ f g'h'"i" "" ''`)).toEqual(['echo', 'a b', 'c d', 'e f', 'ghi', '', '']);
});

test('inside double quotes a backslash escapes only $, `, ", \\ and a line break', () => {
  expect(words(String.raw`echo "\$x \"q\" \\ \n \a"`)).toEqual(['echo', String.raw`$x "q" \ \n \a`]);
  expect(words('echo "a\\\nb" c\\\nd')).toEqual(['echo', 'ab', 'cd']);
});

test('a single quote keeps everything, a backslash too', () => {
  expect(words(String.raw`printf '\n$HOME"'`)).toEqual(['printf', String.raw`\n$HOME"`]);
});

test('variables, substitutions, globs and tildes are pieces of their own', () => {
  expect(outline('echo $HOME/x "${a:-b c}"$1 $? $(id -u) `id` $((1+2)) *.ts a?[0-9] ~/x ~ana "*" \\$x 5$')).toEqual([
    'program:echo',
    'argument:{$HOME}/x',
    'argument:{${a:-b c}}{$1}',
    'argument:{$?}',
    'argument:{$(id -u)}',
    'argument:{`id`}',
    'argument:{$((1+2))}',
    'argument:{*}.ts',
    'argument:a{?}{[0-9]}',
    'argument:{~}/x',
    'argument:{~ana}',
    'argument:*',
    'argument:$x',
    'argument:5$',
  ]);
});

test('a tilde counts only at the start of a word or of an assigned value', () => {
  expect(outline('A=~/x echo a~b x=~ "~"')).toEqual([
    'assignment:A={~}/x',
    'program:echo',
    'argument:a~b',
    'argument:x={~}',
    'argument:~',
  ]);
});

test('a bracket that is not closed is text', () => {
  expect(outline('[ -f x ] a[b')).toEqual(['program:[', 'argument:-f', 'argument:x', 'argument:]', 'argument:a[b']);
});

test('commands nest, and the ) of a quoted text does not close them', () => {
  const source = `echo "a $(printf ')' | wc -c; echo $(id)) b"`;
  const [, word] = parseShell(source).tokens;
  const command = word?.kind === 'word' ? word.parts.find(({ kind }) => kind === 'command') : undefined;
  expect(outline(source, command?.tokens)).toEqual([
    'program:printf',
    'argument:)',
    '|',
    'program:wc',
    'argument:-c',
    ';',
    'program:echo',
    'argument:{$(id)}',
  ]);
});

test('$(( that is two subshells is a command', () => {
  const [, word] = parseShell('echo $((id); pwd)').tokens;
  expect(word?.kind === 'word' && word.parts[0]?.kind).toBe('command');
  expect(unfinished('echo $((id); pwd)')).toEqual([]);
});

test('a case inside $( ) keeps its own parentheses', () => {
  expect(unfinished('echo $(case x in x) echo y;; esac)')).toEqual([]);
});

test('tokens and their pieces lie inside the source, in order, without overlap', () => {
  const source = 'A=1 x "$(y "z")" >o 2>&1 <<E; # c\nbody\nE\nfor i in *; do :; done';
  const { tokens } = parseShell(source);
  const edges = tokens.flatMap(({ start, end }) => [start, end]);
  expect(edges).toEqual([...edges].sort((a, b) => a - b));
  expect(edges.at(-1)).toBeLessThanOrEqual(source.length);
  for (const word of tokens.filter((token): token is WordToken => token.kind === 'word')) {
    expect([...word.parts.map(({ start }) => start), word.end]).toEqual([
      word.start,
      ...word.parts.map(({ end }) => end),
    ]);
  }
});

test.each(RECORDED_WORDS)('the words of %j are those dash and bash make of it', (line, recorded) => {
  expect(words(line)).toEqual(recorded);
});

test('what exec quotes for the shell comes back the same', () => {
  const argv = ['echo', '$HOME; id', "it's", '', 'two\nlines', '*', '~', '#x', 'a=b', '`id`', '\\', '{a,b}'];
  expect(words(joinWords(argv))).toEqual(argv);
});

test('a long line is read in a time that grows with its length', () => {
  // With the square of its length it would take longer than any test may.
  const line = 'echo "$(echo $HOME)" | wc -c; '.repeat(15_000);
  expect(parseShell(line).tokens.length).toBe(15_000 * 6);
});
