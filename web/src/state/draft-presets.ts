import type { MessageId } from '../strings/message.ts';
import { type Draft, EMPTY_DRAFT } from './draft.ts';

/** A draft that comes with pipescope. */
export interface Preset {
  readonly name: MessageId;
  readonly words: MessageId;
  readonly draft: Draft;
}

const exec = (argv: readonly string[], change: Partial<Draft> = {}): Draft => ({ ...EMPTY_DRAFT, argv, ...change });
const shell = (command: string): Draft => ({ ...EMPTY_DRAFT, form: 'shell', command });

/** The six presets. */
export const PRESETS: readonly Preset[] = [
  { name: 'composer.preset.hello', words: 'composer.preset.hello.words', draft: exec(['echo', 'Hello, pipes!']) },
  {
    name: 'composer.preset.ticker',
    words: 'composer.preset.ticker.words',
    draft: shell('n=0; while :; do n=$((n + 1)); echo "tick $n"; sleep 1; done'),
  },
  {
    name: 'composer.preset.flood',
    words: 'composer.preset.flood.words',
    draft: exec(['yes', 'more than anybody can read']),
  },
  { name: 'composer.preset.echo', words: 'composer.preset.echo.words', draft: exec(['cat']) },
  {
    name: 'composer.preset.trap',
    words: 'composer.preset.trap.words',
    draft: shell('trap \'echo "SIGTERM came. I stay."\' TERM; echo ready; while :; do sleep 0.2; done'),
  },
  {
    name: 'composer.preset.fail',
    words: 'composer.preset.fail.words',
    draft: shell(
      `sh -c 'exit 3'; echo "by exit code: $?"\nsh -c 'kill -9 $$'; echo "by signal: $? = 128 + 9"\nnosuchprogram; echo "no program: $?"`,
    ),
  },
];

/** What stands in the composer when there has been no run yet. */
export const FIRST_DRAFT: Draft = exec(['sh', '-c', 'for i in 1 2 3; do echo line $i; sleep 1; done']);
