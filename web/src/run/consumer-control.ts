import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RunInfo, StepHow } from '../state/protocol.ts';
import { consumerOf, type OutputName, unfinishedOutputs } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import type { MenuElement, MenuItem, MenuPick } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';

/** Who can read a run by hand, in the order of the control. */
const CONSUMERS = ['follow', 'step', 'paused'] as const;

/** What a press can read. */
const STEPS = {
  line: { read: 'readline' },
  byte: { read: 'read', count: 1 },
  page: { read: 'read', count: 4_096 },
  nul: { read: 'readuntil', separator: '\0' },
} as const satisfies Record<string, StepHow>;
type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** Told with a sentence when something did not work, and with an empty one when the next thing is tried. */
export class ConsumerFailure extends Event {
  readonly words: string;
  constructor(words: string) {
    super('consumer-failure');
    this.words = words;
  }
}

/** Who reads the outputs of a run, and with Step the button that reads once. */
@customElement('ps-consumer')
export class ConsumerControl extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 4px;
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @property({ type: Boolean }) disabled = false;
  @state() private reads: StepName = 'line';
  /** The output a press reads when both can be. */
  @state() private from: OutputName = 'stdout';
  /** A read waits for more than is there. */
  @state() private waits = false;
  @query('ps-menu') private menu!: MenuElement | null;

  private readonly session = new SessionController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('run') && changed.get('run')?.run !== this.run?.run) this.waits = false;
  }

  /** Who reads the run's outputs; null when none of them is a pipe. */
  get consumer(): string | null {
    return consumerOf(this.run);
  }

  /** Follow when it is not followed, else Paused. */
  async toggle(): Promise<void> {
    await this.#consume(this.consumer === 'follow' ? 'paused' : 'follow');
  }

  /** True while a read waits for more than is there. */
  get waiting(): boolean {
    return this.waits;
  }

  /** One read of what the menu says, a line at first. */
  async step(): Promise<void> {
    const { run } = this;
    const stream = this.#stream;
    if (run === null || stream === null || this.waits) return;
    this.waits = true;
    await this.#try(async () => {
      const bytes = await this.session.store.step(run, stream, STEPS[this.reads]);
      announce(t(bytes === 0 ? 'run.step.end' : 'run.step.took', { bytes, stream }));
    });
    if (this.run?.run === run.run) this.waits = false;
  }

  get #stream(): OutputName | null {
    const open = this.#streams;
    return open.find((name) => name === this.from) ?? open[0] ?? null;
  }

  /** Outputs that can be read, or of which something is left to be taken. */
  get #streams(): OutputName[] {
    const { run } = this;
    return run === null ? [] : unfinishedOutputs(run);
  }

  async #consume(consumer: (typeof CONSUMERS)[number]): Promise<void> {
    const { run } = this;
    if (run !== null) await this.#try(() => this.session.store.consume(run, consumer));
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.dispatchEvent(new ConsumerFailure(''));
    try {
      await act();
    } catch (error) {
      // Another consumer was named while a read waited: nothing is lost by it.
      if (error instanceof Error && error.name === 'CancelledError') return;
      this.dispatchEvent(new ConsumerFailure(error instanceof Error ? error.message : String(error)));
    }
  }

  get #items(): MenuItem[] {
    const streams = this.#streams;
    const items = STEP_NAMES.map((id): MenuItem => ({ id, words: t(`run.step.${id}`), checked: id === this.reads }));
    if (streams.length < 2) return items;
    const from = streams.map(
      (id, at): MenuItem => ({
        id,
        words: t('run.step.from', { stream: id }),
        checked: id === this.from,
        ...(at === 0 ? { apart: 'line' as const } : {}),
      }),
    );
    return [...items, ...from];
  }

  #pick({ id }: MenuPick): void {
    if (id === 'stdout' || id === 'stderr') this.from = id;
    else this.reads = STEP_NAMES.find((name) => name === id) ?? 'line';
  }

  #drawStep(): TemplateResult {
    const stream = this.#stream ?? 'stdout';
    return html`<button
        class="btn"
        aria-keyshortcuts="s"
        title=${t('run.step.title', { stream })}
        ?disabled=${this.disabled || this.#stream === null}
        aria-disabled=${this.waits}
        @click=${this.step}
      >
        ${t(this.waits ? 'run.step.waits' : `run.step.do.${this.reads}`)} ${drawKey('s')}
      </button>
      <button
        class="btn ghost icon"
        aria-label=${t('run.step.menu')}
        title=${t('run.step.menu')}
        aria-haspopup="menu"
        aria-expanded="false"
        @click=${(event: Event) => this.menu?.toggle(event.currentTarget as HTMLElement)}
      >
        ${drawIcon('down', 14)}
      </button>
      <ps-menu placement="bottom-end" aria-label=${t('run.step.menu')} .items=${this.#items} @menu-pick=${this.#pick}></ps-menu>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { consumer } = this;
    if (consumer === null) return nothing;
    if (consumer === 'script') {
      return html`<span class="muted">${t('run.consumer.readBy')} <b>${t('run.consumer.script')}</b></span>`;
    }
    return html`${consumer === 'step' ? this.#drawStep() : nothing}
      <ps-segmented
        small
        label=${t('run.consumer')}
        title=${t('run.consumer.title')}
        .segments=${CONSUMERS.map((value) => ({ value, words: t(`run.consumer.${value}`) }))}
        .value=${consumer}
        .disabled=${this.disabled}
        @segment-pick=${({ value }: SegmentPick) => this.#consume(CONSUMERS.find((name) => name === value) ?? 'follow')}
      ></ps-segmented>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-consumer': ConsumerControl;
  }
}
