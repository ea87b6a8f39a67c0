import { t } from '../strings/message.ts';
import { escapeOf, hasHidden } from './shell-escapes.ts';
import { isExpanded } from './shell-expansions.ts';
import { tokenKey } from './shell-meaning.ts';
import { operatorWords } from './shell-redirection.ts';
import type { ShellToken, WordPart, WordToken } from './shell-syntax.ts';

/** A stretch of a word: as it will be passed, or as it is written where only the host knows. */
export interface PreviewPiece {
  readonly text: string;
  readonly expanded: boolean;
}

/** What the shell will see, one after the other: words without their quotes, and operators in words. */
export interface PreviewItem {
  readonly kind: 'word' | 'keyword' | 'operator' | 'comment' | 'here-document';
  /** Shared with the explanation of the same token. */
  readonly key: string;
  readonly pieces: readonly PreviewPiece[];
  /** Beside an operator: what it does. */
  readonly words: string;
}

/** Spaces as dots, what cannot be seen as escapes. */
export function showBlanks(text: string): string {
  let shown = '';
  for (const char of text) shown += char === ' ' ? '·' : hasHidden(char) ? escapeOf(char) : char;
  return shown;
}

/** The words and operators of a line, as a row to read. */
export function previewShell(source: string, tokens: readonly ShellToken[]): PreviewItem[] {
  const items: PreviewItem[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const key = tokenKey(token.start);
    if (token.kind === 'word') {
      const kind = token.role === 'keyword' ? 'keyword' : 'word';
      items.push({ kind, key, pieces: pieces(source, token), words: '' });
    } else if (token.kind === 'comment') {
      const text = source.slice(token.start, token.end);
      items.push({ kind: 'comment', key, pieces: [{ text, expanded: false }], words: t('composer.see.comment') });
    } else if (token.kind === 'here-document') {
      items.push({
        kind: 'here-document',
        key,
        pieces: [{ text: showBlanks(source.slice(token.start, token.end)), expanded: !token.literal }],
        words: t('composer.see.hereDocument', { delimiter: token.delimiter }),
      });
    } else {
      const next = tokens[at + 1];
      const target = token.redirects && next?.kind === 'word' ? next : null;
      const written = token.text === '\n' ? '\\n' : source.slice(token.start, token.end);
      const operator: PreviewPiece = { text: written, expanded: false };
      const file = target === null ? [] : pieces(source, target);
      // A number belongs to the sign (2>&1); a file is set apart from it.
      const apart = target !== null && !token.text.endsWith('&') ? [{ text: ' ', expanded: false }] : [];
      const { short } = operatorWords(token, target);
      items.push({ kind: 'operator', key, pieces: [operator, ...apart, ...file], words: short });
      if (target !== null) at += 1;
    }
  }
  return items;
}

function pieces(source: string, word: WordToken): PreviewPiece[] {
  const shown: PreviewPiece[] = [];
  for (const part of word.parts) {
    const piece = pieceOf(source, part);
    const last = shown.at(-1);
    if (piece.text === '') continue;
    if (last !== undefined && !last.expanded && !piece.expanded) {
      shown[shown.length - 1] = { text: last.text + piece.text, expanded: false };
    } else shown.push(piece);
  }
  return shown;
}

function pieceOf(source: string, part: WordPart): PreviewPiece {
  return isExpanded(part)
    ? { text: source.slice(part.start, part.end), expanded: true }
    : { text: showBlanks(part.text), expanded: false };
}

/** Everything in the line that only the host knows, each once, as written. */
export function expandedPieces(items: readonly PreviewItem[]): string[] {
  return [
    ...new Set(
      items
        .filter(({ kind }) => kind !== 'here-document')
        .flatMap((item) => item.pieces.filter(({ expanded }) => expanded).map(({ text }) => text)),
    ),
  ];
}
