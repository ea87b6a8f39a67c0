import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { actions } from '../state/actions.ts';
import { type Draft, type DraftProblem, draftProblems, EMPTY_DRAFT, isBlank } from '../state/draft.ts';
import { draftHistory, HistoryWalk } from '../state/draft-history.ts';
import { FIRST_DRAFT } from '../state/draft-presets.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';
import type { ArgvEditor, HistoryStep } from './argv-editor.ts';
import { drawCommandField } from './command-field.ts';
import { composerActions, startAndKeep, whyNotPress } from './composer-actions.ts';
import type { ComposerMore, MoreAct } from './composer-more.ts';
import { drawComposerWords } from './composer-words.ts';
import './composer-more.ts';
import './composer-options.ts';
import { composerStyles } from './composer-styles.ts';
import type { DraftEdit } from './draft-edit.ts';
import { failedStart, missingProgram } from './failed-start.ts';
import { FocusWithin } from './focus-within.ts';
import { switchForm } from './form-switch.ts';
import type { DraftPick } from './history-popover.ts';
import type { ShellEditor } from './shell-editor.ts';
import './shell-preview-element.ts';

const FORMS = ['exec', 'shell'] as const;
/** Where a run is put together and started. What is typed stays until it has started. */
@customElement('ps-composer')
export class ComposerElement extends LitElement {
  static override styles = [controls, composerStyles];

  /** The first run's card: everything is shown, and Run has the focus. */
  @property({ type: Boolean, reflect: true }) first = false;
  @state() private problems: readonly DraftProblem[] = [];
  @state() private refusal = '';
  @query('ps-argv-editor') private editor!: ArgvEditor | null;
  @query('ps-shell-editor') private line!: ShellEditor | null;
  @query('.run') private runButton!: HTMLButtonElement;
  @query('ps-composer-more') private more!: ComposerMore | null;

