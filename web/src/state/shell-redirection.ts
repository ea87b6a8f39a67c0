import { type MessageId, t } from '../strings/message.ts';
import type { OperatorToken, WordToken } from './shell-syntax.ts';

/** An operator in words: a few for the preview, a clause for the explanation. */
export interface OperatorWords {
  readonly short: string;
  readonly long: string;
}

/** Name of a descriptor: stdin, stdout, stderr, or its number in words. */
export function descriptorName(fd: number): string {
  return ['stdin', 'stdout', 'stderr'][fd] ?? t('composer.stream.other', { fd });
}

const CONTROL: Readonly<Record<string, string>> = {
  '|': 'pipe',
  '&&': 'and',
  '||': 'or',
  ';': 'semicolon',
  '\n': 'newline',
  '&': 'background',
  ';;': 'caseEnd',
  'pattern)': 'pattern',
  '(': 'subshell',
  ')': 'subshellEnd',
  '()': 'function',
};

const FILES: Readonly<Record<string, string>> = { '>': 'write', '>|': 'clobber', '>>': 'append', '<>': 'readWrite' };

function both(name: string, values: Readonly<Record<string, string | number>>): OperatorWords {
  return {
    short: t(`composer.see.${name}` as MessageId, values),
    long: t(`composer.mean.${name}` as MessageId, values),
  };
}

/** What an operator does. `target` is the word after a redirection, `text` what it says when nothing in it is expanded. */
export function operatorWords(token: OperatorToken, target: WordToken | null): OperatorWords {
  if (!token.redirects) return both(CONTROL[token.text] ?? 'semicolon', {});
  const text = target?.parts.every(({ kind }) => kind === 'text' || kind === 'mark')
    ? target.parts.map((part) => part.text).join('')
    : null;
  const stream = descriptorName(token.fd ?? (token.text.startsWith('<') ? 0 : 1));
  if (token.text.startsWith('<<')) return both('hereOperator', { stream, delimiter: text ?? '' });
  if (token.text === '<&' || token.text === '>&') {
    if (text === '-') return both('close', { stream });
    if (text === null || !/^[0-9]+$/.test(text)) return both('write', { stream });
    return both(token.text === '<&' ? 'takeFrom' : 'duplicate', { from: stream, to: descriptorName(Number(text)) });
  }
  if (token.text === '<') return both(text === '/dev/null' ? 'nothing' : 'read', { stream });
  if (text === '/dev/null' && token.text !== '<>') return both('discard', { stream });
  return both(FILES[token.text] ?? 'write', { stream });
}
