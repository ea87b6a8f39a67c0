import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { actions } from '../state/actions.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import { StoreController } from '../ui/store-controller.ts';
import { actionEntries, type Entry, runEntries } from './palette-entries.ts';
import { paletteStyles } from './palette-styles.ts';

/** Everything that can be done, and every run, by name: typed, walked through with the arrows, chosen with Enter. */
@customElement('ps-palette')
export class PaletteElement extends LitElement {
  static override styles = [controls, dialogStyles, paletteStyles];

  @state() private open = false;
  @state() private text = '';
  @state() private at = 0;
  @query('dialog') private dialog!: HTMLDialogElement;

  private readonly session = new SessionController(this);
  #entries: readonly Entry[] = [];

  constructor() {
    super();
    new StoreController(this, actions);
  }

  /** Opens it empty. */
  async show(): Promise<void> {
    this.text = '';
    this.at = 0;
    this.open = true;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #choose(entry: Entry | undefined): void {
    if (entry === undefined || !entry.possible) return;
    // Closed first: the focus is back where it was before the action moves it.
    this.dialog.close();
    entry.choose();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.#entries.length;
    if (event.key === 'ArrowDown') this.at = (this.at + 1) % Math.max(1, count);
    else if (event.key === 'ArrowUp') this.at = (this.at - 1 + count) % Math.max(1, count);
    else if (event.key === 'PageDown') this.at = Math.min(count - 1, this.at + 8);
    else if (event.key === 'PageUp') this.at = Math.max(0, this.at - 8);
    else if (event.key === 'Enter') this.#choose(this.#entries[this.at]);
    else if (event.altKey && event.code === 'KeyK') this.dialog.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #point(index: number): void {
    this.at = index;
  }

  #typed(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.at = 0;
  }

  #drawEntry(entry: Entry, index: number): TemplateResult {
    return html`<div
      class="entry"
      role="option"
      id="entry-${index}"
      aria-selected=${index === this.at}
      aria-disabled=${entry.possible ? nothing : 'true'}
      @pointermove=${() => this.#point(index)}
      @click=${() => this.#choose(entry)}
    >
      ${entry.icon === null ? nothing : html`<span class="c-${entry.tone}">${drawIcon(entry.icon)}</span>`}
      <span class="words ${entry.command ? 'mono' : ''}" translate=${entry.command ? 'no' : nothing}>${entry.words}</span>
      ${entry.note === '' ? html`<span class="grow"></span>` : html`<span class="note">${entry.note}</span>`}
      ${entry.key === null ? nothing : drawKey(entry.key)}
    </div>`;
  }

  #drawGroup(name: string, entries: readonly Entry[], from: number): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    return html`<div role="group" aria-label=${name}>
      <div class="group" aria-hidden="true">${name}</div>
      ${entries.map((entry, index) => this.#drawEntry(entry, from + index))}
    </div>`;
  }

  #drawInside(): TemplateResult {
    const deeds = actionEntries(this.text);
    const runs = runEntries(this.session.store, this.text);
    this.#entries = [...deeds, ...runs];
    const { length: count } = this.#entries;
    return html`<div class="find">
        ${drawIcon('search')}
        <input
          autofocus
          role="combobox"
          aria-label=${t('shell.paletteFind')}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls="list"
          aria-activedescendant=${count === 0 ? nothing : `entry-${this.at}`}
          placeholder=${t('shell.paletteFind')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${live(this.text)}
          @input=${this.#typed}
          @keydown=${this.#keydown}
        />
        <button class="btn ghost icon close" aria-label=${t('shell.close')} @click=${() => this.dialog.close()}>
          ${drawIcon('cross')}
        </button>
      </div>
      <div class="list" id="list" role="listbox" aria-label=${t('shell.palette')} tabindex="-1">
        ${this.#drawGroup(t('shell.paletteActions'), deeds, 0)}
        ${this.#drawGroup(t('shell.runs'), runs, deeds.length)}
      </div>
      ${count === 0 ? html`<p class="none">${t('shell.paletteNone')}</p>` : nothing}
      <span class="sr" role="status">${t('shell.paletteCount', { count })}</span>`;
  }

  #closed(): void {
    this.open = false;
  }

  override render(): TemplateResult {
    return html`<dialog
      aria-label=${t('shell.palette')}
      @close=${this.#closed}
      @click=${(event: MouseEvent) => event.target === this.dialog && this.dialog.close()}
    >
      ${this.open ? this.#drawInside() : nothing}
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-palette': PaletteElement;
  }
}
