import { type MessageId, t } from '../strings/message.ts';
import { expansionWords, isExpanded } from './shell-expansions.ts';
import { operatorWords } from './shell-redirection.ts';
import type { ShellToken, WordPart, WordToken } from './shell-syntax.ts';

/** A token, or a redirection with its file, or an expansion inside a word, tied to what it does. */
export interface Meaning {
  /** Names the token in the page: editor, preview and explanation show the same one together. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly source: string;
  readonly words: string;
  /** 0 for the line itself, 1 for what is inside a word or a `$( … )` of it, and so on. */
  readonly depth: number;
}

const KEYWORDS: Readonly<Record<string, string>> = { '!': 'not', '{': 'group', '}': 'groupEnd' };
const BUILTINS = new Set(
  (
    '. : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd ' +
    'read readonly return set shift test times trap true type ulimit umask unalias unset wait'
  ).split(' '),
);

/** Name of the token that begins at `start`. */
export function tokenKey(start: number): string {
  return `token:${start}`;
}

/** Text of a word when nothing in it depends on the host; null otherwise. */
export function literalText(word: WordToken): string | null {
  return word.parts.some(isExpanded) ? null : word.parts.map(({ text }) => text).join('');
}

/** Each token of a line in order with its meaning; what stands inside a word follows it, one deeper. */
export function explainShell(source: string, tokens: readonly ShellToken[], depth = 0): Meaning[] {
  const meanings: Meaning[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const add = (words: string, end = token.end): void => {
      meanings.push({
        key: tokenKey(token.start),
        start: token.start,
        end,
        source: source.slice(token.start, end),
        words,
        depth,
      });
    };
    if (token.kind === 'comment') add(t('composer.mean.comment'));
    else if (token.kind === 'here-document')
      add(t(token.literal ? 'composer.mean.hereLiteral' : 'composer.mean.hereBody'));
    else if (token.kind === 'word') {
      add(wordWords(token));
      meanings.push(...explainParts(source, token, depth + 1));
    } else {
      const next = tokens[at + 1];
      const target = token.redirects && next?.kind === 'word' ? next : null;
      add(operatorWords(token, target).long, target?.end);
      if (target !== null) {
        at += 1;
        if (target.role === 'target') meanings.push(...explainParts(source, target, depth + 1));
      }
    }
  }
  return meanings;
}

function explainParts(source: string, word: WordToken, depth: number): Meaning[] {
  return word.parts.filter(isExpanded).flatMap((part: WordPart) => [
    {
      key: `${tokenKey(word.start)}:${part.start}`,
      start: part.start,
      end: part.end,
      source: source.slice(part.start, part.end),
      words: expansionWords(part, word.role),
      depth,
    },
    ...(part.tokens === undefined ? [] : explainShell(source, part.tokens, depth + 1)),
  ]);
}

function wordWords(word: WordToken): string {
  const text = literalText(word);
  switch (word.role) {
    case 'program':
      if (text === null) return t('composer.mean.program.expanded');
      if (BUILTINS.has(text)) return t('composer.mean.program.builtin');
      return t(text.includes('/') ? 'composer.mean.program.path' : 'composer.mean.program');
    case 'argument':
      return t(text === '' ? 'composer.mean.argument.empty' : 'composer.mean.argument');
    case 'assignment':
      return t('composer.mean.assignment', { name: /^[^=]*/.exec(word.parts[0]?.text ?? '')?.[0] ?? '' });
    case 'keyword':
      return t(`composer.mean.${KEYWORDS[text ?? ''] ?? text ?? 'in'}` as MessageId);
    case 'target':
      return t('composer.mean.target');
    case 'delimiter':
      return t('composer.mean.delimiter');
    case 'name':
      return t('composer.mean.name');
    case 'item':
      return t('composer.mean.item');
    case 'pattern':
      return t('composer.mean.pattern.word');
    case 'function':
      return t('composer.mean.function.name');
  }
}
