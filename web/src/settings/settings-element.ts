import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { type Choices, preferences } from '../state/preferences.ts';
import { SessionController } from '../state/session-controller.ts';
import { type MessageId, t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import '../ui/segmented-element.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import { StoreController } from '../ui/store-controller.ts';

const THEMES = [
  ['auto', 'shell.themeAuto'],
  ['dark', 'shell.themeDark'],
  ['light', 'shell.themeLight'],
  ['contrast', 'shell.themeContrast'],
] as const;
const TIMES = [
  ['spawn', 'shell.timeSpawn'],
  ['delta', 'shell.timeDelta'],
  ['clock', 'shell.timeClock'],
  ['off', 'shell.timeOff'],
] as const;
const ANNOUNCEMENTS = [
  ['off', 'shell.announceOff'],
  ['summary', 'shell.announceSummary'],
  ['lines', 'shell.announceLines'],
] as const;

/** What a person chooses for this browser. Every choice acts at once. */
@customElement('ps-settings')
export class SettingsElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }
      .page {
        max-width: 680px;
        margin: 0 auto;
        padding: 24px;
      }
      .top {
        display: flex;
        align-items: center;
        gap: 8px;
        margin-bottom: 4px;
      }
      h1 {
        flex: 1;
        font-size: 20px;
        line-height: 28px;
        font-weight: 600;
      }
      h1:focus {
        outline: none;
      }
      .choice {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 24px;
        align-items: center;
        padding: 20px 0;
      }
      .choice + .choice {
        border-top: 1px solid var(--line);
      }
      h2 {
        font-weight: 600;
      }
      .choice .muted {
        grid-column: 1;
      }
      .set {
        grid-column: 2;
        grid-row: 1 / 3;
      }
      .switch {
        appearance: none;
        position: relative;
        width: 40px;
        height: 24px;
        margin: 0;
        border: 1px solid var(--control-border);
        border-radius: 12px;
        transition: background var(--ease);
      }
      .switch::before {
        content: '';
        position: absolute;
        left: 3px;
        top: 3px;
        width: 16px;
        height: 16px;
        border-radius: 50%;
        background: var(--control-border);
        transition: transform var(--ease);
      }
      .switch:checked {
        background: var(--accent);
        border-color: var(--accent);
      }
      .switch:checked::before {
        background: var(--on-accent);
        transform: translateX(16px);
      }
      @media (pointer: coarse) {
        .switch::after {
          content: '';
          position: absolute;
          inset: -11px -3px;
        }
      }
      @media (max-width: 760px) {
        .choice {
          grid-template-columns: minmax(0, 1fr);
        }
        .choice.row {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .choice:not(.row) .set {
          grid-column: 1;
          grid-row: auto;
          margin-top: 8px;
        }
      }
      @media (max-width: 600px) {
        .page {
          padding: 16px;
        }
      }
      @media (forced-colors: active) {
        .switch::before {
          background: ButtonText;
          forced-color-adjust: none;
        }
        .switch:checked {
          background: Highlight;
          forced-color-adjust: none;
        }
        .switch:checked::before {
          background: HighlightText;
        }
      }
    `,
  ];

  @query('h1') private heading!: HTMLElement;
  private readonly session = new SessionController(this);

  constructor() {
    super();
    new StoreController(this, preferences);
  }

  protected override firstUpdated(): void {
    // A new page: reading starts at its title.
    this.heading.focus();
  }

  #drawChoice<Name extends 'theme' | 'timeMode' | 'announceOutput'>(
    name: Name,
    title: MessageId,
    note: MessageId,
    options: readonly (readonly [Choices[Name], MessageId])[],
  ): TemplateResult {
    return html`<section class="choice">
      <h2>${t(title)}</h2>
      <p class="muted">${t(note)}</p>
      <ps-segmented
        class="set"
        label=${t(title)}
        .segments=${options.map(([value, words]) => ({ value, words: t(words) }))}
        .value=${preferences.choices[name]}
        @segment-pick=${({ value }: SegmentPick) => preferences.choose({ [name]: value })}
      ></ps-segmented>
    </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div class="top">
        <h1 tabindex="-1">${t('shell.settings')}</h1>
        <button class="btn" @click=${() => this.session.store.leaveSettings()}>
          ${drawIcon('left')}${t('shell.settingsDone')}
        </button>
      </div>
      <p class="muted">${t('shell.settingsNote')}</p>
      ${this.#drawChoice('theme', 'shell.theme', 'shell.themeNote', THEMES)}
      <section class="choice row">
        <h2>${t('shell.singleKeys')}</h2>
        <p class="muted" id="keys-note">${t('shell.singleKeysNote')}</p>
        <input
          class="set switch"
          type="checkbox"
          role="switch"
          aria-label=${t('shell.singleKeys')}
          aria-describedby="keys-note"
          .checked=${preferences.choices.singleKeys}
          @change=${(event: Event) => preferences.choose({ singleKeys: (event.target as HTMLInputElement).checked })}
        />
      </section>
      ${this.#drawChoice('timeMode', 'shell.time', 'shell.timeNote', TIMES)}
      ${this.#drawChoice('announceOutput', 'shell.announce', 'shell.announceNote', ANNOUNCEMENTS)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-settings': SettingsElement;
  }
}
