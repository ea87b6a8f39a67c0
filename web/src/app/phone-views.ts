import { html, nothing, type TemplateResult } from 'lit';
import { type MessageId, t } from '../strings/message.ts';
import { drawIcon, type IconName } from '../ui/icons.ts';

/** What a phone shows: one of these at a time. */
export type PhoneView = 'runs' | 'output' | 'explain';

const LOOKS: Readonly<Record<PhoneView, { icon: IconName; words: MessageId }>> = {
  runs: { icon: 'list', words: 'shell.runs' },
  output: { icon: 'panel', words: 'shell.output' },
  explain: { icon: 'info', words: 'shell.explain' },
};

/** Name of a view. */
export function phoneViewWords(view: PhoneView): string {
  return t(LOOKS[view].words);
}

/** The bar at the bottom of a phone. `composing` renames what stands where the output does. */
export function drawPhoneViews(
  views: readonly PhoneView[],
  current: PhoneView,
  composing: boolean,
  open: (view: PhoneView) => void,
): TemplateResult {
  return html`<nav class="views" aria-label=${t('shell.views')}>
    ${views.map((view) => {
      const compose = composing && view === 'output';
      return html`<button aria-current=${view === current ? 'true' : nothing} @click=${() => open(view)}>
        ${drawIcon(compose ? 'plus' : LOOKS[view].icon)}${t(compose ? 'shell.compose' : LOOKS[view].words)}
      </button>`;
    })}
  </nav>`;
}
