import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type Draft, type DraftProblem, EMPTY_DRAFT, limitBytes } from '../state/draft.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { formatCount } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import type { PopoverElement } from '../ui/popover-element.ts';
import '../ui/popover-element.ts';
import { DraftEdit } from './draft-edit.ts';
import type { EnvEdit } from './env-editor.ts';
import './cwd-field.ts';
import { cwdFieldStyles } from './cwd-field-styles.ts';
import { CHOICES, type Choice, type ChoiceName } from './option-choices.ts';
import { optionsStyles } from './options-styles.ts';
import { drawDiagram } from './stdio-diagram.ts';

type OptionName = ChoiceName | 'cwd' | 'env' | 'limit' | 'session';

const STREAMS: readonly OptionName[] = ['stdin', 'stdout', 'stderr'];
const REST: readonly OptionName[] = ['consumer', 'cwd', 'env', 'limit', 'session'];

/** How a run is started: a row of buttons, each with its value and a popover to change it. */
@customElement('ps-composer-options')
export class ComposerOptions extends LitElement {
  static override styles = [controls, optionsStyles, cwdFieldStyles];

  @property({ attribute: false }) draft: Draft = EMPTY_DRAFT;
  @property({ attribute: false }) problems: readonly DraftProblem[] = [];
  /** The agent's working directory, shown where none is given. */
  @property({ attribute: 'agent-cwd' }) agentCwd = '';
  /** `streams`, `rest`, or both. */
  @property() show: 'all' | 'streams' | 'rest' = 'all';

  /** Opens what a problem is about and puts the focus there. */
  async focusProblem({ field, index }: DraftProblem): Promise<void> {
    await this.updateComplete;
    const button = this.renderRoot.querySelector<HTMLButtonElement>(`#open-${field}`);
    if (button === null) return;
    this.#popoverOf(button)?.show(button);
    if (field !== 'env') return;
    await import('./env-editor.ts');
    await this.renderRoot.querySelector('ps-env-editor')?.focusRow(index);
  }

