import type { Draft } from '../state/draft.ts';
import type { MessageId } from '../strings/message.ts';

/** One of a few values of an option, with its label and what it does. */
export interface Choice {
  readonly value: string;
  /** As in the process API, or a word of this page. */
  readonly label: string | { readonly id: MessageId };
  readonly words: MessageId;
}

/** Options with a few values each. */
export type ChoiceName = 'stdin' | 'stdout' | 'stderr' | 'consumer';

export const CHOICES: { readonly [Name in ChoiceName]: readonly (Choice & { readonly value: Draft[Name] })[] } = {
  stdin: [
    { value: 'pipe', label: 'PIPE', words: 'composer.stdin.pipe' },
    { value: 'devnull', label: 'DEVNULL', words: 'composer.stdin.devnull' },
  ],
  stdout: [
    { value: 'pipe', label: 'PIPE', words: 'composer.stdout.pipe' },
    { value: 'devnull', label: 'DEVNULL', words: 'composer.stdout.devnull' },
  ],
  stderr: [
    { value: 'pipe', label: 'PIPE', words: 'composer.stderr.pipe' },
    { value: 'stdout', label: 'STDOUT', words: 'composer.stderr.stdout' },
    { value: 'devnull', label: 'DEVNULL', words: 'composer.stderr.devnull' },
  ],
  consumer: [
    { value: 'follow', label: { id: 'composer.follow' }, words: 'composer.consumer.follow' },
    { value: 'step', label: { id: 'composer.step' }, words: 'composer.consumer.step' },
    { value: 'paused', label: { id: 'composer.paused' }, words: 'composer.consumer.paused' },
  ],
};
