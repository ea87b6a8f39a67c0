import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { type Action, type ActionPlace, actionKeys, actions } from '../state/actions.ts';
import { isSingleKey } from '../state/key-match.ts';
import { preferences } from '../state/preferences.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { drawIcon } from '../ui/icons.ts';
import { keyWords } from '../ui/key-cap.ts';
import { StoreController } from '../ui/store-controller.ts';

const PLACES: readonly { place: ActionPlace; name: () => string }[] = [
  { place: 'lanes', name: () => t('shell.placeLanes') },
  { place: 'stdin', name: () => t('shell.placeStdin') },
  { place: 'composer', name: () => t('shell.placeComposer') },
  { place: 'run', name: () => t('shell.placeRun') },
  { place: 'page', name: () => t('shell.placePage') },
];

/** Every key there is now, those of the place that has the focus first. */
@customElement('ps-shortcuts')
export class ShortcutsHelp extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 8px 8px 8px 20px;
        border-bottom: 1px solid var(--line);
        flex: none;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
      }
      .all {
        overflow-y: auto;
        padding: 4px 20px 20px;
      }
      .all:focus-visible {
        outline-offset: -2px;
      }
      h3 {
        padding: 12px 0 4px;
        color: var(--muted);
        font-size: 12px;
        line-height: 16px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) max-content;
      }
      dt,
      dd {
        padding: 4px 0;
        border-bottom: 1px solid var(--line);
      }
      dd {
        display: flex;
        align-items: center;
        gap: 4px;
        padding-inline-start: 16px;
        color: var(--muted);
      }
      dd .off {
        text-decoration: line-through;
      }
      .note {
        padding-top: 12px;
        color: var(--muted);
      }
    `,
  ];

  @state() private first: ActionPlace | null = null;
  @state() private open = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  constructor() {
    super();
    new StoreController(this, actions);
  }

  /** Opens it with the keys of `first`, where the focus is, on top. */
  async show(first: ActionPlace): Promise<void> {
    this.first = first;
    this.open = true;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  #drawKeys(action: Action): TemplateResult {
    const { singleKeys } = preferences.choices;
    return html`${actionKeys(action).map(
      (key, index) =>
        html`${index === 0 ? nothing : html`<span class="small">${t('shell.keyOr')}</span>`}<kbd
            class="key ${singleKeys || !isSingleKey(key) ? '' : 'off'}"
            >${keyWords(key)}</kbd
          >`,
    )}`;
  }

  #drawPlace(place: ActionPlace, name: string): TemplateResult | typeof nothing {
    const all = actions.all.filter((action) => (action.place ?? 'page') === place && action.key !== undefined);
    if (all.length === 0) return nothing;
    return html`<section aria-label=${name}>
      <h3>${name}</h3>
      <dl>
        ${all.map((action) => html`<dt>${t(action.label)}</dt><dd>${this.#drawKeys(action)}</dd>`)}
      </dl>
    </section>`;
  }

  #closed(): void {
    this.open = false;
  }

  override render(): TemplateResult {
    const { first } = this;
    const places = [...PLACES].sort((a, b) => Number(b.place === first) - Number(a.place === first));
    return html`<dialog
      aria-label=${t('shell.shortcuts')}
      @close=${this.#closed}
      @click=${(event: MouseEvent) => event.target === this.dialog && this.dialog.close()}
    >
      ${
        this.open
          ? html`<div class="top">
                <h2>${t('shell.shortcuts')}</h2>
                <button class="btn ghost icon" autofocus aria-label=${t('shell.close')} @click=${() => this.dialog.close()}>
                  ${drawIcon('cross')}
                </button>
              </div>
              <div class="all" tabindex="0" role="group" aria-label=${t('shell.shortcuts')}>
                ${places.map(({ place, name }) => this.#drawPlace(place, name()))}
                ${preferences.choices.singleKeys ? nothing : html`<p class="note">${t('shell.keysOff')}</p>`}
              </div>`
          : nothing
      }
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-shortcuts': ShortcutsHelp;
  }
}
