import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';

/** What is wrong with the command, or why nothing can be started; the line is there even while it is empty. */
export function drawComposerWords(words: string, refused: boolean, connected: boolean): TemplateResult {
  const said = words === '' && !connected ? t('composer.offline') : words;
  return html`<p class="words small ${words === '' ? 'muted' : 'wrong'}" id="words" role="status" ?hidden=${said === ''}>
    ${drawWords(said)} ${refused ? html`<span class="muted">${t('composer.lost.kept')}</span>` : nothing}
  </p>`;
}
