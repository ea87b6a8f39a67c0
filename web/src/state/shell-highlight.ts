import { isExpanded } from './shell-expansions.ts';
import { tokenKey } from './shell-meaning.ts';
import type { ShellToken } from './shell-syntax.ts';

export type HighlightKind = 'plain' | 'program' | 'keyword' | 'operator' | 'string' | 'expansion' | 'comment';

/** A stretch of the source with its looks; stretches follow each other and cover the source without gaps. */
export interface Highlight {
  readonly text: string;
  readonly kind: HighlightKind;
  /** The token it belongs to; empty between tokens. */
  readonly key: string;
}

/** The whole source cut into stretches to draw. */
export function highlightShell(source: string, tokens: readonly ShellToken[]): Highlight[] {
  const runs: Highlight[] = [];
  let at = 0;
  const to = (end: number, kind: HighlightKind, key: string): void => {
    if (end > at) runs.push({ text: source.slice(at, end), kind, key });
    at = Math.max(at, end);
  };
  tokens.forEach((token, index) => {
    to(token.start, 'plain', '');
    const before = tokens[index - 1];
    const isFile = before?.kind === 'operator' && before.redirects;
    const key = tokenKey(isFile ? before.start : token.start);
    if (token.kind === 'operator') to(token.end, 'operator', key);
    else if (token.kind === 'comment') to(token.end, 'comment', key);
    else if (token.kind === 'here-document') to(token.end, 'string', key);
    else {
      const base = token.role === 'program' ? 'program' : token.role === 'keyword' ? 'keyword' : 'plain';
      for (const part of token.parts) {
        to(part.start, base, key);
        to(part.end, isExpanded(part) ? 'expansion' : part.quote === 'none' ? base : 'string', key);
      }
    }
  });
  to(source.length, 'plain', '');
  return runs;
}
