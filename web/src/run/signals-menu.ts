import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type RunInfo, SIGNALS } from '../state/protocol.ts';
import { SessionController } from '../state/session-controller.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { isPlainKey, isTyping } from '../ui/typing.ts';

/** The signals the menu offers, in its order: SIGINT, TERM, HUP, QUIT, STOP, CONT, USR1, USR2, KILL. */
const OFFERED = [2, 15, 1, 3, 19, 18, 10, 12, 9]
  .map((number) => SIGNALS[number - 1])
  .filter((signal) => signal !== undefined);

/** The menu of signals: which, what it means, and whether it goes to the process or to its whole group. */
@customElement('ps-signals-menu')
export class SignalsMenu extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: relative;
      }
      .pop {
        position: absolute;
        right: 0;
        top: 32px;
        z-index: 5;
        width: 340px;
        max-width: calc(100vw - 32px);
        background: var(--raised);
        border: 1px solid var(--control-border);
        border-radius: var(--r-control);
        box-shadow: var(--shadow);
        padding: 4px;
      }
      .item {
        display: grid;
        grid-template-columns: 16px 76px 1fr;
        gap: 8px;
        align-items: center;
        width: 100%;
        min-height: 28px;
        padding: 4px 8px;
        border: 0;
        border-radius: 4px;
        background: none;
        text-align: left;
      }
      .item:hover:not(:disabled),
      .item:focus-visible {
        background: var(--selection);
      }
      .item:hover:not(:disabled) .muted,
      .item:focus-visible .muted {
        color: var(--text);
      }
      .item:disabled {
        color: var(--muted);
      }
      .item.last {
        margin-top: 24px;
      }
      .target {
        grid-template-columns: 16px 1fr;
      }
      .rule {
        height: 1px;
        background: var(--line);
        margin: 4px 8px;
      }
      @media (pointer: coarse) {
        .item {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private open = false;
  @state() private target: 'process' | 'group' = 'process';
  @state() private failed = '';
  @query('.opener') private opener!: HTMLButtonElement;

  private readonly session = new SessionController(this);
  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === '.' && isPlainKey(event) && !isTyping(event) && !this.opener.disabled) {
      event.preventDefault();
      void this.#show();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    document.removeEventListener('pointerdown', this.#outside);
  }

  async #show(): Promise<void> {
    this.open = true;
    this.failed = '';
    document.addEventListener('pointerdown', this.#outside);
    await this.updateComplete;
    this.#items[0]?.focus();
  }

  #close(back: boolean): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.#outside);
    if (back) this.opener.focus();
  }

  get #items(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.item:not(:disabled)')];
  }

  #keydown(event: KeyboardEvent): void {
    const items = this.#items;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items.at(-1)?.focus();
    else if (event.key === 'Escape') this.#close(true);
    else if (event.key === 'Tab') return this.#close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #send(signal: number): Promise<void> {
    const { run } = this;
    if (run === null) return;
    try {
      await this.session.store.signal(run, signal, this.target);
      this.#close(true);
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  #drawTarget(target: 'process' | 'group', words: string, disabled = false): TemplateResult {
    const checked = this.target === target;
    return html`<button
      class="item target"
      role="menuitemradio"
      aria-checked=${checked}
      tabindex="-1"
      ?disabled=${disabled}
      @click=${() => {
        this.target = target;
      }}
    >
      ${checked ? drawIcon('check', 14) : html`<span></span>`}<span>${words}</span>
    </button>`;
  }

  override render(): TemplateResult {
    const { run, open } = this;
    const own = run?.startNewSession === true;
    const disabled = !this.session.store.connection.connected;
    return html`
      <button
        class="btn ghost icon opener"
        aria-label="Signals"
        aria-haspopup="menu"
        aria-expanded=${open}
        ?disabled=${disabled}
        title=${disabled ? 'Not connected: nothing can be sent.' : 'Signals (.)'}
        @click=${() => (open ? this.#close(true) : void this.#show())}
      >
        ${drawIcon('dots')}
      </button>
      ${
        open
          ? html`<div class="pop" role="menu" aria-label="Signals" @keydown=${this.#keydown}>
              ${this.#drawTarget('process', 'to the process')}
              ${this.#drawTarget('group', own ? 'to its whole group' : "to its whole group: no, it shares the agent's", !own)}
              <div class="rule" role="separator"></div>
              ${OFFERED.map(
                ({ number, name, meaning }) => html`<button
                  class="item ${number === 9 ? 'last' : ''}"
                  role="menuitem"
                  tabindex="-1"
                  @click=${() => this.#send(number)}
                >
                  <span class="num muted">${number}</span><span class="mono">${name}</span
                  ><span class="small muted">${meaning}</span>
                </button>`,
              )}
              ${this.failed === '' ? nothing : html`<p class="wrong" role="alert">${this.failed}</p>`}
            </div>`
          : nothing
      }
    `;
  }
}
