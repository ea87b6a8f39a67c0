import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { type Placement, placeBeside } from './place.ts';
import { popoverStyles } from './popover-styles.ts';

const anchors = globalThis.CSS?.supports('position-area', 'bottom') ?? false;
const FOCUSABLE = '[autofocus], input, select, textarea, button, a[href], [tabindex="0"]';

/** What has the focus, also inside shadow roots; null when nothing has it. */
function focusedElement(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}

/** True when `inner` is `outer` or inside it, also inside shadow roots. */
function holds(outer: Node, inner: Node): boolean {
  for (let at: Node | null = inner; at !== null; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at === outer) return true;
  }
  return false;
}

/**
 * A box that floats beside its opener until Esc, a click elsewhere or `hide()`. It is a native popover, so the browser
 * keeps it on top and gives the focus back. The native `toggle` event tells when it opens and closes.
 *
 *     <button class="btn" @click=${(e) => popover.toggle(e.currentTarget)}>…</button>
 *     <ps-popover role="dialog" aria-label="…">…</ps-popover>
 */
@customElement('ps-popover')
export class PopoverElement extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      :host {
        padding: 12px;
      }
    `,
  ];

  @property({ reflect: true }) placement: Placement = 'bottom-start';
  #opener: HTMLElement | null = null;
  #closedAt = 0;
  #before: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.addEventListener('toggle', this.#toggled);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('toggle', this.#toggled);
  }

  get open(): boolean {
    return this.matches(':popover-open');
  }

  /** Opens beside `opener` and moves the focus in. */
  show(opener: HTMLElement): void {
    if (this.open || !this.isConnected) return;
    this.#opener = opener;
    this.#before = focusedElement();
    // With a source the browser anchors it to the opener; the type of the options is younger than the compiler's.
    const show = this.showPopover as (options?: { source: HTMLElement }) => void;
    show.call(this, { source: opener });
    this.place();
    this.focusInside();
  }

  /** Closes; the focus goes back to the opener when it was inside. */
  hide(): void {
    if (this.open) this.hidePopover();
  }

  /** For the opener's click: a click that has just closed it by itself does not open it again. */
  toggle(opener: HTMLElement): void {
    if (this.open) this.hide();
    else if (performance.now() - this.#closedAt > 200) this.show(opener);
  }

  /** Moves the focus to what should have it first. */
  protected focusInside(): void {
    this.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  }

  /** Puts it beside the opener where the browser does not do that. */
  protected place(): void {
    const opener = this.#opener;
    if (anchors || opener === null || innerWidth <= 600) return;
    const { left, top } = placeBeside(
      opener.getBoundingClientRect(),
      this.getBoundingClientRect(),
      { width: innerWidth, height: innerHeight },
      this.placement,
    );
    this.classList.add('placed');
    this.style.setProperty('--left', `${left}px`);
    this.style.setProperty('--top', `${top}px`);
  }

  readonly #toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === 'open';
    this.#opener?.setAttribute('aria-expanded', String(open));
    if (open) return;
    this.#closedAt = performance.now();
    // The browser gives the focus back, but not from Esc where shadow roots lie between.
    const focused = focusedElement();
    if (focused === null || holds(this, focused)) (this.#before ?? this.#opener)?.focus();
  };

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-popover': PopoverElement;
  }
}
