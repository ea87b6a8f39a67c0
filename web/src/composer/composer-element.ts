import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type Draft, type DraftProblem, draftProblems, isBlank } from '../state/draft.ts';
import { SessionController } from '../state/session-controller.ts';
import { joinWords, lostWords, splitWords } from '../state/shell-words.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';
import { isPlainKey, isTyping } from '../ui/typing.ts';
import type { ArgvChange, ArgvEditor } from './argv-editor.ts';
import './argv-editor.ts';
import type { ComposerOptions, DraftEdit } from './composer-options.ts';
import { composerStyles } from './composer-styles.ts';
import './composer-options.ts';

const FORMS = [
  { value: 'exec', words: 'exec' },
  { value: 'shell', words: 'shell' },
];

/** Where a run is put together and started. What is typed stays until it has started. */
@customElement('ps-composer')
export class ComposerElement extends LitElement {
  static override styles = [controls, composerStyles];

  /** The first run's card: everything is shown, and Run has the focus. */
  @property({ type: Boolean, reflect: true }) first = false;
  @state() private problems: readonly DraftProblem[] = [];
  @state() private refusal = '';
  @query('ps-argv-editor') private editor!: ArgvEditor | null;
  @query('.shell') private line!: HTMLTextAreaElement | null;
  @query('ps-composer-options') private options!: ComposerOptions | null;
  @query('.run') private runButton!: HTMLButtonElement;

  private readonly session = new SessionController(this);
  readonly #key = (event: KeyboardEvent): void => {
    const plain = event.key === 'c' && isPlainKey(event) && !isTyping(event);
    if (!plain && !(event.altKey && event.code === 'KeyC')) return;
    event.preventDefault();
    this.session.store.compose();
  };
  #asked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
  }

  protected override firstUpdated(): void {
    if (this.first) this.runButton.focus();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { composing } = this.session.store;
    if (composing && !this.#asked) void this.focusCommand();
    this.#asked = composing;
  }

  /** Puts the focus where the command is typed. */
  async focusCommand(): Promise<void> {
    await this.updateComplete;
    if (this.line !== null) this.line.focus();
    else await this.editor?.focusChip(this.session.store.draft.argv.length);
  }

  #edit(change: Partial<Draft>): void {
    const { store } = this.session;
    store.edit(change);
    this.refusal = '';
    if (this.problems.length > 0) this.problems = draftProblems(store.draft);
  }

  #toShell(): void {
    const { draft } = this.session.store;
    if (draft.form === 'shell') return;
    this.#edit({ form: 'shell', ...(draft.argv.length > 0 && { command: joinWords(draft.argv) }) });
    this.problems = [];
  }

  #toExec(): void {
    const { draft } = this.session.store;
    if (draft.form === 'exec') return;
    const result = splitWords(draft.command);
    if ('words' in result) {
      this.#edit({ form: 'exec', ...(result.words.length > 0 && { argv: result.words }) });
      this.problems = [];
    } else this.refusal = lostWords(result);
  }

  async #run(): Promise<void> {
    const { store } = this.session;
    this.problems = draftProblems(store.draft);
    const [first] = this.problems;
    if (first === undefined) {
      if (store.connection.connected) await store.start();
      return;
    }
    await this.updateComplete;
    if (first.field === 'argv') await this.editor?.focusChip(first.index);
    else if (first.field === 'command') this.line?.focus();
    else await this.options?.focusProblem(first);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void this.#run();
    } else if (event.key === 'Escape' && this.session.store.composing) this.session.store.stopComposing();
  }

  #problemOf(field: DraftProblem['field']): DraftProblem | undefined {
    return this.problems.find((problem) => problem.field === field);
  }

  #drawCommand(draft: Draft): TemplateResult {
    const argv = this.#problemOf('argv');
    const command = this.#problemOf('command');
    return draft.form === 'exec'
      ? html`<ps-argv-editor
          role="group"
          aria-label="Arguments"
          .argv=${draft.argv}
          .wrongAt=${argv?.index ?? -1}
          .wrongWords=${argv?.words ?? ''}
          @argv-done=${() => this.runButton.focus()}
          @argv-change=${(event: ArgvChange) => this.#edit({ argv: event.argv })}
        ></ps-argv-editor>`
      : html`<textarea
          class="field shell"
          rows="1"
          aria-label="Shell command"
          placeholder="A line for /bin/sh"
          aria-invalid=${command !== undefined}
          aria-describedby="words"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${live(draft.command)}
          @input=${(event: Event) => this.#edit({ command: (event.target as HTMLTextAreaElement).value })}
        ></textarea>`;
  }

  #words(): string {
    const { store } = this.session;
    return this.refusal || (this.#problemOf('argv') ?? this.#problemOf('command'))?.words || store.problem?.words || '';
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { draft } = store;
    const { connected } = store.connection;
    const blank = isBlank(draft);
    const words = this.#words();
    return html`<form
      aria-label="Composer"
      novalidate
      @keydown=${this.#keydown}
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#run();
      }}
    >
      <ps-segmented
        label="How to start"
        .segments=${FORMS}
        .value=${draft.form}
        @segment-pick=${({ value }: SegmentPick) => (value === 'shell' ? this.#toShell() : this.#toExec())}
      ></ps-segmented>
      ${this.first ? html`<span class="grow"></span>` : nothing} ${this.#drawCommand(draft)}
      <button
        type="button"
        class="btn tall run ${blank ? '' : 'primary'}"
        ?disabled=${store.starting}
        aria-disabled=${!connected}
        aria-keyshortcuts="Control+Enter"
        aria-describedby="words"
        @click=${this.#run}
      >
        ${drawIcon('play', 14)}Run ${blank ? nothing : html`<kbd class="key" aria-hidden="true">${this.first ? 'Enter' : 'Ctrl+Enter'}</kbd>`}
      </button>
      ${
        store.composing && !this.first
          ? html`<button
              type="button"
              class="btn ghost icon close"
              aria-label="Close composer"
              @click=${() => store.stopComposing()}
            >
              ${drawIcon('cross')}
            </button>`
          : nothing
      }
      <p class="words small ${words === '' ? 'muted' : 'wrong'}" id="words" role="status" ?hidden=${words === '' && connected}>
        ${words === '' ? (connected ? '' : 'Not connected, so nothing can be started now. What you typed is kept.') : drawWords(words)}
      </p>
      ${
        blank && !this.first && !store.composing
          ? nothing
          : html`<ps-composer-options
              .draft=${draft}
              .problems=${this.problems}
              .agentCwd=${store.connection.client?.agent?.cwd ?? ''}
              @draft-edit=${(event: DraftEdit) => this.#edit(event.change)}
            ></ps-composer-options>`
      }
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-composer': ComposerElement;
  }
}