  private readonly session = new SessionController(this);
  private readonly focused = new FocusWithin(this);
  readonly #walk = new HistoryWalk(draftHistory);
  #unregister: () => void = () => undefined;
  #asks: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unregister = actions.register(
      ...composerActions(() => this.session.store, {
        run: (paused) => void this.#run(paused),
        switchForm: () => this.#switchForm(),
        showHistory: () => void this.#showHistory(),
        clear: () => this.#clear(),
      }),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unregister();
  }

  protected override firstUpdated(): void {
    if (this.first) this.runButton.focus();
  }

  protected override updated(): void {
    const { composing, composeAsks } = this.session.store;
    const asked = this.#asks ?? (composing ? composeAsks - 1 : composeAsks);
    this.#asks = composeAsks;
    if (composing && composeAsks !== asked) void this.focusCommand();
  }

  /** Puts the focus where the command is typed. */
  async focusCommand(): Promise<void> {
    await this.updateComplete;
    if (this.line !== null) await this.line.focusLine();
    else await this.editor?.focusChip(this.session.store.draft.argv.length);
  }

  /** Puts the focus on Run. */
  focusRun(): void {
    this.runButton.focus();
  }

  #edit(change: Partial<Draft>): void {
    const { store } = this.session;
    store.edit(change);
    this.refusal = '';
    if (this.problems.length > 0) this.problems = draftProblems(store.draft);
  }

  /** Puts something else into the composer; what was typed there can be found in the history. */
  #replace(draft: Draft): void {
    const old = this.session.store.draft;
    if (JSON.stringify(old) !== JSON.stringify(FIRST_DRAFT)) draftHistory.add(old);
    this.#edit(draft);
    this.problems = [];
    void this.focusCommand();
  }

  #switchForm(): void {
    const result = switchForm(this.session.store.draft);
    if ('refusal' in result) this.refusal = result.refusal;
    else {
      this.#edit(result.change);
      this.problems = [];
    }
  }

  async #run(paused = false): Promise<void> {
    const { store } = this.session;
    this.problems = draftProblems(store.draft);
    const [first] = this.problems;
    if (first === undefined) {
      if (!store.connection.connected || store.starting) return;
      if (paused) this.#edit({ consumer: 'paused' });
      await startAndKeep(store);
      return;
    }
    this.focused.enter();
    await this.updateComplete;
    if (first.field === 'argv') await this.editor?.focusChip(first.index);
    else if (first.field === 'command') await this.line?.focusLine();
    else for (const at of this.renderRoot.querySelectorAll('ps-composer-options')) await at.focusProblem(first);
  }

  #clear(): void {
    const { form } = this.session.store.draft;
    this.#replace({ ...EMPTY_DRAFT, form });
  }

  async #showHistory(): Promise<void> {
    const { store } = this.session;
    if (!this.first && !store.composing && this.offsetHeight === 0) store.compose();
    this.focused.enter();
    await this.updateComplete;
    await this.more?.showHistory();
  }

  #step(event: HistoryStep): void {
    const { draft } = this.session.store;
    const next = event.by === -1 ? this.#walk.back(draft) : this.#walk.forward(draft);
    if (next === null) return;
    event.preventDefault();
    this.#edit(next);
    this.problems = [];
    void this.focusCommand();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void this.#run();
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyP') {
      event.preventDefault();
      void this.#showHistory();
    } else if (event.key === 'Escape' && this.session.store.composing && !this.#overlaid(event)) {
      this.session.store.stopComposing();
    }
  }

  #overlaid(event: Event): boolean {
    return event.composedPath().some((at) => at instanceof Element && at.matches(':popover-open'));
  }

  #problemOf(field: DraftProblem['field']): DraftProblem | undefined {
    return this.problems.find((problem) => problem.field === field);
  }

  #words(): string {
    return (
      this.refusal ||
      (this.#problemOf('argv') ?? this.#problemOf('command'))?.words ||
      this.session.store.problem?.words ||
      ''
    );
  }

  #drawCommand(draft: Draft): TemplateResult {
    return drawCommandField(draft, {
      problem: this.#problemOf(draft.form === 'exec' ? 'argv' : 'command') ?? missingProgram(this.session.store),
      refusal: this.refusal,
      edit: (change) => this.#edit(change),
      step: (event) => this.#step(event),
      split: (text, index) => this.more?.showSplit(text, index),
      done: () => this.focusRun(),
    });
  }

  #drawRun(blank: boolean): TemplateResult {
    const { store } = this.session;
    const next = this.first || (this.focused.value && failedStart(store) === null);
    return html`<button
      type="button"
      class="btn tall run ${blank ? 'blank' : next ? 'primary' : ''}"
      aria-disabled=${!store.connection.connected || store.starting}
      title=${store.connection.connected ? nothing : t('composer.offline')}
      aria-keyshortcuts="Control+Enter"
      aria-describedby="words"
      @click=${() => this.#run()}
    >
      ${drawIcon('play', 14)}${t('composer.run')} ${blank ? nothing : drawKey(this.first ? 'Enter' : 'Ctrl+Enter')}
    </button>`;
  }

  #drawOptions(show: 'all' | 'streams' | 'rest'): TemplateResult {
    const { store } = this.session;
    return html`<ps-composer-options
      class=${show}
      show=${show}
      agent-cwd=${store.connection.client?.agent?.cwd ?? ''}
      .draft=${store.draft}
      .problems=${this.problems}
      @draft-edit=${(event: DraftEdit) => this.#edit(event.change)}
    ></ps-composer-options>`;
  }

  #drawMore(): TemplateResult {
    const { store } = this.session;
    return html`<ps-composer-more
      ?short=${this.first}
      .draft=${store.draft}
      .whyNot=${whyNotPress(store)}
      @draft-pick=${(event: DraftPick) => this.#replace(event.draft)}
      @more-act=${({ act }: MoreAct) => (act === 'clear' ? this.#clear() : void this.#run(true))}
    ></ps-composer-more>`;
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { draft } = store;
    const blank = isBlank(draft);
    const open = this.first || store.composing || this.focused.value || !blank;
    return html`<form
      aria-label=${t('composer.name')}
      novalidate
      @keydown=${this.#keydown}
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#run();
      }}
    >
      <ps-segmented
        label=${t('composer.form')}
        .segments=${FORMS.map((value) => ({ value, words: t(`composer.form.${value}`) }))}
        .value=${draft.form}
        @segment-pick=${({ value }: SegmentPick) => value !== draft.form && this.#switchForm()}
      ></ps-segmented>
      ${this.first ? this.#drawOptions('rest') : nothing} ${this.#drawCommand(draft)}
      ${this.first ? nothing : this.#drawRun(blank)}
      ${
        store.composing && !this.first
          ? html`<button
              type="button"
              class="btn ghost icon close"
              aria-label=${t('composer.close')}
              @click=${() => store.stopComposing()}
            >
              ${drawIcon('cross')}
            </button>`
          : nothing
      }
      ${drawComposerWords(this.#words(), this.refusal !== '', store.connection.connected)}
      ${draft.form === 'shell' && draft.command.trim() !== '' ? html`<ps-shell-preview .command=${draft.command}></ps-shell-preview>` : nothing}
      ${open ? html`<div class="opts">${this.#drawOptions(this.first ? 'streams' : 'all')}<span class="grow"></span>${this.#drawMore()}${this.first ? this.#drawRun(blank) : nothing}</div>` : nothing}
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-composer': ComposerElement;
  }
}
