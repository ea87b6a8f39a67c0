/** Words that are grammar where a command begins (XCU 2.4); the others hold what is quoted anyway. */
const RESERVED = new Set('case do done elif else esac fi for function if in select then time until while'.split(' '));
const SAFE = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word as a POSIX shell reads it back unchanged. */
export function quoteWord(word: string): string {
  if (SAFE.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** An argument list as one shell line, whose first word is the program's name and nothing else. */
export function joinWords([program, ...rest]: readonly string[]): string {
  if (program === undefined) return '';
  const plain = quoteWord(program);
  const means = /^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(program) || RESERVED.has(program);
  return [means && plain === program ? `'${program}'` : plain, ...rest.map(quoteWord)].join(' ');
}
