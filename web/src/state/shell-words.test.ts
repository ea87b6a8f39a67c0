import { expect, test } from 'vitest';
import { joinWords, lostWords, quoteWord, splitWords } from './shell-words.ts';

test('words that need no quotes get none', () => {
  expect(joinWords(['grep', '-n', 'TODO', 'src/a.ts'])).toBe('grep -n TODO src/a.ts');
});

test('quoting and splitting give back exactly the same arguments', () => {
  const argv = ['echo', '$HOME; id', "it's", '', 'two\nlines', 'tab\there', '*', '~', 'a=b', '"quoted"', '\\'];
  expect(splitWords(joinWords(argv))).toEqual({ words: argv });
  expect(quoteWord('')).toBe("''");
});

test('a program whose name a shell would take for more is quoted, an argument of that name is not', () => {
  expect(joinWords(['A=b', 'c=d', 'if'])).toBe("'A=b' c=d if");
  expect(joinWords(['if', 'then'])).toBe("'if' then");
  expect(splitWords(joinWords(['A=b', 'c=d']))).toEqual({ words: ['A=b', 'c=d'] });
  expect(joinWords([])).toBe('');
});

test('quotes and backslashes are read as a shell reads them', () => {
  expect(splitWords(String.raw`ls "a b" c\ d 'e'f "x\"y" "\n"`)).toEqual({
    words: ['ls', 'a b', 'c d', 'ef', 'x"y', String.raw`\n`],
  });
});

test.each([
  ['yes | head > /tmp/x', '`|` and `>` need a shell.'],
  ['echo $HOME', '`$HOME` needs a shell.'],
  ['echo "$HOME"', '`$HOME` needs a shell.'],
  ['make 2>&1 $(id -u) "${A:-b}"', '`2>&1`, `$(…)`, and `${A:-b}` need a shell.'],
  ['for i in 1; do ls; done', '`for`, `in`, `;`, `do`, and `done` need a shell.'],
  ["echo $'a'", '`$` needs a shell.'],
  ['ls # all', '`#` needs a shell.'],
  ['ls *.ts && pwd', '`*` and `&&` need a shell.'],
  ['LANG=C sort', '`LANG=` needs a shell.'],
  ['cd ~', '`~` needs a shell.'],
  ['a\nb', 'a second line needs a shell.'],
  ['echo `id`; wc', '`` ` `` and `;` need a shell.'.replace('`` ` ``', '```')],
])('what only a shell can do with %j is named', (line, sentence) => {
  const result = splitWords(line);
  expect('words' in result ? '' : lostWords(result)).toBe(sentence);
});

test('an unfinished quote is said, not guessed', () => {
  expect(splitWords("echo 'a")).toEqual({ unfinished: 'quote' });
  expect(splitWords('echo \\')).toEqual({ unfinished: 'backslash' });
});

test('a dollar sign that expands to nothing stays text', () => {
  expect(splitWords('echo 5$')).toEqual({ words: ['echo', '5$'] });
});
