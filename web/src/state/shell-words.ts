import { t } from '../strings/message.ts';
import { parseShell } from './shell-parser.ts';
import type { ShellToken, WordToken } from './shell-syntax.ts';

// How words are quoted is one thing with how the command line lists them.
export { joinWords, quoteWord } from './protocol.ts';

/** Stands in a list of what is lost for a line break that parts two commands. */
const SECOND_LINE = '\n';
/** A line split as a shell would, or what only a shell can do with it. */
export type SplitResult =
  | { readonly words: readonly string[] }
  /** Pieces of shell syntax that would be lost, in order, each once; or an unfinished quote. */
  | { readonly lost: readonly string[] }
  | { readonly unfinished: 'quote' | 'backslash' };

/**
 * Splits a command line by POSIX quoting rules (XCU 2.2). Anything that a shell would expand or act on is not
 * guessed at: it is named, so that nothing changes its meaning silently.
 */
export function splitWords(line: string): SplitResult {
  const { tokens, unfinished } = parseShell(line.trim());
  for (const { kind } of unfinished) {
    if (kind === 'single' || kind === 'double') return { unfinished: 'quote' };
    if (kind === 'backslash') return { unfinished: 'backslash' };
  }
  const lost = tokens.flatMap((token, index) => lostPieces(line.trim(), token, tokens[index + 1]));
  if (lost.length > 0) return { lost: [...new Set(lost)] };
  return { words: tokens.flatMap((token) => (token.kind === 'word' ? [wordText(token)] : [])) };
}

function wordText(word: WordToken): string {
  return word.parts.map(({ text }) => text).join('');
}

/** What of a token only a shell can do, as it is written; long pieces are cut. */
function lostPieces(source: string, token: ShellToken, next: ShellToken | undefined): string[] {
  const written = source.slice(token.start, token.end);
  if (token.kind === 'comment') return ['#'];
  if (token.kind === 'here-document') return [];
  if (token.kind === 'operator') {
    if (token.text === '\n') return [SECOND_LINE];
    return [token.text.endsWith('&') && token.redirects && next?.kind === 'word' ? written + wordText(next) : written];
  }
  if (token.role === 'keyword') return [written];
  const expanded = token.parts.flatMap((part, index) => {
    if (part.kind === 'command') return [source[part.start] === '`' ? '`' : '$(…)'];
    if (part.kind !== 'text' && part.kind !== 'mark') return [source.slice(part.start, part.end)];
    // `$'…'` and `$"…"` are more than a dollar sign to many shells.
    const quotes = part.quote === 'none' && part.text.endsWith('$') && token.parts[index + 1]?.kind === 'mark';
    return quotes ? ['$'] : [];
  });
  const assigned = token.role === 'assignment' ? [/^[^=]*=/.exec(written)?.[0] ?? written] : [];
  return [...assigned, ...expanded];
}

/** The sentence for a refused split: "`|` and `>` need a shell". */
export function lostWords(result: Exclude<SplitResult, { readonly words: readonly string[] }>): string {
  if ('unfinished' in result) return t(`composer.lost.${result.unfinished}`);
  const named = result.lost.map((piece) => (piece === SECOND_LINE ? t('composer.lost.line') : `\`${piece}\``));
  const list = new Intl.ListFormat('en', { type: 'conjunction', style: 'long' }).format(named);
  return t('composer.lost', { count: named.length, list });
}
