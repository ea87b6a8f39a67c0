import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RowStore } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawKey } from '../ui/key-cap.ts';
import { jumpWords, parseJump } from './jump-target.ts';
import { lineAtTime } from './line-at-time.ts';

/** How long a sentence about a line that was not there stays over the lines, in milliseconds. */
const READ_MS = 8_000;

/** Told which line a person wants to see. */
export class LineJump extends Event {
  readonly line: number;
  constructor(line: number) {
    super('line-jump', { bubbles: true, composed: true });
    this.line = line;
  }
}

/** The field that goes to a line by its number, a share of all, or a time. */
@customElement('ps-jump-box')
export class JumpBox extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        position: relative;
        width: 176px;
        min-width: 80px;
        flex: 0 1 auto;
      }
      .field {
        width: 100%;
        height: 28px;
      }
      .key {
        position: absolute;
        right: 6px;
        top: 5px;
      }
      .field:focus ~ .key,
      .field:not(:placeholder-shown) ~ .key {
        display: none;
      }
      .wrong {
        position: absolute;
        top: 30px;
        left: 0;
        z-index: 3;
        padding: 4px 8px;
        border: 1px solid var(--control-border);
        border-radius: var(--r-control);
        background: var(--raised);
        color: var(--text);
        white-space: nowrap;
        margin: 0;
      }
      @media (max-width: 600px) {
        :host {
          width: 112px;
        }
        .field ~ .key {
          display: none;
        }
      }
      @media (pointer: coarse) {
        .key {
          top: 13px;
        }
        .wrong {
          top: 46px;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows: RowStore | null = null;
  @property({ attribute: false }) startedAt = 0;
  @state() private wrong = '';
  @query('input') private input!: HTMLInputElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  async #go(): Promise<void> {
    const { rows } = this;
    const target = parseJump(this.input.value, this.startedAt);
    if (rows === null) return;
    const { total, firstRow } = rows.counts;
    if (target === null) {
      this.#say(t('lane.jump.wrong'));
      return;
    }
    let line = target.kind === 'line' ? target.line : 1;
    if (target.kind === 'share') line = Math.max(1, Math.round(target.share * total));
    if (target.kind === 'time') line = await lineAtTime(rows, target.micros).catch(() => firstRow);
    this.input.value = '';
    if (line > rows.counts.total) await rows.recount().catch(() => undefined);
    // The focus goes to the line, and what is said of it stays until a person comes back here or types.
    this.dispatchEvent(new LineJump(line));
    this.#say(jumpWords(line, rows.counts));
  }

  #say(words: string): void {
    clearTimeout(this.#timer);
    this.wrong = words;
    if (words !== '') this.#timer = setTimeout(() => this.#calm(), READ_MS);
  }

  #calm(): void {
    clearTimeout(this.#timer);
    this.wrong = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#calm();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Enter') void this.#go();
    else if (event.key === 'Escape') {
      this.input.value = '';
      this.wrong = '';
      this.dispatchEvent(new Event('jump-leave'));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override render(): TemplateResult {
    return html`<input
        class="field"
        type="text"
        inputmode="text"
        autocomplete="off"
        spellcheck="false"
        aria-label=${t('lane.jump.name')}
        aria-describedby="wrong"
        title=${t('lane.jump.how')}
        placeholder=${t('lane.jump.name')}
        @keydown=${this.#keydown}
        @input=${this.#calm}
        @focus=${this.#calm}
      />${drawKey(':')}
      <p class="wrong" id="wrong" role="status" ?hidden=${this.wrong === ''}>${this.wrong}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-jump-box': JumpBox;
  }
}
