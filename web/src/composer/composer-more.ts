import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { MenuElement, MenuPick } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import { composerMenu, copyAndSay, copyText } from './composer-menu.ts';
import { DraftPick, type HistoryPopover } from './history-popover.ts';
import './history-popover.ts';
import type { SavePreset } from './save-preset.ts';
import './save-preset.ts';
import type { SplitDone, SplitPopover } from './split-popover.ts';

/** Asks the composer to start paused, or to be cleared. */
export class MoreAct extends Event {
  readonly act: 'runPaused' | 'clear';
  constructor(act: 'runPaused' | 'clear') {
    super('more-act');
    this.act = act;
  }
}

/** What is beside Run: Run paused, presets and history, and the menu of the rest. Another draft comes as `draft-pick`. */
@customElement('ps-composer-more')
export class ComposerMore extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 2px;
      }
      .btn.icon {
        width: 24px;
      }
      .paused[aria-disabled='true'] {
        border-color: transparent;
      }
      @container (max-width: 800px) {
        .paused {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft: Draft = EMPTY_DRAFT;
  /** Why nothing can be started now; null when it can. */
  @property({ attribute: false }) whyNot: string | null = null;
  /** Run paused is in the menu only. */
  @property({ type: Boolean }) short = false;
  @query('.menu') private button!: HTMLButtonElement;
  @query('.past') private pastButton!: HTMLButtonElement;
  @query('ps-menu') private menu!: MenuElement;
  @query('ps-history') private past!: HistoryPopover;
  @query('ps-split') private split!: SplitPopover;
  @query('ps-save-preset') private save!: SavePreset;

  /** Opens the search through presets and past commands. */
  async showHistory(): Promise<void> {
    await this.updateComplete;
    await this.past.show(this.pastButton);
  }

  /** Shows how a shell would split `text`; the result takes the place of the argument at `index`, or of all at -1. */
  showSplit(text: string, index: number): void {
    void import('./split-popover.ts').then(() => this.split.show(this.button, text, index));
  }

  #pick(id: string): void {
    if (id === 'runPaused' || id === 'clear') this.dispatchEvent(new MoreAct(id));
    else if (id === 'copyShell' || id === 'copyJson') void copyAndSay(copyText(this.draft, id));
    else if (id === 'paste') this.showSplit('', -1);
    else if (id === 'history') void this.showHistory();
    else this.save.show(this.button, this.draft);
  }

  #splitDone({ words, line, index }: SplitDone): void {
    const { draft } = this;
    const argv =
      words === null || index < 0
        ? (words ?? [])
        : [...draft.argv.slice(0, index), ...words, ...draft.argv.slice(index + 1)];
    this.dispatchEvent(
      new DraftPick(words === null ? { ...draft, form: 'shell', command: line } : { ...draft, form: 'exec', argv }),
    );
  }

  #drawRunPaused(): TemplateResult {
    return html`<button
      type="button"
      class="btn ghost sm paused"
      aria-disabled=${this.whyNot !== null}
      title=${this.whyNot ?? t('composer.runPaused.note')}
      @click=${() => this.whyNot === null && this.dispatchEvent(new MoreAct('runPaused'))}
    >
      ${t('composer.runPaused')}
    </button>`;
  }

  override render(): TemplateResult {
    return html`${this.short ? nothing : this.#drawRunPaused()}
      <button
        type="button"
        class="btn ghost icon sm past"
        aria-label=${t('composer.presets')}
        title=${t('composer.presets')}
        aria-haspopup="dialog"
        aria-expanded="false"
        aria-keyshortcuts="Alt+P"
        @click=${() => this.showHistory()}
      >
        ${drawIcon('history')}
      </button>
      <button
        type="button"
        class="btn ghost icon sm menu"
        aria-label=${t('composer.more')}
        aria-haspopup="menu"
        aria-expanded="false"
        @click=${() => this.menu.toggle(this.button)}
      >
        ${drawIcon('dots')}
      </button>
      <ps-menu
        placement="bottom-end"
        aria-label=${t('composer.more')}
        .items=${composerMenu(this.draft, this.whyNot)}
        @menu-pick=${(event: MenuPick) => this.#pick(event.id)}
      ></ps-menu>
      <ps-history @draft-pick=${(event: DraftPick) => this.dispatchEvent(new DraftPick(event.draft))}></ps-history>
      <ps-split @split-done=${this.#splitDone}></ps-split>
      <ps-save-preset></ps-save-preset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-composer-more': ComposerMore;
  }
}
