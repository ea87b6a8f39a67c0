import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RowStore } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import { type ByteBlock, type LineBytes, lineBytes } from './byte-blocks.ts';
import { hexByte, hexRowText, ROW_BYTES, toBase64, toCString, toHex, toPythonBytes } from './byte-formats.ts';
import type { LineRange } from './line-range.ts';
import { streamNames } from './stream-names.ts';
import { invalidUtf8 } from './utf8-sequence.ts';
import { ROW_HEIGHT } from './viewport.ts';

const FORMATS = { hex: toHex, c: toCString, python: toPythonBytes, base64: toBase64 } as const;
type Format = keyof typeof FORMATS;
const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** Sixteen bytes, or the words above a block. */
type DumpRow = { readonly block: ByteBlock; readonly at: number } | { readonly block: ByteBlock; readonly at: null };

/** The exact bytes of lines: offset, sixteen in hex, text. */
@customElement('ps-bytes-view')
export class BytesView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
        min-height: 40px;
        padding: 4px 12px 4px 16px;
        border-bottom: 1px solid var(--line);
        flex: none;
      }
      h2 {
        font-weight: 600;
        margin-right: 8px;
      }
      .dump {
        flex: 1;
        min-height: 0;
        overflow: auto;
        position: relative;
        font: 400 13px/20px var(--mono);
        font-variant-ligatures: none;
        outline-offset: -2px;
      }
      .space {
        position: relative;
        min-width: max-content;
      }
      .row {
        position: absolute;
        left: 0;
        padding: 0 16px;
        height: 20px;
        white-space: pre;
        display: flex;
        gap: 24px;
      }
      .off {
        color: var(--muted);
        font-size: 12px;
        width: 80px;
        text-align: right;
        user-select: none;
      }
      .hex {
        width: calc(47ch + 8px);
      }
      .hex .sep {
        color: var(--accent);
      }
      .hex .wrong {
        color: var(--failure);
      }
      .chars {
        color: var(--muted);
      }
      .head {
        font-family: var(--sans);
        font-size: 12px;
        color: var(--muted);
        gap: 8px;
      }
      .wait {
        padding: 8px 16px;
        color: var(--muted);
      }
      @media (max-width: 600px) {
        .row {
          gap: 12px;
          font-size: 12px;
        }
        .off {
          width: 48px;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows: RowStore | null = null;
  @property({ attribute: false }) range: LineRange | null = null;
  @state() private read: LineBytes | null = null;
  @state() private failed = '';
  @state() private first = 0;
  @state() private copied: Format | null = null;
  @query('.dump') private dump!: HTMLElement;

  #dumpRows: DumpRow[] = [];
  /** The bytes of each block that are not UTF-8. */
  #wrong = new Map<ByteBlock, Uint8Array>();
  #fits = 40;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows') || changed.has('range')) void this.#load();
  }

  async #load(): Promise<void> {
    const { rows, range } = this;
    this.read = null;
    this.failed = '';
    this.copied = null;
    this.#dumpRows = [];
    if (rows === null || range === null) return;
    try {
      const read = await lineBytes(rows, range);
      if (this.rows !== rows || this.range !== range) return;
      const last = read.blocks.at(-1);
      this.#wrong = new Map(read.blocks.map((block) => [block, invalidUtf8(block.bytes, read.cut && block === last)]));
      this.#dumpRows = read.blocks.flatMap((block) => [
        { block, at: null },
        ...Array.from({ length: Math.ceil(block.bytes.length / ROW_BYTES) }, (_, i) => ({ block, at: i * ROW_BYTES })),
      ]);
      this.first = 0;
      this.read = read;
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  override focus(): void {
    this.dump.focus();
  }

  #scrolled(): void {
    this.#fits = Math.ceil(this.dump.clientHeight / ROW_HEIGHT) + 2;
    this.first = Math.floor(this.dump.scrollTop / ROW_HEIGHT);
  }

  async #copy(format: Format): Promise<void> {
    const blocks = this.read?.blocks ?? [];
    const size = blocks.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const all = new Uint8Array(size);
    let at = 0;
    for (const { bytes } of blocks) {
      all.set(bytes, at);
      at += bytes.length;
    }
    try {
      await navigator.clipboard.writeText(FORMATS[format](all));
      this.copied = format;
      announce(t('lane.bytes.copied', { bytes: size }));
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  #drawRow({ block, at }: DumpRow, index: number): TemplateResult {
    if (at === null) {
      const { lines, bytes } = block;
      const values = { stream: streamNames(block).stream, lines: lines.to - lines.from + 1, ...lines };
      return html`<div class="row head" data-row=${index}>
        <span class="off"></span>${t('lane.bytes.block', values)} · ${formatBytes(bytes.length)}
      </div>`;
    }
    const bytes = block.bytes.subarray(at, at + ROW_BYTES);
    const wrong = this.#wrong.get(block);
    const gap = (i: number): string => (i === 0 ? '' : i === 8 ? '  ' : ' ');
    return html`<div class="row" data-row=${index}>
      <span class="off">${(block.offset + at).toString(16).padStart(8, '0')}</span
      ><span class="hex"
        >${Array.from(bytes, (byte, i) => html`${gap(i)}<span class=${byte === 10 ? 'sep' : wrong?.[at + i] === 1 ? 'wrong' : ''}>${hexByte(byte)}</span>`)}</span
      ><span class="chars">${hexRowText(bytes)}</span>
    </div>`;
  }

  protected override updated(): void {
    const space = this.renderRoot.querySelector<HTMLElement>('.space');
    space?.style.setProperty('height', `${this.#dumpRows.length * ROW_HEIGHT + 12}px`);
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>('.row')) {
      row.style.setProperty('top', `${Number(row.dataset['row']) * ROW_HEIGHT + 6}px`);
    }
    if (this.dump !== null && Math.ceil(this.dump.clientHeight / ROW_HEIGHT) + 2 > this.#fits) this.#scrolled();
  }

  #drawDump(): TemplateResult {
    if (this.failed !== '') return html`<p class="wait" role="alert">${this.failed}</p>`;
    if (this.read === null) return html`<p class="wait">${t('lane.bytes.loading')}</p>`;
    const from = Math.max(0, this.first - 1);
    const shown = this.#dumpRows.slice(from, from + this.#fits + 2);
    return html`<div class="space">${shown.map((row, i) => this.#drawRow(row, from + i))}</div>`;
  }

  override render(): TemplateResult {
    const { range, read, copied } = this;
    const name = range === null ? '' : t('lane.bytes.of', { lines: range.to - range.from + 1, ...range });
    return html`
      <div class="bar">
        <h2 id="name">${name}</h2>
        ${read?.cut === true ? html`<span class="small muted">${t('lane.bytes.cut')}</span>` : nothing}
        <span class="grow"></span>
        <span class="small muted" id="as">${t('lane.bytes.copyAs')}</span>
        ${FORMAT_NAMES.map(
          (format) => html`<button
            class="btn ghost sm"
            aria-label=${t(`lane.bytes.copy.${format}`)}
            ?disabled=${read === null}
            @click=${() => this.#copy(format)}
          >
            ${copied === format ? drawIcon('check', 12) : nothing}${t(`lane.bytes.${format}`)}
          </button>`,
        )}
        <button class="btn ghost sm" @click=${() => this.dispatchEvent(new Event('bytes-close'))}>
          ${t('lane.bytes.close')} ${drawKey('h')}
        </button>
      </div>
      <div class="dump" role="region" aria-labelledby="name" tabindex="0" @scroll=${this.#scrolled}>${this.#drawDump()}</div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-bytes-view': BytesView;
  }
}
