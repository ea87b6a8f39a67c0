import { expect, test } from 'vitest';
import { highlightShell } from './shell-highlight.ts';
import { explainShell } from './shell-meaning.ts';
import { parseShell } from './shell-parser.ts';
import { expandedPieces, previewShell } from './shell-preview.ts';

const explain = (source: string): string[] =>
  explainShell(source, parseShell(source).tokens).map(
    (meaning) => `${'  '.repeat(meaning.depth)}${meaning.source} = ${meaning.words}`,
  );
const see = (source: string): string[] =>
  previewShell(source, parseShell(source).tokens).map(({ pieces, words }) => {
    const text = pieces.map((piece) => (piece.expanded ? `<${piece.text}>` : piece.text)).join('');
    return words === '' ? text : `${text} (${words})`;
  });

test('a variable is marked as expanded and ; as a new command before anything runs', () => {
  expect(see('echo $HOME; id')).toEqual(['echo', '<$HOME>', '; (new command)', 'id']);
  expect(expandedPieces(previewShell('echo $HOME; id', parseShell('echo $HOME; id').tokens))).toEqual(['$HOME']);
});

test('words are shown after quoting, with spaces as dots and controls as escapes', () => {
  expect(see(`printf 'a  b' "c\td" ''`)).toEqual(['printf', 'a··b', 'c\\td', '']);
});

test.each([
  ['a | b', '| (pipe)'],
  ['a > f', '> f (replace file)'],
  ['a >> f', '>> f (append to file)'],
  ['a 2>&1', '2>&1 (send stderr where stdout points now)'],
  ['a >&2', '>&2 (send stdout where stderr points now)'],
  ['a 2> f', '2> f (send stderr to a file, replacing it)'],
  ['a 2>>f', '2>> f (append stderr to a file)'],
  ['a <f', '< f (read from file)'],
  ['a 3<f', '3< f (read descriptor 3 from a file)'],
  ['a 2>/dev/null', '2> /dev/null (throw stderr away)'],
  ['a </dev/null', '< /dev/null (give stdin nothing to read)'],
  ['a 2>&-', '2>&- (close stderr)'],
  ['a && b', '&& (then, if it worked)'],
  ['a || b', '|| (else, if it failed)'],
  ['a &', '& (in the background)'],
  ['a\nb', '\\n (new command)'],
  ['a >$F', '> <$F> (replace file)'],
  ['a <<E\nb\nE', '<< E (the next lines are its input)'],
])('the operator of %j is named', (source, named) => {
  expect(see(source)).toContain(named);
});

test('each token is tied to its meaning, what is inside a word one deeper', () => {
  expect(explain('FOO=1 ls -l "$(cat x | wc)" *.ts 2>&1')).toEqual([
    'FOO=1 = sets the variable FOO',
    'ls = program: looked for in `PATH` on the host',
    '-l = argument',
    '"$(cat x | wc)" = argument',
    '  $(cat x | wc) = runs a command and inserts its output',
    '    cat = program: looked for in `PATH` on the host',
    '    x = argument',
    '    | = pipe: the output of what stands before becomes the input of what follows, and both run at once',
    '    wc = program: looked for in `PATH` on the host',
    '*.ts = argument',
    '  * = replaced by the names of matching files on the host; stays as it is when there are none',
    '2>&1 = send stderr where stdout points now; if stdout moves later, stderr does not follow',
  ]);
});

test('built-in commands, paths and names known only later are told apart', () => {
  expect(explain('cd /tmp; ./run; $EDITOR x').filter((line) => /shell|file on|only/.test(line))).toEqual([
    'cd = a command built into the shell',
    './run = program: this file on the host',
    '$EDITOR = program: its name is known only when it runs',
  ]);
});

test.each([
  ['"$A"', 'value of A, looked up when it runs'],
  ['$A', 'value of A, looked up when it runs, then split at spaces'],
  ['${A:-x}', 'value of A, or this text when it is not set'],
  ['${#A}', 'length of the value of A'],
  ['${A%.ts}', 'value of A without what matches at its end'],
  ['${A#x}', 'value of A without what matches at its start'],
  ['$?', 'exit code of the command before'],
  ['$$', 'process id of the shell'],
  ['$1', 'argument 1 given to the shell: there is none here'],
  ['$((2*3))', 'calculates a whole number and inserts it'],
  ['~', 'your home folder on the host'],
])('the expansion %s says what it gives', (piece, words) => {
  expect(explain(`echo ${piece}`).at(-1)).toBe(`  ${piece.replaceAll('"', '')} = ${words}`);
});

test('every reserved word has a meaning', () => {
  const source =
    'if ! a; then b; elif c; then d; else e; fi; for i in 1; do f; done; while g; do h; done; { j; }; until k; do l; done; case m in n) o;; esac';
  for (const line of explain(source)) expect(line).not.toMatch(/composer\.| = $/);
});

test('the highlighted stretches give back the source', () => {
  for (const source of ['echo "$HOME" | wc # c', 'for i in *; do :; done', "a 'b", 'cat <<E\n$x\nE\n  ', '']) {
    const runs = highlightShell(source, parseShell(source).tokens);
    expect(runs.map(({ text }) => text).join('')).toBe(source);
  }
});

test('strings, expansions, programs and operators are told apart in the highlighting', () => {
  const source = `echo "a $B" > f # c`;
  const kinds = highlightShell(source, parseShell(source).tokens).map(({ text, kind }) => `${text}:${kind}`);
  expect(kinds).toEqual([
    'echo:program',
    ' :plain',
    '":string',
    'a :string',
    '$B:expansion',
    '":string',
    ' :plain',
    '>:operator',
    ' :plain',
    'f:plain',
    ' :plain',
    '# c:comment',
  ]);
});
