import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RunInfo, StdinChannel } from '../state/protocol.ts';
import { isLive } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { isPlainKey } from '../ui/typing.ts';

const utf8 = new TextEncoder();
/** Lines remembered for ArrowUp, over all runs of this page. */
const REMEMBERED = 200;
const history: string[] = [];
/** What was typed and not sent, by run. */
const unsent = new Map<string, string>();

/** The box that writes to a child's stdin: a line at a time, then EOF. */
@customElement('ps-stdin-box')
export class StdinBox extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--line);
        flex: none;
      }
      .box {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 48px;
        padding: 7px 16px;
      }
      .box > .i {
        color: var(--stdin);
      }
      .quiet {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 40px;
        padding: 4px 16px;
        color: var(--muted);
      }
      textarea::placeholder {
        white-space: nowrap;
      }
      textarea.field {
        flex: 1;
        min-width: 0;
        resize: none;
        height: 32px;
        padding: 5px 8px;
        line-height: 20px;
        font-family: var(--mono);
        field-sizing: content;
        max-height: 132px;
      }
      .foot {
        padding: 0 16px 6px 40px;
        min-height: 22px;
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private text = '';
  @state() private asking = false;
  @query('textarea') private area!: HTMLTextAreaElement | null;

  private readonly session = new SessionController(this);
  #channel: StdinChannel | null = null;
  #stop: () => void = () => undefined;
  #recalled = 0;
  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey && event.code === 'KeyI' && this.area !== null) {
      event.preventDefault();
      this.area.focus();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
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

  /** Why nothing can be sent, or null when it can. */
  #reason(run: RunInfo): string | null {
    if (run.state === 'failed') return 'It never started, so there is nothing to write to.';
    if (run.stdin === 'devnull') return 'stdin is DEVNULL: the child sees end of file at once.';
    if (run.stdin === 'inherit') return "stdin is the agent's own: nothing can be sent from here.";
    if (run.stdin === 'file') return "stdin is a file on the agent's machine: nothing can be sent from here.";
    if (!isLive(run)) return 'It has ended: there is nobody to read what you would send.';
    const channel = this.#channel;
    if (channel?.closed?.error) {
      const { error } = channel.closed;
      return this.session.store.connection.connected
        ? `stdin is closed: ${error.message}`
        : 'Not connected: nothing can be sent.';
    }
    if (channel?.closed) return 'stdin is closed: the child sees end of file.';
    if (run.streams.stdin?.ended === true) return 'stdin is closed: the child sees end of file.';
    if (channel?.ending === true) return 'End of file is on its way to the child.';
    return null;
  }

  #send(): void {
    const channel = this.#channel;
    if (channel === null || !this.session.store.connection.connected) return;
    channel.write(utf8.encode(`${this.text}\n`));
    if (this.text !== '' && history.at(-1) !== this.text) history.push(this.text);
    if (history.length > REMEMBERED) history.shift();
    this.#recalled = 0;
    this.text = '';
    this.asking = false;
  }

  #eof(): void {
    if (!this.asking) {
      this.asking = true;
      return;
    }
    this.asking = false;
    this.#channel?.end();
    this.requestUpdate();
  }

  #cancel(): void {
    this.asking = false;
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
    if (!edge) return;
    const next = this.#recalled + (up ? 1 : -1);
    if (next < 0 || next > history.length) return;
    event.preventDefault();
    this.#recalled = next;
    this.text = next === 0 ? '' : (history[history.length - next] ?? '');
  }

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run === null) return nothing;
    const reason = this.#reason(run);
    const sent =
      this.#channel === null
        ? ''
        : `${formatBytes(this.#channel.accepted)} sent · ${formatBytes(this.#channel.pending)} waiting`;
    if (reason !== null) {
      return html`<p class="quiet">
        ${drawIcon('enter', 14)}<span>${reason}</span>${this.#channel === null || this.#channel.accepted === 0 ? nothing : html`<span class="small">${sent}</span>`}
      </p>`;
    }
    const offline = !this.session.store.connection.connected;
    return html`
      <div class="box">
        ${drawIcon('right')}
        <textarea
          class="field"
          rows="1"
          aria-label="stdin"
          aria-describedby="stdin-state"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${offline ? 'Cannot send while not connected. What you type is kept.' : 'type a line, Enter sends it + newline'}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#keydown}
        ></textarea>
        <button class="btn" ?disabled=${offline} @click=${this.#send}>Send</button>
        <button class="btn" ?disabled=${offline} aria-describedby="stdin-state" @click=${this.#eof}>EOF</button>
        ${
          this.asking
            ? html`<button
                class="btn ghost"
                @click=${this.#cancel}
              >
                Cancel
              </button>`
            : nothing
        }
      </div>
      <p class="foot small muted" id="stdin-state" role="status">
        ${this.asking ? 'The child can get no more input after this. Press EOF again to close stdin.' : sent}
      </p>
    `;
  }
}
