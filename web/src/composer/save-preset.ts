import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';
import { draftHistory } from '../state/draft-history.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import type { PopoverElement } from '../ui/popover-element.ts';
import '../ui/popover-element.ts';

/** Asks for a name and keeps a draft by it. */
@customElement('ps-save-preset')
export class SavePreset extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      form {
        display: flex;
        gap: 8px;
        align-items: end;
      }
      label {
        display: block;
      }
      .field {
        display: block;
        width: 240px;
        margin-top: 4px;
      }
      .btn {
        height: 32px;
      }
    `,
  ];

  @query('ps-popover') private popoverBox!: PopoverElement;
  @query('input') private field!: HTMLInputElement;
  #draft: Draft = EMPTY_DRAFT;

  /** Opens beside `opener`, with the program's name to begin with. */
  show(opener: HTMLElement, draft: Draft): void {
    this.#draft = draft;
    this.field.value = draft.form === 'exec' ? (draft.argv[0] ?? '') : draft.command.split(/\s/, 1).join();
    this.popoverBox.show(opener);
    this.field.select();
  }

  #save(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    const name = this.field.value.trim().slice(0, 80);
    if (name === '') return;
    draftHistory.keep(name, this.#draft);
    this.popoverBox.hide();
    announce(t('composer.preset.saved', { name }));
  }

  override render(): TemplateResult {
    return html`<ps-popover role="dialog" placement="bottom-end" aria-label=${t('composer.preset.save')}>
      <form @submit=${this.#save}>
        <label>${t('composer.preset.name')}<input class="field" maxlength="80" autocomplete="off" /></label>
        <button class="btn primary">${t('composer.preset.keep')}</button>
      </form>
    </ps-popover>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-save-preset': SavePreset;
  }
}
