import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Draft } from '../state/draft.ts';
import { draftHistory } from '../state/draft-history.ts';
import { visibleText } from '../state/visible-text.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import type { PopoverElement } from '../ui/popover-element.ts';
import '../ui/popover-element.ts';
import { StoreController } from '../ui/store-controller.ts';
import { GROUPS, type HistoryEntry, historyEntries } from './history-entries.ts';

/** Told when an entry is chosen. */
export class DraftPick extends Event {
  readonly draft: Draft;
  constructor(draft: Draft) {
    super('draft-pick');
    this.draft = draft;
  }
}

/** Past commands and presets in a list that can be searched; what is chosen goes into the composer, nothing starts. */
@customElement('ps-history')
export class HistoryPopover extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      ps-popover {
        width: min(560px, calc(100vw - 16px));
        max-width: none;
        padding: 8px;
      }
      @media (max-width: 600px) {
        ps-popover {
          width: auto;
        }
      }
      .field {
        width: 100%;
      }
      .list {
        margin-top: 8px;
        max-height: 380px;
        overflow: auto;
      }
      .title {
        padding: 8px 8px 4px;
        color: var(--muted);
        font-size: 12px;
        line-height: 16px;
      }
      .entry {
        display: flex;
        gap: 12px;
        align-items: center;
        min-height: 28px;
        padding: 0 8px;
        border-radius: 4px;
        cursor: default;
      }
      .entry.at {
        background: var(--selection);
      }
      .at .muted {
        color: var(--text);
      }
      .entry > b {
        flex: none;
        font-weight: 400;
      }
      .entry > code {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .foot {
        display: flex;
        align-items: center;
        margin-top: 8px;
        padding: 8px 8px 0;
        border-top: 1px solid var(--line);
      }
      .none {
        padding: 16px 8px;
      }
      @media (pointer: coarse) {
        .entry {
          min-height: 44px;
        }
      }
      @media (forced-colors: active) {
        .entry.at {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @state() private query = '';
  @state() private at = 0;
  @query('ps-popover') private popoverBox!: PopoverElement;

  constructor() {
    super();
    new StoreController(this, draftHistory);
  }

  /** Opens beside `opener` with the search in focus. */
  async show(opener: HTMLElement): Promise<void> {
    this.query = '';
    // The presets stand first, where a long history does not push them away; what was done last is one press away.
    const last = historyEntries(draftHistory, '').findIndex(({ group }) => group === 'composer.history.past');
    this.at = Math.max(last, 0);
    await this.updateComplete;
    this.popoverBox.toggle(opener);
  }

  #pick(entry: HistoryEntry | undefined): void {
    if (entry === undefined) return;
    this.popoverBox.hide();
    this.dispatchEvent(new DraftPick(entry.draft));
  }

  #search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    this.at = 0;
  }

  async #keydown(event: KeyboardEvent, entries: readonly HistoryEntry[]): Promise<void> {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      this.#pick(entries[this.at]);
    } else if (step !== undefined) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(this.at + step, entries.length - 1));
      await this.updateComplete;
      this.renderRoot.querySelector('.at')?.scrollIntoView({ block: 'nearest' });
    }
  }

  #forget(): void {
    draftHistory.forget();
    this.at = 0;
    announce(t('composer.history.forgotten'));
    this.renderRoot.querySelector('input')?.focus();
  }

  #drop(name: string): void {
    draftHistory.drop(name);
    this.renderRoot.querySelector('input')?.focus();
  }

  #drawEntry(entry: HistoryEntry, index: number): TemplateResult {
    const { name, note } = entry;
    const command = visibleText(entry.command);
    return html`<div
      role="option"
      id=${`entry-${index}`}
      class="entry ${index === this.at ? 'at' : ''}"
      aria-selected=${index === this.at}
      title=${command}
      @pointermove=${() => {
        this.at = index;
      }}
      @click=${() => this.#pick(entry)}
    >
      ${name === '' ? nothing : html`<b>${name}</b>`} <code translate="no" class=${name === '' ? '' : 'muted'}>${command}</code>
      ${note === '' ? nothing : html`<span class="sr">${note}</span>`}
    </div>`;
  }

  override render(): TemplateResult {
    const entries = historyEntries(draftHistory, this.query);
    const past = draftHistory.past.length;
    const current = entries[this.at];
    const own = current?.group === 'composer.presets.own' ? current.name : '';
    return html`<ps-popover role="dialog" aria-label=${t('composer.history')}>
      <input
        type="search"
        class="field"
        role="combobox"
        aria-label=${t('composer.history.search')}
        placeholder=${t('composer.history.search')}
        aria-expanded="true"
        aria-controls="list"
        aria-activedescendant=${entries.length === 0 ? nothing : `entry-${this.at}`}
        autocomplete="off"
        spellcheck="false"
        .value=${live(this.query)}
        @input=${this.#search}
        @keydown=${(event: KeyboardEvent) => this.#keydown(event, entries)}
      />
      <div class="list" id="list" role="listbox" aria-label=${t('composer.history')}>
        ${GROUPS.map((group) => {
          const own = entries.flatMap((entry, index) => (entry.group === group ? [{ entry, index }] : []));
          if (own.length === 0) return nothing;
          return html`<div role="group" aria-label=${t(group)}>
            <p class="title" aria-hidden="true">${t(group)}</p>
            ${own.map(({ entry, index }) => this.#drawEntry(entry, index))}
          </div>`;
        })}
      </div>
      ${entries.length === 0 ? html`<p class="none muted">${t('composer.history.noMatch', { query: this.query })}</p>` : nothing}
      <div class="foot">
        <span class="small muted">${past === 0 ? t('composer.history.none') : t('composer.history.count', { count: past })}</span>
        <span class="grow"></span>
        ${own === '' ? nothing : html`<button type="button" class="btn ghost sm" @click=${() => this.#drop(own)}>${t('composer.preset.remove', { name: own })}</button>`}
        ${past === 0 ? nothing : html`<button type="button" class="btn ghost sm" @click=${this.#forget}>${t('composer.history.forget')}</button>`}
      </div>
    </ps-popover>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-history': HistoryPopover;
  }
}
