import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RunInfo, StdinChannel } from '../state/protocol.ts';
import { isLive } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';
import { isPlainKey } from '../ui/typing.ts';
import { stdinBoxStyles } from './stdin-box-styles.ts';
import { unescapeBytes } from './stdin-escapes.ts';
import { StdinHistory } from './stdin-history.ts';

const utf8 = new TextEncoder();
/** Bytes of the preview of what Raw would send. */
const PREVIEW = 24;
const history = new StdinHistory();
/** What was typed and not sent, by run. */
const unsent = new Map<string, string>();

type Mode = 'line' | 'raw';

/** The box that writes to a child's stdin: a line or exact bytes at a time, then EOF. */
@customElement('ps-stdin-box')
export class StdinBox extends LitElement {
  static override styles = [controls, stdinBoxStyles];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private text = '';
  @state() private asking = false;
  @state() private mode: Mode = 'line';
  @query('textarea') private area!: HTMLTextAreaElement | null;

  private readonly session = new SessionController(this);
  #channel: StdinChannel | null = null;
  #stop: () => void = () => undefined;
  #recalled = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.#channel = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('run');
    if (changed.has('run') && before?.run !== this.run?.run) {
      if (before !== undefined && before !== null) unsent.set(before.run, this.text);
      this.text = unsent.get(this.run?.run ?? '') ?? '';
      this.asking = false;
      this.#recalled = 0;
      this.#stop();
      this.#channel = null;
    }
    const { run } = this;
    const client = this.session.store.connection.client;
    if (this.#channel === null && run !== null && client !== null && run.stdin === 'pipe' && isLive(run)) {
      const channel = client.stdin(run.run);
      this.#channel = channel;
      this.#stop = channel.onChange(() => this.requestUpdate());
    }
  }

  override focus(): void {
    this.area?.focus();
  }

  /** Why nothing can be sent now; null when it can. */
  get whyNot(): string | null {
    const { run } = this;
    if (run === null) return t('run.stdin.failed');
    return this.#reason(run) ?? (this.session.store.connection.connected ? null : t('run.offline'));
  }

  /** As a press of EOF: asks the first time, closes stdin the second. */
  askEof(): void {
    if (!this.asking) {
      this.asking = true;
      this.focus();
      return;
    }
    this.asking = false;
    this.#channel?.end();
    this.requestUpdate();
  }

  /** Why nothing can be sent for good, or null when it can. */
  #reason(run: RunInfo): string | null {
    if (run.state === 'failed') return t('run.stdin.failed');
    if (run.stdin === 'devnull') return t('run.stdin.devnull');
    if (run.stdin === 'inherit') return t('run.stdin.inherit');
    if (run.stdin === 'file') return t('run.stdin.file');
    if (!isLive(run)) return t('run.stdin.ended');
    if (this.session.store.connection.knows === 'gone') return t('run.stdin.gone');
    const closed = this.#channel?.closed ?? null;
    if (closed?.error) {
      return this.session.store.connection.connected
        ? t('run.stdin.closedWhy', { why: closed.error.message })
        : t('run.offline');
    }
    if (closed !== null || run.streams.stdin?.ended === true) return t('run.stdin.closed');
    return this.#channel?.ending === true ? t('run.stdin.ending') : null;
  }

  #send(): void {
    const channel = this.#channel;
    if (channel === null || !this.session.store.connection.connected) return;
    if (this.mode === 'raw') {
      const read = unescapeBytes(this.text);
      if (!('bytes' in read) || read.bytes.length === 0) return;
      channel.write(read.bytes);
    } else channel.write(utf8.encode(`${this.text}\n`));
    history.add(this.text);
    this.#recalled = 0;
    this.text = '';
    this.asking = false;
  }

  #cancel(): void {
    this.asking = false;
  }

  #pickMode({ value }: SegmentPick): void {
    this.mode = value === 'raw' ? 'raw' : 'line';
  }

  #typed(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.#recalled = 0;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && isPlainKey(event)) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'Escape' && this.asking) {
      event.stopPropagation();
      this.asking = false;
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && isPlainKey(event)) this.#recall(event);
  }

  #recall(event: KeyboardEvent): void {
    const { area } = this;
    if (area === null) return;
    const up = event.key === 'ArrowUp';
    const edge = up
      ? !area.value.slice(0, area.selectionStart).includes('\n')
      : !area.value.slice(area.selectionEnd).includes('\n');
    const line = history.back(this.#recalled + (up ? 1 : -1));
    if (!edge || line === undefined) return;
    event.preventDefault();
    this.#recalled += up ? 1 : -1;
    this.text = line;
  }

  /** What the words under the box say: what EOF does, what Raw would send, or what was sent. */
  #foot(sent: string): { readonly words: string; readonly wrong: boolean } {
    if (this.asking) return { words: t('run.stdin.eofAsk'), wrong: false };
    if (this.mode === 'line' || this.text === '') return { words: sent, wrong: false };
    const read = unescapeBytes(this.text);
    if (!('bytes' in read)) return { words: t('run.stdin.wrong', { escape: read.wrong }), wrong: true };
    const hex = Array.from(read.bytes.subarray(0, PREVIEW), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const bytes = read.bytes.length > PREVIEW ? `${hex} …` : hex;
    return { words: t('run.stdin.preview', { count: read.bytes.length, bytes }), wrong: false };
  }

  #drawQuiet(reason: string, sent: string): TemplateResult {
    return html`<p class="quiet">
      ${drawIcon('enter', 14)}<span>${reason}</span>${sent === '' || this.#channel?.accepted === 0 ? nothing : html`<span class="small">${sent}</span>`}
    </p>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { run, mode } = this;
    if (run === null) return nothing;
    const reason = this.#reason(run);
    const channel = this.#channel;
    const sent =
      channel === null
        ? ''
        : t('run.stdin.sent', { sent: formatBytes(channel.accepted), waiting: formatBytes(channel.pending) });
    if (reason !== null) return this.#drawQuiet(reason, isLive(run) ? sent : '');
    const offline = !this.session.store.connection.connected;
    const foot = this.#foot(sent);
    const place = offline ? 'run.stdin.offlinePlace' : mode === 'raw' ? 'run.stdin.rawPlace' : 'run.stdin.place';
    return html`
      <div class="box">
        ${drawIcon('right')}
        <textarea
          class="field"
          rows="1"
          aria-label=${t('run.stdin')}
          aria-describedby="foot"
          aria-invalid=${foot.wrong}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${t(place)}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#keydown}
        ></textarea>
        <ps-segmented
          small
          label=${t('run.stdin.mode')}
          .segments=${[{ value: 'line', words: t('run.stdin.line') }, { value: 'raw', words: t('run.stdin.raw') }]}
          .value=${mode}
          @segment-pick=${this.#pickMode}
        ></ps-segmented>
        <button class="btn" ?disabled=${offline || foot.wrong} @click=${this.#send}>${t('run.stdin.send')}</button>
        <button class="btn" ?disabled=${offline} aria-describedby="foot" @click=${this.askEof}>${t('run.stdin.eof')}</button>
        ${
          this.asking
            ? html`<button
                class="btn ghost"
                @click=${this.#cancel}
              >
                ${t('run.stdin.cancel')}
              </button>`
            : nothing
        }
      </div>
      <p class="foot small ${foot.wrong ? 'wrong' : 'muted'}" id="foot" role="status">${foot.words}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-stdin-box': StdinBox;
  }
}
