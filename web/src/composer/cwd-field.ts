import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { FolderNames } from '../state/protocol.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { isPlainKey } from '../ui/typing.ts';
import { DraftEdit } from './draft-edit.ts';
import { foundWords, pathToAsk, pathWith } from './folder-suggestions.ts';

/** The folders for the path that was asked about. */
interface Suggestions {
  readonly path: string;
  readonly answer: FolderNames;
}

/**
 * Where the child runs: a text field that the agent's machine completes, one folder after the other (WAI-ARIA's
 * combobox with a list). It draws into its parent, whose words about what is wrong describe it.
 */
@customElement('ps-cwd-field')
export class CwdField extends LitElement {
  @property() value = '';
  /** The agent's working directory, shown where none is given. */
  @property({ attribute: 'agent-cwd' }) agentCwd = '';
  @property({ attribute: false }) wrong = false;
  /** Null while the list is closed. */
  @state() private found: Suggestions | null = null;
  /** Index of the chosen name; -1 while the field itself is. */
  @state() private at = -1;
  @query('input') private input!: HTMLInputElement;

  private readonly session = new SessionController(this);
  #asking = false;
  /** Typed on, or closed, while the answer was under way. */
  #wanted: string | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get #names(): readonly string[] {
    return this.found?.answer.names ?? [];
  }

  #close(): void {
    this.#wanted = null;
    this.found = null;
    this.at = -1;
  }

  /** Asks for what may follow. One request at a time: on a slow link only the last text typed is asked about. */
  async #ask(): Promise<void> {
    const { client, connected } = this.session.store.connection;
    this.#wanted = pathToAsk(this.input.value, this.agentCwd);
    if (this.#wanted === null || client === null || !connected) return this.#close();
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted !== null) {
      const path: string = this.#wanted;
      const answer = await client.folders(path).catch(() => null);
      if (answer === null) this.#close();
      if (answer === null || this.#wanted !== path) continue;
      this.#wanted = null;
      this.found = { path, answer };
      this.at = -1;
    }
    this.#asking = false;
  }

  #edit(cwd: string): void {
    this.dispatchEvent(new DraftEdit({ cwd }));
  }

  #typed(): void {
    this.at = -1;
    this.#edit(this.input.value);
    void this.#ask();
  }

  /** Takes a name into the field and looks further, into that folder. */
  #take(name: string | undefined, further: boolean): void {
    if (name === undefined || this.found === null) return;
    const path = pathWith(this.found.path, name);
    this.#close();
    this.input.value = path;
    this.#edit(path);
    if (further) void this.#ask();
  }

  #keydown(event: KeyboardEvent): void {
    if (!isPlainKey(event)) return;
    const count = this.#names.length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.found === null) void this.#ask();
        // The field itself is one of the stops, between the last name and the first.
        else this.at = ((this.at + (event.key === 'ArrowDown' ? 2 : 0) + count + 1) % (count + 1)) - 1;
        break;
      case 'Enter':
        if (this.at < 0) return;
        this.#take(this.#names[this.at], true);
        break;
      case 'Tab':
        // Takes it and leaves, as Tab does everywhere.
        if (this.at >= 0) this.#take(this.#names[this.at], false);
        return;
      case 'Escape':
        if (this.found === null) return;
        this.#close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #drawList(names: readonly string[]): TemplateResult {
    return html`<div class="folders" id="cwd-folders" role="listbox" aria-label=${t('composer.cwd.folders')}>
      ${names.map(
        (name, index) => html`<div
          class="folder"
          role="option"
          id="cwd-folder-${index}"
          aria-selected=${index === this.at}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#take(name, true)}
        >${name}</div>`,
      )}
    </div>`;
  }

  override render(): TemplateResult {
    const { found } = this;
    const names = this.#names;
    return html`<label for="cwd-input">${t('composer.cwd')}</label>
      <input
        class="field"
        id="cwd-input"
        autofocus
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${names.length > 0}
        aria-controls=${names.length > 0 ? 'cwd-folders' : nothing}
        aria-activedescendant=${this.at < 0 ? nothing : `cwd-folder-${this.at}`}
        aria-invalid=${this.wrong}
        aria-describedby="cwd-wrong cwd-hint"
        translate=${this.agentCwd === '' ? nothing : 'no'}
        placeholder=${this.agentCwd === '' ? t('composer.cwd.agent') : this.agentCwd}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(this.value)}
        @input=${this.#typed}
        @keydown=${this.#keydown}
        @blur=${this.#close}
      />
      ${names.length === 0 ? nothing : this.#drawList(names)}
      <p class="found small muted" role="status">${found === null ? '' : foundWords(found.path, found.answer)}</p>
      <span class="small muted" id="cwd-hint">${t('composer.cwd.hint')}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-cwd-field': CwdField;
  }
}
