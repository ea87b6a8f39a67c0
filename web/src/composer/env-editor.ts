import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EnvChange } from '../state/draft.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';

const SECRET = /TOKEN|SECRET|PASSWORD|KEY/i;

/** Told when the rows change. */
export class EnvEdit extends Event {
  readonly env: readonly EnvChange[];
  constructor(env: readonly EnvChange[]) {
    super('env-change', { bubbles: true });
    this.env = env;
  }
}

/** Changes to the agent's environment, one row each: set a variable, or take it away. */
@customElement('ps-env-editor')
export class EnvEditor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .entry {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto auto;
        gap: 8px;
        align-items: center;
        margin-bottom: 6px;
      }
      .entry input.field {
        font-family: var(--mono);
        width: 100%;
        height: 28px;
      }
      .entry input[aria-invalid='true'] {
        border-color: var(--failure);
      }
      label {
        display: flex;
        gap: 4px;
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) env: readonly EnvChange[] = [];
  @property({ attribute: false }) wrongAt = -1;
  @property({ attribute: 'wrong-words' }) wrongWords = '';

  /** Puts the focus on a row's name. */
  async focusRow(index: number): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLInputElement>('.name')[index]?.focus();
  }

  #set(index: number, change: Partial<EnvChange>): void {
    this.#change(this.env.map((row, at) => (at === index ? { ...row, ...change } : row)));
  }

  #change(env: readonly EnvChange[]): void {
    this.env = env;
    this.dispatchEvent(new EnvEdit(env));
  }

  async #add(): Promise<void> {
    this.#change([...this.env, { name: '', value: '', remove: false }]);
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLInputElement>('.name')].at(-1)?.focus();
  }

  async #drop(index: number): Promise<void> {
    this.#change(this.env.filter((_, at) => at !== index));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('.add')?.focus();
  }

  override render(): TemplateResult {
    return html`
      ${this.env.map(({ name, value, remove }, index) => {
        const wrong = index === this.wrongAt;
        return html`<div class="entry" role="group" aria-label="Variable ${index + 1}">
          <input
            class="field name"
            aria-label="Name"
            placeholder="NAME"
            aria-invalid=${wrong}
            aria-describedby="wrong"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${name}
            @input=${(event: Event) => this.#set(index, { name: (event.target as HTMLInputElement).value })}
          />
          <input
            class="field"
            aria-label="Value"
            type=${SECRET.test(name) ? 'password' : 'text'}
            placeholder=${remove ? 'taken away' : 'value'}
            ?disabled=${remove}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${value}
            @input=${(event: Event) => this.#set(index, { value: (event.target as HTMLInputElement).value })}
          />
          <label class="small"
            ><input
              type="checkbox"
              .checked=${remove}
              @change=${(event: Event) => this.#set(index, { remove: (event.target as HTMLInputElement).checked })}
            />remove</label
          >
          <button class="btn ghost icon sm" aria-label="Drop this row" @click=${() => this.#drop(index)}>${drawIcon('cross', 14)}</button>
        </div>`;
      })}
      <button class="btn sm add" @click=${this.#add}>${drawIcon('plus', 14)}Add a variable</button>
      <p class="small muted">Everything else is inherited from the agent.</p>
      <p class="wrong" id="wrong">${this.wrongWords}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-env-editor': EnvEditor;
  }
}
