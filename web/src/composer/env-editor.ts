import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { EnvChange } from '../state/draft.ts';
import { isSecretName } from '../state/draft-secrets.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { envStyles } from './env-styles.ts';

/** Names that whatever starts an agent has set; setting one of these changes it. */
const SURELY_INHERITED = new Set(['PATH', 'HOME', 'PWD', 'USER', 'LOGNAME', 'SHELL']);

/** Told when the environment changes. */
export class EnvEdit extends Event {
  readonly env: readonly EnvChange[];
  readonly empty: boolean;
  constructor(env: readonly EnvChange[], empty: boolean) {
    super('env-change', { bubbles: true });
    this.env = env;
    this.empty = empty;
  }
}

/** What a row does to the environment. */
function effectOf({ name, remove }: EnvChange, empty: boolean): 'added' | 'changed' | 'removed' {
  if (remove) return 'removed';
  return !empty && SURELY_INHERITED.has(name) ? 'changed' : 'added';
}

const SIGNS = { added: '+', changed: '~', removed: '−' } as const;

/** Changes to the agent's environment, one row each: set a variable, or take it away; or start from nothing. */
@customElement('ps-env-editor')
export class EnvEditor extends LitElement {
  static override styles = [controls, envStyles];

  @property({ attribute: false }) env: readonly EnvChange[] = [];
  @property({ type: Boolean }) empty = false;
  @property({ attribute: false }) wrongAt = -1;
  @property({ attribute: 'wrong-words' }) wrongWords = '';
  /** Rows whose secret value is shown. */
  @state() private revealed: ReadonlySet<number> = new Set();

  /** Puts the focus on a row's name. */
  async focusRow(index: number): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLInputElement>('.name')[index]?.focus();
  }

  #change(env: readonly EnvChange[], empty = this.empty): void {
    this.env = env;
    this.empty = empty;
    this.dispatchEvent(new EnvEdit(env, empty));
  }

  #set(index: number, change: Partial<EnvChange>): void {
    this.#change(this.env.map((row, at) => (at === index ? { ...row, ...change } : row)));
  }

  #add(): void {
    this.#change([...this.env, { name: '', value: '', remove: false }]);
    void this.focusRow(this.env.length - 1);
  }

  async #drop(index: number): Promise<void> {
    this.revealed = new Set();
    this.#change(this.env.filter((_, at) => at !== index));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('.add')?.focus();
  }

  #reveal(index: number): void {
    const next = new Set(this.revealed);
    if (!next.delete(index)) next.add(index);
    this.revealed = next;
  }

  #drawValue({ name, value, remove, unknown }: EnvChange, index: number): TemplateResult {
    const secret = isSecretName(name);
    const hidden = secret && !this.revealed.has(index);
    return html`<span class="value">
      <input
        class="field"
        aria-label=${t('composer.env.value')}
        type=${hidden ? 'password' : 'text'}
        placeholder=${remove ? t('composer.env.gone') : unknown === true ? t('composer.env.unknown') : ''}
        ?disabled=${remove}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(remove ? '' : value)}
        @input=${(event: Event) => this.#set(index, { value: (event.target as HTMLInputElement).value, unknown: false })}
      />
      ${
        secret && !remove
          ? html`<button
              type="button"
              class="btn ghost icon sm"
              aria-pressed=${!hidden}
              aria-label=${t('composer.env.reveal')}
              title=${t(hidden ? 'composer.env.reveal' : 'composer.env.hide')}
              @click=${() => this.#reveal(index)}
            >
              ${drawIcon(hidden ? 'eye' : 'eyeOff', 14)}
            </button>`
          : nothing
      }
    </span>`;
  }

  #drawRow(row: EnvChange, index: number): TemplateResult {
    const wrong = index === this.wrongAt;
    const effect = effectOf(row, this.empty);
    return html`<div class="entry ${effect}" role="group" aria-label=${t('composer.env.variable', { index: index + 1 })}>
      <span class="sign" title=${t(`composer.env.${effect}`)} aria-hidden="true">${row.name === '' ? '' : SIGNS[effect]}</span>
      <input
        class="field name"
        aria-label=${t('composer.env.variable.name')}
        placeholder=${t('composer.env.variable.place')}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'wrong' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(row.name)}
        @input=${(event: Event) => this.#set(index, { name: (event.target as HTMLInputElement).value })}
      />
      ${this.#drawValue(row, index)}
      <select
        class="field"
        aria-label=${t('composer.env.kind')}
        @change=${(event: Event) => this.#set(index, { remove: (event.target as HTMLSelectElement).value === 'remove' })}
      >
        <option value="set" ?selected=${!row.remove}>${t('composer.env.set')}</option>
        <option value="remove" ?selected=${row.remove}>${t('composer.env.remove')}</option>
      </select>
      <button type="button" class="btn ghost icon sm" aria-label=${t('composer.env.drop')} @click=${() => this.#drop(index)}>
        ${drawIcon('cross', 14)}
      </button>
      ${isSecretName(row.name) && !row.remove ? html`<span class="secret small muted">${t('composer.env.secret')}</span>` : nothing}
    </div>`;
  }

  override render(): TemplateResult {
    return html`
      ${this.env.map((row, index) => this.#drawRow(row, index))}
      <p class="wrong" id="wrong">${this.wrongWords}</p>
      <div class="foot">
        <button type="button" class="btn sm add" @click=${this.#add}>${drawIcon('plus', 14)}${t('composer.env.add')}</button>
        <label class="empty">
          <input
            type="checkbox"
            aria-describedby="rest"
            .checked=${live(this.empty)}
            @change=${(event: Event) => this.#change(this.env, (event.target as HTMLInputElement).checked)}
          />${t('composer.env.startEmpty')}
        </label>
      </div>
      <p class="small muted" id="rest">${drawWords(t(this.empty ? 'composer.env.startEmpty.hint' : 'composer.env.inherited'))}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-env-editor': EnvEditor;
  }
}
