import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';

/** A card of the first page: what it shows, and the draft it puts into the composer. */
export interface Example {
  readonly title: string;
  readonly words: string;
  readonly draft: Draft;
}

/** What stands in the composer when there has been no run yet. */
export const FIRST_DRAFT: Draft = {
  ...EMPTY_DRAFT,
  argv: ['sh', '-c', 'for i in 1 2 3; do echo line $i; sleep 1; done'],
};

/** The three cards of the first page. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'Fill a pipe',
    words: '65,536 bytes fit. The next one has to wait.',
    draft: { ...EMPTY_DRAFT, argv: ['yes', 'I read my pipes'], consumer: 'paused' },
  },
  {
    title: 'Two kinds of output',
    words: 'stdout and stderr share no clock.',
    draft: { ...EMPTY_DRAFT, argv: ['sh', '-c', 'for i in 1 2 3; do echo out $i; echo err $i >&2; sleep 0.5; done'] },
  },
  {
    title: 'Kill it politely',
    words: 'SIGTERM asks. SIGKILL does not.',
    draft: {
      ...EMPTY_DRAFT,
      form: 'shell',
      command: "trap 'echo no, thank you' TERM; while :; do sleep 0.1; done",
    },
  },
];
