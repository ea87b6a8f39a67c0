import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../strings/message.ts';
import { isPlainKey } from '../ui/typing.ts';
import { FilePick } from './file-pick.ts';
import { unescapeBytes } from './stdin-escapes.ts';
import { StdinHistory } from './stdin-history.ts';

/** Bytes of a paste above which it is asked about first. */
const LARGE_PASTE = 4_096;
const PLACES = { line: 'run.stdin.place', raw: 'run.stdin.rawPlace' } as const;
const utf8 = new TextEncoder();
const history = new StdinHistory();

/** Told what stands in the field. */
export class LineEdit extends Event {
  readonly text: string;
  constructor(text: string) {
    super('line-edit');
    this.text = text;
  }
}

/** Told of a paste that is too large to put into the field unasked. */
export class LargePaste extends Event {
  readonly bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super('large-paste');
    this.bytes = bytes;
  }
}

/**
 * The field in which a line or exact bytes are typed: Enter is told as `line-send`, ArrowUp brings back what was sent.
 * It draws into its parent, whose words describe it.
 */
@customElement('ps-stdin-line')
export class StdinLine extends LitElement {
  @property() text = '';
  @property() mode: 'line' | 'raw' = 'line';
  @property({ type: Boolean }) wrong = false;
  @property({ type: Boolean }) offline = false;
  /** The field itself, for what is opened beside it. */
  @query('textarea') readonly area!: HTMLTextAreaElement;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override focus(): void {
    this.area.focus();
  }

  /** What stands there was sent: it can be brought back. */
  remember(): void {
    history.add(this.text);
  }

  #typed(): void {
    history.rest();
    this.dispatchEvent(new LineEdit(this.area.value));
  }

  #keydown(event: KeyboardEvent): void {
    if (!isPlainKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.dispatchEvent(new Event('line-send'));
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const line = history.walk(this.area, event.key === 'ArrowUp');
      if (line === null) return;
      event.preventDefault();
      this.dispatchEvent(new LineEdit(line));
    }
  }

  #pasted(event: ClipboardEvent): void {
    const [file] = event.clipboardData?.files ?? [];
    // A text area makes one newline of what ends lines elsewhere.
    const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
    if (text === '' && file !== undefined) {
      event.preventDefault();
      this.dispatchEvent(new FilePick(file));
      return;
    }
    const read = this.mode === 'raw' ? unescapeBytes(text) : { bytes: utf8.encode(text) };
    // What cannot be read as Raw goes into the field, which says why.
    if (!('bytes' in read) || read.bytes.length <= LARGE_PASTE) return;
    event.preventDefault();
    this.dispatchEvent(new LargePaste(read.bytes));
  }

  override render(): TemplateResult {
    return html`<textarea
      class="field"
      rows="1"
      aria-label=${t('run.stdin')}
      aria-describedby="foot"
      aria-invalid=${this.wrong}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      placeholder=${t(this.offline ? 'run.stdin.offlinePlace' : PLACES[this.mode])}
      .value=${this.text}
      @input=${this.#typed}
      @keydown=${this.#keydown}
      @paste=${this.#pasted}
    ></textarea>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-stdin-line': StdinLine;
  }
}
