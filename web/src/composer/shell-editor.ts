import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { pointed } from '../state/draft-highlight.ts';
import { highlightShell } from '../state/shell-highlight.ts';
import { parseShell } from '../state/shell-parser.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { StoreController } from '../ui/store-controller.ts';
import { HistoryStep } from './argv-editor.ts';
import { shellLooks } from './shell-looks.ts';

/** Told when the line changes. */
export class CommandChange extends Event {
  readonly command: string;
  constructor(command: string) {
    super('command-change');
    this.command = command;
  }
}

/** Longer lines are drawn plain. In UTF-16 units. */
const HIGHLIGHT_MAX = 20_000;

/**
 * A field for a shell line, of as many lines as needed: the text field is transparent and lies over the same text drawn
 * with its highlighting.
 */
@customElement('ps-shell-editor')
export class ShellEditor extends LitElement {
  static override styles = [
    controls,
    shellLooks,
    css`
      :host {
        display: block;
        min-width: 0;
        border: 1px solid var(--control-border);
        border-radius: var(--r-control);
      }
      :host([wrong]) {
        border-color: var(--failure);
      }
      .scroll {
        position: relative;
        max-height: 164px;
        overflow: auto;
        border-radius: inherit;
      }
      .grow {
        position: relative;
        min-height: 30px;
      }
      .show,
      textarea {
        padding: 5px 8px;
        font: 400 13px/20px var(--mono);
        font-variant-ligatures: none;
        letter-spacing: 0;
        white-space: break-spaces;
        overflow-wrap: anywhere;
        tab-size: 8;
        text-align: start;
      }
      .show {
        min-height: 30px;
      }
      .show * {
        font-weight: 400;
      }
      .on {
        background: var(--selection);
        border-radius: 2px;
      }
      textarea {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        border: 0;
        border-radius: var(--r-control);
        background: none;
        color: transparent;
        caret-color: var(--text);
        resize: none;
        overflow: hidden;
      }
      textarea::selection {
        color: var(--text);
        background: var(--selection);
      }
      textarea::placeholder {
        color: var(--muted);
        opacity: 1;
        font-family: var(--sans);
      }
      @media (pointer: coarse) {
        .grow,
        .show {
          min-height: 44px;
        }
        .show,
        textarea {
          padding-block: 12px;
        }
      }
      @media (forced-colors: active) {
        textarea {
          forced-color-adjust: none;
          caret-color: CanvasText;
        }
      }
    `,
  ];

  @property() command = '';
  @property({ type: Boolean, reflect: true }) wrong = false;
  /** What is wrong, or what would be lost: read with the field. */
  @property({ attribute: 'wrong-words' }) wrongWords = '';
  @query('textarea') private field!: HTMLTextAreaElement;

  constructor() {
    super();
    new StoreController(this, pointed);
  }

  /** Puts the focus at the end of the line. */
  async focusLine(): Promise<void> {
    await this.updateComplete;
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  #keydown(event: KeyboardEvent): void {
    const { value, selectionStart, selectionEnd } = this.field;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const older = event.key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n');
    const newer = event.key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n');
    if (!older && !newer) return;
    const step = new HistoryStep(older ? -1 : 1);
    this.dispatchEvent(step);
    if (step.defaultPrevented) event.preventDefault();
  }

  /** Points at the token the caret stands in. */
  #caret(): void {
    const at = this.field.selectionStart;
    let start = 0;
    for (const { text, key } of highlightShell(this.command, parseShell(this.command).tokens)) {
      if (at >= start && at <= start + text.length && key !== '') {
        pointed.point(key);
        return;
      }
      start += text.length;
    }
    pointed.point('');
  }

  #drawText(): TemplateResult {
    const { command } = this;
    if (command.length > HIGHLIGHT_MAX) return html`${command}`;
    const runs = highlightShell(command, parseShell(command).tokens);
    return html`${runs.map(({ text, kind, key }) =>
      key === '' ? text : html`<span class="${kind} ${pointed.covers(key) ? 'on' : ''}">${text}</span>`,
    )}`;
  }

  override render(): TemplateResult {
    const { command } = this;
    return html`<div class="scroll">
      <div class="grow">
        <div class="show" translate="no" aria-hidden="true">${this.#drawText()}${command === '' || command.endsWith('\n') ? '\u200b' : ''}</div>
        <textarea
          rows="1"
          aria-label=${t('composer.shell.field')}
          placeholder=${t('composer.shell.rest')}
          aria-invalid=${this.wrong}
          aria-describedby="wrong"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${live(command)}
          @input=${(event: Event) => this.dispatchEvent(new CommandChange((event.target as HTMLTextAreaElement).value))}
          @keydown=${this.#keydown}
          @keyup=${this.#caret}
          @pointerup=${this.#caret}
          @blur=${() => pointed.point('')}
        ></textarea>
      </div>
      <span class="sr" id="wrong">${this.wrongWords}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-shell-editor': ShellEditor;
  }
}
