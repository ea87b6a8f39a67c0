import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { showBlanks } from '../state/shell-preview.ts';
import { lostWords, type SplitResult, splitWords } from '../state/shell-words.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import type { PopoverElement } from '../ui/popover-element.ts';
import '../ui/popover-element.ts';

/** Told what to do with the line: its words in place of the argument at `index`, or the line itself as shell. */
export class SplitDone extends Event {
  readonly words: readonly string[] | null;
  readonly line: string;
  readonly index: number;
  constructor(words: readonly string[] | null, line: string, index: number) {
    super('split-done');
    this.words = words;
    this.line = line;
    this.index = index;
  }
}

/** A command line that is split with shell rules; the result is shown before it is used. */
@customElement('ps-split')
export class SplitPopover extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      ps-popover {
        width: min(520px, calc(100vw - 16px));
        max-width: none;
      }
      @media (max-width: 600px) {
        ps-popover {
          width: auto;
        }
      }
      .title {
        font-weight: 600;
      }
      textarea {
        display: block;
        width: 100%;
        height: auto;
        min-height: 56px;
        margin: 8px 0 4px;
        padding: 5px 8px;
        font: 400 13px/20px var(--mono);
        field-sizing: content;
        max-height: 160px;
        resize: vertical;
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 4px 0 0;
        max-height: 160px;
        overflow: auto;
      }
      li {
        max-width: 100%;
        padding: 2px 8px;
        border-radius: 4px;
        background: var(--surface);
        font: 400 13px/20px var(--mono);
        overflow-wrap: anywhere;
      }
      .acts {
        display: flex;
        gap: 8px;
        margin-top: 12px;
      }
      .result {
        margin-top: 12px;
      }
    `,
  ];

  @state() private line = '';
  @query('ps-popover') private popoverBox!: PopoverElement;
  #index = -1;

  /** Opens beside `opener`; `index` is the argument the result replaces, -1 for all. */
  async show(opener: HTMLElement, line: string, index: number): Promise<void> {
    this.line = line;
    this.#index = index;
    await this.updateComplete;
    this.popoverBox.show(opener);
  }

  #input(event: Event): void {
    this.line = (event.target as HTMLTextAreaElement).value;
  }

  #done(words: readonly string[] | null): void {
    this.popoverBox.hide();
    this.dispatchEvent(new SplitDone(words, this.line, this.#index));
  }

  #drawResult(result: SplitResult): TemplateResult {
    if (!('words' in result)) return html`<p class="wrong">${drawWords(lostWords(result))}</p>`;
    return html`<p class="small muted">${t('composer.paste.result', { count: result.words.length })}</p>
      <ol>
        ${result.words.map((word) => html`<li>${word === '' ? html`<span class="muted">""</span>` : showBlanks(word)}</li>`)}
      </ol>`;
  }

  override render(): TemplateResult {
    const result = splitWords(this.line);
    const words = 'words' in result ? result.words : [];
    const needsShell = 'lost' in result;
    return html`<ps-popover role="dialog" aria-label=${t('composer.paste.title')}>
      <p class="title" aria-hidden="true">${t('composer.paste.title')}</p>
      <p class="small muted" id="hint">${t('composer.paste.hint')}</p>
      <textarea
        class="field"
        aria-label=${t('composer.paste.field')}
        aria-describedby="hint result"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(this.line)}
        @input=${this.#input}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey) || words.length === 0) return;
          event.preventDefault();
          event.stopPropagation();
          this.#done(words);
        }}
      ></textarea>
      <div class="result" id="result" role="status">${this.#drawResult(result)}</div>
      <div class="acts">
        <button type="button" class="btn ${words.length === 0 ? '' : 'primary'}" ?disabled=${words.length === 0} @click=${() => this.#done(words)}>
          ${t('composer.paste.use', { count: Math.max(1, words.length) })}
        </button>
        ${needsShell ? html`<button type="button" class="btn" @click=${() => this.#done(null)}>${t('composer.paste.shell')}</button>` : nothing}
        <button type="button" class="btn ghost" @click=${() => this.popoverBox.hide()}>${t('composer.cancel')}</button>
      </div>
    </ps-popover>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-split': SplitPopover;
  }
}
