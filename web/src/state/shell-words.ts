const SAFE = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word as a POSIX shell reads it back unchanged. */
export function quoteWord(word: string): string {
  if (SAFE.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** An argument list as one shell line. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** A line split as a shell would, or what only a shell can do with it. */
export type SplitResult =
  | { readonly words: readonly string[] }
  /** Pieces of shell syntax that would be lost, in order, each once; or an unfinished quote. */
  | { readonly lost: readonly string[] }
  | { readonly unfinished: 'quote' | 'backslash' };

const OPERATOR = /^(?:&&|\|\||;;|<<-?|>>|<&|>&|<>|>\||[|&;<>()])/;

/**
 * Splits a command line by POSIX quoting rules (XCU 2.2). Anything that a shell would expand or act on is not
 * guessed at: it is named, so that nothing changes its meaning silently.
 */
export function splitWords(line: string): SplitResult {
  const words: string[] = [];
  const lost: string[] = [];
  const lose = (what: string): void => {
    if (!lost.includes(what)) lost.push(what);
  };
  let word: string | null = null;
  let at = 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (char === ' ' || char === '\t') {
      if (word !== null) words.push(word);
      word = null;
      at++;
    } else if (char === '\n') {
      if (line.slice(at).trim() !== '' && (word !== null || words.length > 0)) lose('a second line');
      if (word !== null) words.push(word);
      word = null;
      at++;
    } else if (char === '\\') {
      if (at + 1 >= line.length) return { unfinished: 'backslash' };
      const next = line[at + 1] ?? '';
      if (next !== '\n') word = (word ?? '') + next;
      at += 2;
    } else if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return { unfinished: 'quote' };
      word = (word ?? '') + line.slice(at + 1, end);
      at = end + 1;
    } else if (char === '"') {
      let text = '';
      let i = at + 1;
      while (i < line.length && line[i] !== '"') {
        if (line[i] === '\\' && /[\\"$`\n]/.test(line[i + 1] ?? '')) {
          if (line[i + 1] !== '\n') text += line[i + 1];
          i += 2;
        } else {
          if (line[i] === '$' && /[A-Za-z0-9_{(@*#?$!-]/.test(line[i + 1] ?? '')) lose('$');
          if (line[i] === '`') lose('`');
          text += line[i];
          i++;
        }
      }
      if (i >= line.length) return { unfinished: 'quote' };
      word = (word ?? '') + text;
      at = i + 1;
    } else {
      const operator = OPERATOR.exec(line.slice(at))?.[0];
      if (operator !== undefined) {
        lose(operator);
        if (word !== null) words.push(word);
        word = null;
        at += operator.length;
        continue;
      }
      if (char === '$' && /[A-Za-z0-9_{(@*#?$!'"-]/.test(line[at + 1] ?? '')) lose('$');
      if (char === '`') lose('`');
      if (char === '*' || char === '?' || char === '[') lose(char);
      if (word === null && (char === '~' || char === '#')) lose(char);
      word = (word ?? '') + char;
      if (char === '=' && words.length === 0 && /^[A-Za-z_][A-Za-z0-9_]*=$/.test(word)) lose(word);
      at++;
    }
  }
  if (word !== null) words.push(word);
  return lost.length > 0 ? { lost } : { words };
}

/** The sentence for a refused split: "`|` and `>` need a shell". */
export function lostWords(result: Exclude<SplitResult, { readonly words: readonly string[] }>): string {
  if ('unfinished' in result) {
    return result.unfinished === 'quote'
      ? 'A quote is not closed, so there is no telling where the argument ends.'
      : 'The line ends in a backslash, so there is no telling what follows.';
  }
  const named = result.lost.map((piece) => (piece === 'a second line' ? piece : `\`${piece}\``));
  const last = named.pop() ?? '';
  const list = named.length === 0 ? last : `${named.join(', ')} and ${last}`;
  return `${list} ${result.lost.length === 1 ? 'needs' : 'need'} a shell.`;
}
