import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RowStore } from '../state/row-store.ts';
import { outAndIn } from '../state/run-totals.ts';
import { exactLineWords, lineWords } from '../state/total-words.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes, formatSize } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import type { MenuElement, MenuItem } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import type { Arrangement } from './arrangement.ts';
import { downloadItems } from './download-items.ts';
import './jump-box.ts';
import type { JumpBox } from './jump-box.ts';
import type { TimeMode } from './line-time.ts';
import { TIME_MODES } from './line-time.ts';
import { OutputRate } from './output-rate.ts';

/** Lines per second above which following shows some of them only. */
const SKIPS_ABOVE = 2_000;
/** How often the rate is written anew, in milliseconds. */
const LOOK_MS = 250;

/** Told what was chosen in a menu of the toolbar. */
export class LaneChoice extends Event {
  readonly id: string;
  constructor(id: string) {
    super('lane-choice');
    this.id = id;
  }
}

/** The bar above the lines: where to go, how to show them, how much there is, and the way to the clipboard. */
@customElement('ps-lane-toolbar')
export class LaneToolbar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 4px;
        height: 44px;
        padding: 0 12px 0 16px;
        border-bottom: 1px solid var(--line);
        flex: none;
        min-width: 0;
      }
      .count {
        font-family: var(--mono);
        font-size: 12px;
        color: var(--muted);
        margin: 0 8px;
        min-width: 0;
        /* Where there is no room for all of it the last parts go, whole: a number is never cut. */
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        height: 16px;
        overflow: hidden;
        white-space: pre;
      }
      .skip {
        color: var(--text);
        font-family: var(--sans);
      }
      ps-menu p {
        max-width: 280px;
        margin: 0;
        padding: 4px 0;
      }
      @media (pointer: coarse) {
        :host {
          height: 52px;
        }
      }
      @media (max-width: 900px) {
        .count {
          display: none;
        }
      }
      @media (max-width: 600px) {
        :host {
          padding: 0 2px 0 16px;
          height: 52px;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows: RowStore | null = null;
  @property({ attribute: false }) startedAt = 0;
  @property({ attribute: false }) arrangement: Arrangement = 'merged';
  @property({ attribute: false }) timeMode: TimeMode = 'spawn';
  @property({ attribute: false }) wrap = false;
  @property({ attribute: false }) bytes = false;
  @property({ attribute: false }) following = true;
  @property({ attribute: false }) live = false;
  @state() private now = 0;
  @query('#arrange') private arrangeMenu!: MenuElement;
  @query('#view') private viewMenu!: MenuElement;
  @query('#copy') private copyMenu!: MenuElement;
  @query('ps-jump-box') private jump!: JumpBox;

  #rate = new OutputRate();
  #timer: ReturnType<typeof setInterval> | undefined;
  #stop: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#rate = new OutputRate();
      this.#listen();
      this.#look();
    }
  }

  #listen(): void {
    this.#stop();
    this.#stop = this.rows?.totals.subscribe(() => this.requestUpdate()) ?? (() => undefined);
  }

  /** Moves the focus to the field that goes to a line. */
  focusJump(): void {
    this.jump.focus();
  }

  #look(): void {
    if (this.rows === null) return;
    const { bytes, out } = outAndIn(this.rows.counts.streams);
    const now = performance.now();
    this.#rate.note(now, bytes, out);
    if (this.live && document.visibilityState === 'visible') this.now = now;
  }

  #drawCount(): TemplateResult | typeof nothing {
    const { rows } = this;
    const shown = rows?.totals.counts;
    if (rows === null || shown === null || shown === undefined) return nothing;
    const now = outAndIn(rows.counts.streams);
    const rate = this.#rate.at(this.now, now.bytes, now.out);
    const sums = outAndIn(shown.streams);
    const { bytes } = sums;
    const size = t('lane.size', { bytes: formatBytes(bytes) });
    const skips = this.live && this.following && rate.lines > SKIPS_ABOVE;
    return html`<span class="count" title=${t('lane.exact', { bytes, lines: exactLineWords(sums) })}
      >${skips ? html`<span class="skip">${t('lane.skipping')}</span><span> · </span>` : nothing}${
        this.live ? html`<span>${t('lane.rate', { bytes: formatSize(Math.round(rate.bytes)) })} · </span>` : nothing
      }<span>${size}</span><span> · ${lineWords(sums)}</span></span
    >`;
  }

  #item(id: string, words: string, more: Partial<MenuItem> = {}): MenuItem {
    return { id, words, ...more };
  }

  #pick(event: Event): void {
    this.dispatchEvent(new LaneChoice((event as Event & { id: string }).id));
  }

  override render(): TemplateResult {
    const { arrangement, timeMode, wrap, bytes } = this;
    const arrangements: MenuItem[] = [
      this.#item('merged', t('lane.merged'), { checked: arrangement === 'merged', note: t('lane.merged.note') }),
      this.#item('columns', t('lane.columns'), {
        checked: arrangement === 'columns',
        note: t('lane.columns.note'),
        key: 'm',
      }),
    ];
    const views: MenuItem[] = [
      this.#item('wrap', t('lane.wrap'), { checked: wrap, kind: 'check', key: 'w' }),
      this.#item('bytes', t('lane.bytes'), { checked: bytes, kind: 'check', key: 'h' }),
      ...TIME_MODES.map((mode, at) =>
        this.#item(`time-${mode}`, t(`lane.time.${mode}`), {
          checked: mode === timeMode,
          ...(at === 0 ? { apart: 'line' as const, key: 't' } : {}),
        }),
      ),
    ];
    const copies: MenuItem[] = [
      this.#item('copy-text', t('lane.copy.text')),
      this.#item('copy-times', t('lane.copy.times')),
      this.#item('copy-markdown', t('lane.copy.markdown')),
      this.#item('copy-link', t('lane.copy.link'), { key: 'y' }),
      ...downloadItems(this.rows?.totals.counts ?? null),
    ];
    const menu = (get: () => MenuElement) => (event: Event) => get().toggle(event.currentTarget as HTMLElement);
    return html`
      <ps-jump-box
        .rows=${this.rows}
        .startedAt=${this.startedAt}
        @jump-leave=${() => this.dispatchEvent(new LaneChoice('focus'))}
      ></ps-jump-box>
      <button class="btn ghost" aria-haspopup="menu" aria-expanded="false" @click=${menu(() => this.arrangeMenu)}>
        ${t(arrangement === 'merged' ? 'lane.merged' : 'lane.columns')}${drawIcon('down', 14)}
      </button>
      <ps-menu id="arrange" aria-label=${t('lane.arrangement')} .items=${arrangements} @menu-pick=${this.#pick}>
        <p class="small muted">${t('lane.order')}</p>
      </ps-menu>
      <button class="btn ghost" aria-haspopup="menu" aria-expanded="false" @click=${menu(() => this.viewMenu)}>
        ${t('lane.view')}${drawIcon('down', 14)}
      </button>
      <ps-menu id="view" aria-label=${t('lane.view')} .items=${views} @menu-pick=${this.#pick}>
        <p class="small muted">${t('lane.order')}</p>
      </ps-menu>
      <span class="grow"></span>
      ${this.#drawCount()}
      <button
        class="btn ghost icon"
        aria-label=${t('lane.copy')}
        title=${t('lane.copy')}
        aria-haspopup="menu"
        aria-expanded="false"
        @click=${menu(() => this.copyMenu)}
      >
        ${drawIcon('copy')}
      </button>
      <ps-menu id="copy" placement="bottom-end" aria-label=${t('lane.copy')} .items=${copies} @menu-pick=${this.#pick}></ps-menu>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-lane-toolbar': LaneToolbar;
  }
}
