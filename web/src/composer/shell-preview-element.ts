import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pointed } from '../state/draft-highlight.ts';
import { parseShell } from '../state/shell-parser.ts';
import { expandedPieces, type PreviewItem, previewShell } from '../state/shell-preview.ts';
import { unfinishedWords } from '../state/shell-unfinished.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { StoreController } from '../ui/store-controller.ts';

/** Of a long line, so many words and operators are shown. */
const SHOWN_MAX = 400;

/** What the shell will see of a line: its words after quoting, its operators in words, and what only the host knows. */
@customElement('ps-shell-preview')
export class ShellPreviewElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .title {
        margin-bottom: 4px;
        color: var(--muted);
        font-size: 12px;
        line-height: 16px;
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        align-items: center;
        max-height: 132px;
        overflow: auto;
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-width: 100%;
        min-height: 24px;
        border-radius: 4px;
      }
      .word,
      .keyword,
      .file {
        padding: 0 6px;
        background: var(--raised);
      }
      .operator {
        padding: 0 8px 0 4px;
        color: var(--muted);
        font-size: 12px;
      }
      .operator .text {
        color: var(--accent);
        font-weight: 600;
      }
      .keyword .text {
        color: var(--accent);
      }
      .comment,
      .here-document {
        color: var(--muted);
        font-size: 12px;
      }
      .text {
        font: 400 13px/20px var(--mono);
        font-variant-ligatures: none;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: pre;
      }
      li.on {
        background: var(--selection);
        color: var(--text);
      }
      .expanded {
        color: var(--caution);
        text-decoration: underline dashed 1px;
        text-underline-offset: 4px;
      }
      .blank {
        color: var(--muted);
      }
      .more {
        display: flex;
        gap: 6px;
        margin-top: 4px;
      }
      .more .i {
        margin-top: 1px;
      }
      .word,
      .keyword {
        outline: 1px solid var(--tint-edge);
        outline-offset: -1px;
      }
    `,
  ];

  @property() command = '';

  constructor() {
    super();
    new StoreController(this, pointed);
  }

  #drawItem({ kind, key, pieces, words }: PreviewItem): TemplateResult {
    const point = (): void => pointed.point(key);
    return html`<li class="${kind} ${pointed.covers(key) ? 'on' : ''}" @pointerenter=${point} @pointerleave=${() => pointed.point('')}>
      <span class="text" translate="no">${
        pieces.length === 0
          ? html`<span class="blank">""</span>`
          : pieces.map(({ text, expanded }) =>
              expanded ? html`<span class="expanded" title=${t('composer.see.expanded')}>${text}</span>` : text,
            )
      }</span>
      ${words === '' ? nothing : html`<span>${words}</span>`}
    </li>`;
  }

  override render(): TemplateResult {
    const { command } = this;
    const { tokens, unfinished } = parseShell(command);
    const items = previewShell(command, tokens);
    const expanded = expandedPieces(items);
    return html`<p class="title">${t('composer.see')}</p>
      <ol aria-label=${t('composer.see')} tabindex=${items.length > 40 ? 0 : nothing}>
        ${items.slice(0, SHOWN_MAX).map((item) => this.#drawItem(item))}
      </ol>
      ${
        expanded.length === 0
          ? nothing
          : html`<p class="more small muted">
              <span>${drawWords(t('composer.see.expandedList', { list: expanded.map((piece) => `\`${piece}\``).join(', ') }))}</span>
            </p>`
      }
      ${unfinished.map(
        (missing) =>
          html`<p class="more small"><span class="c-caution">${drawIcon('alert', 14)}</span><span>${drawWords(unfinishedWords(missing))}</span></p>`,
      )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-shell-preview': ShellPreviewElement;
  }
}
