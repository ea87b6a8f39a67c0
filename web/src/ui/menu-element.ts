import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { drawIcon, type IconName } from './icons.ts';
import { drawKey } from './key-cap.ts';
import { PopoverElement } from './popover-element.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly words: string;
  readonly icon?: IconName;
  /** A short thing before the words, in mono: a number. */
  readonly lead?: string;
  /** A second, quieter text: what it means. */
  readonly note?: string;
  readonly key?: string | undefined;
  /** Why it cannot be chosen now; null or left out when it can. The item stays and says so. */
  readonly whyNot?: string | null;
  /** A choice that is on or off; choosing it leaves the menu open. */
  readonly checked?: boolean;
  /** `radio`: one of several, the default for `checked`. `check`: by itself. */
  readonly kind?: 'radio' | 'check';
  /** The words are a name from the system. */
  readonly mono?: boolean;
  /** Set apart from the item before it: by a line, or by 24 px of nothing where a slip would be costly. */
  readonly apart?: 'line' | 'gap';
}

/** Told when an item is chosen. */
export class MenuPick extends Event {
  readonly id: string;
  constructor(id: string) {
    super('menu-pick');
    this.id = id;
  }
}

/**
 * A menu beside its opener: `<ps-menu aria-label="Signals" .items=${…} @menu-pick=${…}>`, opened by `toggle(button)`.
 * Arrows, Home, End and letters move; Enter and Space choose; Esc and Tab close.
 */
@customElement('ps-menu')
export class MenuElement extends PopoverElement {
  static override styles = [
    ...PopoverElement.styles,
    css`
      :host {
        padding: 4px;
        min-width: 200px;
      }
      button {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        min-height: 28px;
        padding: 4px 8px;
        border: 0;
        border-radius: 4px;
        background: none;
        text-align: start;
        cursor: default;
      }
      button:hover,
      button:focus-visible {
        background: var(--selection);
        color: var(--text);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      button:hover .muted,
      button:focus-visible .muted,
      button:hover .key,
      button:focus-visible .key {
        color: var(--text);
      }
      button[aria-disabled='true'] {
        background: none;
        color: var(--muted);
      }
      .mark {
        width: 16px;
        flex: none;
      }
      .lead {
        min-width: 16px;
        text-align: end;
      }
      .name.mono {
        min-width: 76px;
      }
      .name {
        flex: 0 0 auto;
      }
      .note {
        flex: 1;
      }
      .key {
        margin-inline-start: auto;
      }
      @media (pointer: coarse) {
        .key {
          display: none;
        }
      }
      .line {
        height: 1px;
        margin: 4px 8px;
        background: var(--line);
      }
      .gap {
        height: 24px;
      }
      .after {
        padding: 4px 8px 0;
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
      @media (forced-colors: active) {
        button:focus-visible {
          outline-color: Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) items: readonly MenuItem[] = [];
  #typed = '';
  #typedAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'menu';
  }

  protected override focusInside(): void {
    void this.updateComplete.then(() => {
      this.place();
      (this.#buttons.find((button) => button.ariaDisabled !== 'true') ?? this.#buttons[0])?.focus();
    });
  }

  get #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }

  #pick(item: MenuItem): void {
    if (typeof item.whyNot === 'string') return;
    if (item.checked === undefined) this.hide();
    this.dispatchEvent(new MenuPick(item.id));
  }

  #keydown(event: KeyboardEvent): void {
    const buttons = this.#buttons;
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const go = (to: number): void => buttons[(to + buttons.length) % buttons.length]?.focus();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Tab') {
      this.hide();
      return;
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#typed = event.timeStamp - this.#typedAt < 700 ? this.#typed + event.key : event.key;
      this.#typedAt = event.timeStamp;
      const wanted = this.#typed.toLowerCase();
      const found = this.items.findIndex(({ words }) => words.toLowerCase().startsWith(wanted));
      if (found >= 0) go(found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #drawItem(item: MenuItem): TemplateResult {
    const { words, icon, lead, note, key, whyNot, checked, kind, mono, apart } = item;
    const off = typeof whyNot === 'string';
    const second = off ? whyNot : note;
    return html`${apart === undefined ? nothing : html`<div class=${apart} role="separator"></div>`}
      <button
        role=${checked === undefined ? 'menuitem' : kind === 'check' ? 'menuitemcheckbox' : 'menuitemradio'}
        aria-checked=${checked ?? nothing}
        aria-disabled=${off ? 'true' : nothing}
        tabindex="-1"
        @click=${() => this.#pick(item)}
      >
        ${checked === undefined ? nothing : html`<span class="mark">${checked ? drawIcon('check') : nothing}</span>`}
        ${icon === undefined ? nothing : drawIcon(icon)}
        ${lead === undefined ? nothing : html`<span class="lead num muted">${lead}</span>`}
        <span class="name ${mono === true ? 'mono' : ''}">${words}</span>
        ${second === undefined ? nothing : html`<span class="note small muted">${second}</span>`}
        ${key === undefined ? nothing : drawKey(key)}
      </button>`;
  }

  override render(): TemplateResult {
    return html`<div role="none" @keydown=${this.#keydown}>${this.items.map((item) => this.#drawItem(item))}</div>
      <div class="after"><slot></slot></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-menu': MenuElement;
  }
}
