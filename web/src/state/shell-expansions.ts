import { type MessageId, t } from '../strings/message.ts';
import type { WordPart, WordRole } from './shell-syntax.ts';

const SPECIAL: Readonly<Record<string, string>> = {
  '?': 'status',
  $: 'pid',
  '!': 'lastPid',
  '#': 'count',
  '@': 'all',
  '*': 'all',
  '-': 'flags',
  '0': 'zero',
};

const MODIFIERS: readonly (readonly [RegExp, string])[] = [
  [/^:?-/, 'default'],
  [/^:?=/, 'assign'],
  [/^:?\?/, 'error'],
  [/^:?\+/, 'instead'],
  [/^##?/, 'cutStart'],
  [/^%%?/, 'cutEnd'],
];

/** True for what only the host can know. */
export function isExpanded({ kind }: WordPart): boolean {
  return kind !== 'text' && kind !== 'mark';
}

/** What an expansion gives. Unquoted in a command's words, its value is split at spaces. */
export function expansionWords(part: WordPart, role: WordRole): string {
  const splits = part.quote === 'none' && role !== 'assignment' && role !== 'target' && role !== 'pattern';
  switch (part.kind) {
    case 'variable':
      return variableWords(part.name ?? '', part.modifier ?? '', splits);
    case 'command':
      return t(splits ? 'composer.mean.commandSubstitution.split' : 'composer.mean.commandSubstitution');
    case 'arithmetic':
      return t('composer.mean.arithmetic');
    case 'glob':
      return t(role === 'pattern' ? 'composer.mean.globInCase' : 'composer.mean.glob');
    case 'tilde':
      return t('composer.mean.tilde', { name: part.name === '' || part.name === undefined ? 'none' : part.name });
    case 'text':
    case 'mark':
      return '';
  }
}

function variableWords(name: string, modifier: string, splits: boolean): string {
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (modifier !== '') {
    // `${#name}` is the length; `${#}` and `${name#pattern}` are not.
    const length = modifier === '#';
    const found = length ? 'length' : MODIFIERS.find(([pattern]) => pattern.test(modifier))?.[1];
    return t(`composer.mean.modifier.${found ?? 'other'}` as MessageId, { name });
  }
  if (special !== undefined) return t(`composer.mean.variable.${special}` as MessageId);
  if (/^[0-9]+$/.test(name)) return t('composer.mean.variable.position', { name });
  return t(splits ? 'composer.mean.variable.split' : 'composer.mean.variable', { name });
}
