import { html, type TemplateResult } from 'lit';
import { t } from '../strings/message.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';

/** The pill over the last lines: how many are below, and the way there. */
export function drawMore(below: number, follow: () => void): TemplateResult {
  return html`<button class="pill" @click=${follow}>
    ${drawIcon('arrowDown', 14)}${t('lane.more', { lines: below })} ${drawKey('f')}
  </button>`;
}