  #popoverOf(button: HTMLElement): PopoverElement | null {
    const next = button.nextElementSibling;
    return next?.localName === 'ps-popover' ? (next as PopoverElement) : null;
  }

  #edit(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftEdit(change));
  }

  #problemOf(name: OptionName): DraftProblem | undefined {
    return this.problems.find(({ field }) => field === name);
  }

  /** The checked radio has the focus when a popover opens, not the first. */
  #opened(event: ToggleEvent): void {
    if (event.newState !== 'open') return;
    const popover = event.currentTarget as PopoverElement;
    popover.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.focus();
  }

  #drawOption(name: OptionName, label: string, value: string, content: TemplateResult): TemplateResult {
    const problem = this.#problemOf(name);
    return html`<button
        type="button"
        id=${`open-${name}`}
        class="opt ${problem === undefined ? '' : 'bad'}"
        aria-haspopup="dialog"
        aria-expanded="false"
        aria-describedby=${problem === undefined ? nothing : `${name}-wrong`}
        @click=${(event: Event) => {
          const button = event.currentTarget as HTMLButtonElement;
          this.#popoverOf(button)?.toggle(button);
        }}
      >
        ${label} ${value === '' ? nothing : html`<b>${value}</b>`}${REST.includes(name) ? nothing : drawIcon('down', 12)}
      </button>
      <ps-popover role="dialog" class=${name === 'env' || STREAMS.includes(name) ? 'wide' : ''} aria-label=${label} @toggle=${this.#opened}>
        ${content}
        <p class="wrong" id=${`${name}-wrong`}>${problem?.words ?? ''}</p>
      </ps-popover>`;
  }

  #labelOf({ label }: Choice): string {
    return typeof label === 'string' ? label : t(label.id);
  }

  #drawChoices(name: ChoiceName): TemplateResult {
    const { draft } = this;
    const choices = CHOICES[name];
    const chosen = choices.find(({ value }) => value === draft[name]);
    const radios = html`<div class="choices" role="radiogroup" aria-label=${t(`composer.${name}`)}>
      ${choices.map(
        (choice) => html`<label class="choice">
          <input
            type="radio"
            name=${name}
            aria-label=${this.#labelOf(choice)}
            aria-describedby=${`${name}-${choice.value}`}
            .checked=${live(choice.value === draft[name])}
            @change=${() => this.#edit({ [name]: choice.value })}
          />
          <span class=${typeof choice.label === 'string' ? 'mono' : ''}>${this.#labelOf(choice)}</span>
          <span class="small muted" id=${`${name}-${choice.value}`}>${t(choice.words)}</span>
        </label>`,
      )}
    </div>`;
    const content = name === 'consumer' ? radios : html`<div class="pair">${radios}${drawDiagram(draft, name)}</div>`;
    return this.#drawOption(name, t(`composer.${name}`), chosen === undefined ? '' : this.#labelOf(chosen), content);
  }

  #drawCwd(): TemplateResult {
    const { draft, agentCwd } = this;
    return this.#drawOption(
      'cwd',
      t('composer.cwd.label'),
      draft.cwd,
      html`<ps-cwd-field
        class="block form"
        agent-cwd=${agentCwd}
        .value=${draft.cwd}
        .wrong=${this.#problemOf('cwd') !== undefined}
        @draft-edit=${(event: DraftEdit) => this.#edit(event.change)}
      ></ps-cwd-field>`,
    );
  }

  #drawEnv(): TemplateResult {
    const { env, envEmpty } = this.draft;
    const problem = this.#problemOf('env');
    const count = env.filter(({ name, remove }) => name !== '' && !(envEmpty && remove)).length;
    return this.#drawOption(
      'env',
      t('composer.env.label'),
      t(envEmpty ? 'composer.env.emptied' : 'composer.env.changes', { count }),
      html`<ps-env-editor
        role="group"
        aria-label=${t('composer.env')}
        .env=${env}
        .empty=${envEmpty}
        .wrongAt=${problem?.index ?? -1}
        .wrongWords=${problem?.words ?? ''}
        @env-change=${(event: EnvEdit) => this.#edit({ env: event.env, envEmpty: event.empty })}
      ></ps-env-editor>`,
    );
  }

  #drawLimit(): TemplateResult {
    const bytes = limitBytes(this.draft);
    return this.#drawOption(
      'limit',
      t('composer.limit'),
      bytes === null ? this.draft.limit : formatCount(bytes),
      html`<label class="block form">
        ${t('composer.limit.field')}
        <input
          class="field"
          inputmode="numeric"
          aria-invalid=${this.#problemOf('limit') !== undefined}
          aria-describedby="limit-wrong limit-hint"
          autocomplete="off"
          .value=${live(this.draft.limit)}
          @input=${(event: Event) => this.#edit({ limit: (event.target as HTMLInputElement).value.trim() })}
        />
        <span class="small muted" id="limit-hint"
          >${bytes === null ? t('composer.limit.hint.unknown') : t('composer.limit.hint', { pause: bytes * 2 })}</span
        >
      </label>`,
    );
  }

  #drawSession(): TemplateResult {
    const { newSession } = this.draft;
    return this.#drawOption(
      'session',
      t('composer.session'),
      t(newSession ? 'composer.session.new' : 'composer.session.same'),
      html`<label class="choice form">
        <input
          type="checkbox"
          aria-label=${t('composer.session.field')}
          aria-describedby="session-hint"
          .checked=${live(newSession)}
          @change=${(event: Event) => this.#edit({ newSession: (event.target as HTMLInputElement).checked })}
        />
        <span>${t('composer.session.field')}</span>
        <span class="small muted" id="session-hint">${drawWords(t('composer.session.hint'))}</span>
      </label>`,
    );
  }

  #draw(name: OptionName): TemplateResult {
    switch (name) {
      case 'cwd':
        return this.#drawCwd();
      case 'env':
        return this.#drawEnv();
      case 'limit':
        return this.#drawLimit();
      case 'session':
        return this.#drawSession();
      default:
        return this.#drawChoices(name);
    }
  }

  override render(): TemplateResult {
    const shown = this.show === 'streams' ? STREAMS : this.show === 'rest' ? REST : [...STREAMS, ...REST];
    // Where the row is narrow it breaks here, so that no option is left alone on the last one.
    return html`${shown.map((name) => [name === 'limit' ? html`<span class="break"></span>` : nothing, this.#draw(name)])}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-composer-options': ComposerOptions;
  }
}
