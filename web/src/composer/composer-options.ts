import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type Draft, type DraftProblem, EMPTY_DRAFT } from '../state/draft.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { EnvEdit } from './env-editor.ts';
import './env-editor.ts';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

const PIPE = { value: 'pipe', words: 'PIPE' } as const;
const DEVNULL = { value: 'devnull', words: 'DEVNULL' } as const;
const STDERR: readonly Choice<Draft['stderr']>[] = [PIPE, { value: 'stdout', words: 'STDOUT' }, DEVNULL];
const CONSUMERS: readonly Choice<Draft['consumer']>[] = [
  { value: 'follow', words: 'Follow' },
  { value: 'paused', words: 'Paused' },
];

/** Told when an option changes. */
export class DraftEdit extends Event {
  readonly change: Partial<Draft>;
  constructor(change: Partial<Draft>) {
    super('draft-edit');
    this.change = change;
  }
}

/** How a run is started: streams and consumer in a row, folder, environment and session behind a button. */
@customElement('ps-composer-options')
export class ComposerOptions extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .opts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 2px;
        margin-left: -8px;
        align-items: center;
        min-height: 32px;
      }
      .opt {
        display: inline-flex;
        align-items: center;
        height: 24px;
        padding: 0 6px 0 8px;
        border-radius: var(--r-control);
        color: var(--muted);
        font-size: 12px;
        white-space: nowrap;
        position: relative;
      }
      .opt:hover {
        background: var(--raised);
      }
      select {
        appearance: none;
        border: 0;
        border-radius: var(--r-control);
        background: none;
        color: var(--text);
        height: 24px;
        padding: 0 18px 0 6px;
        margin-right: -14px;
        font: 400 12px/24px var(--mono);
        field-sizing: content;
      }
      option {
        background: var(--raised);
        color: var(--text);
      }
      .opt .i {
        pointer-events: none;
      }
      .more {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 8px 24px;
        padding: 8px 0 4px;
      }
      .cwd {
        width: 100%;
        height: 28px;
        font-family: var(--mono);
      }
      .cwd[aria-invalid='true'] {
        border-color: var(--failure);
      }
      h3 {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
        margin-bottom: 4px;
      }
      .tick {
        display: flex;
        gap: 8px;
        align-items: flex-start;
        margin-top: 8px;
      }
      .tick input {
        margin: 3px 0 0;
      }
      @media (pointer: coarse) {
        .opt,
        select {
          height: 44px;
        }
      }
      @media (max-width: 600px) {
        .more {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) draft: Draft = EMPTY_DRAFT;
  @property({ attribute: false }) problems: readonly DraftProblem[] = [];
  /** The agent's working directory, shown where none is given. */
  @property({ attribute: 'agent-cwd' }) agentCwd = '';
  @state() private open = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('problems') && this.problems.some(({ field }) => field === 'cwd' || field === 'env'))
      this.open = true;
  }

  /** Puts the focus on the field a problem is about. */
  async focusProblem({ field, index }: DraftProblem): Promise<void> {
    this.open = true;
    await this.updateComplete;
    if (field === 'cwd') this.renderRoot.querySelector<HTMLInputElement>('.cwd')?.focus();
    else await this.renderRoot.querySelector('ps-env-editor')?.focusRow(index);
  }

  #edit(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftEdit(change));
  }

  #toggle(): void {
    this.open = !this.open;
  }

  #problemOf(field: DraftProblem['field']): DraftProblem | undefined {
    return this.problems.find((problem) => problem.field === field);
  }

  #drawChoice<Value extends string>(
    label: string,
    value: Value,
    choices: readonly Choice<Value>[],
    pick: (value: Value) => void,
  ): TemplateResult {
    const options = choices.map(
      (choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.words}</option>`,
    );
    return html`<label class="opt">
      ${label}
      <select aria-label=${label} .value=${live(value)} @change=${(event: Event) => pick((event.target as HTMLSelectElement).value as Value)}>
        ${options}
      </select>
      ${drawIcon('down', 12)}
    </label>`;
  }

  #drawMore(): TemplateResult {
    const { draft } = this;
    const cwd = this.#problemOf('cwd');
    const env = this.#problemOf('env');
    return html`<div class="more" id="more">
      <div>
        <h3><label for="cwd">Working directory</label></h3>
        <input
          id="cwd"
          class="field cwd"
          placeholder=${this.agentCwd === '' ? "the agent's own" : this.agentCwd}
          aria-invalid=${cwd !== undefined}
          aria-describedby="cwd-wrong"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${live(draft.cwd)}
          @input=${(event: Event) => this.#edit({ cwd: (event.target as HTMLInputElement).value })}
        />
        <p class="wrong" id="cwd-wrong">${cwd?.words ?? ''}</p>
        <label class="tick">
          <input
            type="checkbox"
            .checked=${live(draft.newSession)}
            @change=${(event: Event) => this.#edit({ newSession: (event.target as HTMLInputElement).checked })}
          />
          <span>
            new session
            <span class="muted small">It leads its own process group, so the whole family can get a signal.</span>
          </span>
        </label>
      </div>
      <div role="group" aria-labelledby="env-title">
        <h3 id="env-title">Environment</h3>
        <ps-env-editor
          .env=${draft.env}
          .wrongAt=${env?.index ?? -1}
          .wrongWords=${env?.words ?? ''}
          @env-change=${(event: EnvEdit) => this.#edit({ env: event.env })}
        ></ps-env-editor>
      </div>
    </div>`;
  }

  /** What is behind the button, as far as it was changed. */
  #summary(): string {
    const { cwd, env, newSession } = this.draft;
    const changes = env.filter(({ name }) => name !== '').length;
    const parts = [cwd, changes === 0 ? '' : `env ±${changes}`, newSession ? '' : "agent's session"];
    return parts.filter((part) => part !== '').join(' · ') || 'More';
  }

  override render(): TemplateResult {
    const { draft } = this;
    return html`<div class="opts">
        ${this.#drawChoice('stdin', draft.stdin, [PIPE, DEVNULL], (stdin) => this.#edit({ stdin }))}
        ${this.#drawChoice('stdout', draft.stdout, [PIPE, DEVNULL], (stdout) => this.#edit({ stdout }))}
        ${this.#drawChoice('stderr', draft.stderr, STDERR, (stderr) => this.#edit({ stderr }))}
        ${this.#drawChoice('consumer', draft.consumer, CONSUMERS, (consumer) => this.#edit({ consumer }))}
        <span class="grow"></span>
        <button type="button" class="btn ghost sm" aria-expanded=${this.open} aria-controls="more" title="Working directory, environment, session" @click=${this.#toggle}>
          ${this.#summary()} ${drawIcon('down', 12)}
        </button>
      </div>
      ${this.open ? this.#drawMore() : nothing}`;
  }
}
