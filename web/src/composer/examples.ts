import type { TemplateResult } from 'lit';
import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';
import type { MessageId } from '../strings/message.ts';
import { drawFullPipe, drawPoliteEnd, drawTwoPipes } from './card-figures.ts';

/** A card of the first page: what it shows, and the draft it puts into the composer. */
export interface Example {
  readonly title: MessageId;
  readonly words: MessageId;
  readonly draft: Draft;
  drawFigure(): TemplateResult;
}

/** The three cards of the first page. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'composer.card.fill',
    words: 'composer.card.fill.words',
    draft: { ...EMPTY_DRAFT, argv: ['yes', 'I read my pipes'], consumer: 'paused' },
    drawFigure: drawFullPipe,
  },
  {
    title: 'composer.card.two',
    words: 'composer.card.two.words',
    draft: { ...EMPTY_DRAFT, argv: ['sh', '-c', 'for i in 1 2 3; do echo out $i; echo err $i >&2; sleep 0.5; done'] },
    drawFigure: drawTwoPipes,
  },
  {
    title: 'composer.card.kill',
    words: 'composer.card.kill.words',
    draft: {
      ...EMPTY_DRAFT,
      form: 'shell',
      command: "trap 'echo no, thank you' TERM; while :; do sleep 0.1; done",
    },
    drawFigure: drawPoliteEnd,
  },
];
