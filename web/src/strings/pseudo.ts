const PLAIN = 'aceinosuyACEINOSUY';
const ACCENTED = 'àçéîñöšûýÀÇÉÎÑÖŠÛÝ';

/**
 * Makes the pseudo-locale's pattern of an ICU MessageFormat pattern: accented, 40 % longer, in brackets. What stands
 * in braces (argument names, plural keywords) stays as it is; texts inside a plural's branches stay plain too.
 */
export function pseudo(pattern: string): string {
  let depth = 0;
  let letters = 0;
  let out = '';
  for (const char of pattern) {
    if (char === '{') depth += 1;
    const at = depth === 0 ? PLAIN.indexOf(char) : -1;
    out += at < 0 ? char : (ACCENTED[at] ?? char);
    letters += 1;
    if (char === '}') depth -= 1;
  }
  return `⟦${out}${'·'.repeat(Math.ceil(letters * 0.4))}⟧`;
}
