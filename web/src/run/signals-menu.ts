import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type RunInfo, SIGNALS } from '../state/protocol.ts';
import { signalTarget } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { signalMeaning } from '../state/signal-words.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { MenuElement, MenuItem, MenuPick } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';

/** The signals the menu offers, in its order: SIGINT, TERM, HUP, QUIT, STOP, CONT, USR1, USR2, KILL. */
const OFFERED = [2, 15, 1, 3, 19, 18, 10, 12, 9]
  .map((number) => SIGNALS[number - 1])
  .filter((signal) => signal !== undefined);

/** The menu of signals: which, what it means, and whether it goes to the process or to its whole group. */
@customElement('ps-signals-menu')
export class SignalsMenu extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private target: 'process' | 'group' = 'process';
  @state() private failed = '';
  @query('.opener') private opener!: HTMLButtonElement;
  @query('ps-menu') private menu!: MenuElement;

  private readonly session = new SessionController(this);

  /** Opens the menu. */
  show(): void {
    if (!this.opener.disabled) this.menu.toggle(this.opener);
  }

  async #pick({ id }: MenuPick): Promise<void> {
    const { run } = this;
    if (id === 'process' || id === 'group') {
      this.target = id;
      return;
    }
    if (run === null) return;
    this.failed = '';
    try {
      await this.session.store.signal(run, Number(id), this.#reached);
      announce(t('run.signal.sent', { signal: SIGNALS[Number(id) - 1]?.name ?? id }));
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  get #onlyGroup(): boolean {
    return this.run !== null && signalTarget(this.run) === 'group';
  }

  get #reached(): 'process' | 'group' {
    return this.#onlyGroup ? 'group' : this.target;
  }

  get #items(): MenuItem[] {
    const own = this.run?.startNewSession === true;
    const target = this.#reached;
    const ended = this.#onlyGroup ? t('run.signals.leftOver') : null;
    return [
      { id: 'process', words: t('run.signals.process'), checked: target === 'process', whyNot: ended },
      {
        id: 'group',
        words: t('run.signals.group'),
        checked: target === 'group',
        ...(ended === null ? {} : { note: ended }),
        whyNot: own ? null : t('run.signals.noGroup'),
      },
      ...OFFERED.map(
        ({ number, name }, at): MenuItem => ({
          id: String(number),
          words: name,
          lead: String(number),
          mono: true,
          note: signalMeaning(number),
          ...(at === 0 ? { apart: 'line' } : number === 9 ? { apart: 'gap' } : {}),
        }),
      ),
    ];
  }

  override render(): TemplateResult {
    const disabled = !this.session.store.connection.connected;
    return html`
      <button
        class="btn ghost icon opener"
        aria-label=${t('run.signals')}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-keyshortcuts="."
        ?disabled=${disabled}
        title=${disabled ? t('run.offline') : t('run.signals')}
        @click=${this.show}
      >
        ${drawIcon('bolt')}
      </button>
      <ps-menu placement="bottom-end" aria-label=${t('run.signals')} .items=${this.#items} @menu-pick=${this.#pick}></ps-menu>
      ${this.failed === '' ? nothing : html`<p class="wrong" role="alert">${this.failed}</p>`}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-signals-menu': SignalsMenu;
  }
}
