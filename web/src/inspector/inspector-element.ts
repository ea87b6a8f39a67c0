import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Draft, isBlank } from '../state/draft.ts';
import { pointed } from '../state/draft-highlight.ts';
import type { RunInfo } from '../state/protocol.ts';
import { argvText } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { showHidden } from '../state/shell-escapes.ts';
import { explainShell, type Meaning } from '../state/shell-meaning.ts';
import { parseShell } from '../state/shell-parser.ts';
import { markSpecial } from '../state/shell-special.ts';
import { unfinishedWords } from '../state/shell-unfinished.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { StoreController } from '../ui/store-controller.ts';
import '../ui/tabs-element.ts';
import { type ArgumentMeaning, explainArgv, ownShell } from './argv-meaning.ts';
import { inspectorStyles } from './inspector-styles.ts';
import { draftFacts, runFacts, type StartFact } from './start-facts.ts';

/** Parts of a long command that are explained. */
const EXPLAINED_MAX = 300;

/** How many parts of a long command are not explained. */
function drawRest(parts: number): TemplateResult | typeof nothing {
  const count = parts - EXPLAINED_MAX;
  return count > 0 ? html`<p class="note muted">${t('composer.explain.rest', { count })}</p>` : nothing;
}

/** What stands beside main: it explains what is being composed, or what a run was started with. */
@customElement('ps-inspector')
export class InspectorElement extends LitElement {
  static override styles = [controls, inspectorStyles];

  private readonly session = new SessionController(this);

  constructor() {
    super();
    new StoreController(this, pointed);
  }

  #drawPart(
    key: string,
    looks: string,
    part: TemplateResult,
    title: string,
    words: string,
    bad = false,
  ): TemplateResult {
    return html`<div
      class="part ${looks} ${key !== '' && pointed.covers(key) ? 'on' : ''}"
      @pointerenter=${() => pointed.point(key)}
      @pointerleave=${() => pointed.point('')}
    >
      <dt class=${bad ? 'bad' : ''} translate="no" title=${title}>${part}</dt>
      <dd>${drawWords(words)}</dd>
    </div>`;
  }

  #drawArgument({ key, text, words, bad }: ArgumentMeaning, live: boolean): TemplateResult {
    const shown =
      text === ''
        ? html`<span class="muted">""</span>`
        : html`${showHidden(text).flatMap((piece) =>
            piece.escape
              ? [html`<span class="esc">${piece.text}</span>`]
              : markSpecial(piece.text).map((run) => (run.special ? html`<u>${run.text}</u>` : html`${run.text}`)),
          )}`;
    return this.#drawPart(live ? key : '', '', shown, text, words, bad);
  }

  #drawArgv(argv: readonly string[], live: boolean, notFound = false): TemplateResult {
    const shell = ownShell(argv);
    return html`<dl class="parts">${explainArgv(argv.slice(0, EXPLAINED_MAX), notFound).map((meaning) => this.#drawArgument(meaning, live))}</dl>
      ${drawRest(argv.length)}
      <p class="note muted">
        ${drawWords(shell === null ? t('composer.explain.noShell') : t('composer.explain.ownShell', { program: shell }))}
      </p>`;
  }

  #drawMeaning({ key, source, words, depth }: Meaning, live: boolean): TemplateResult {
    const looks = depth === 0 ? '' : depth === 1 ? 'inside' : 'inside deep';
    const shown = showHidden(source).map(({ text, escape }) =>
      escape ? html`<span class="esc">${text}</span>` : text,
    );
    return this.#drawPart(live ? key : '', looks, html`${shown}`, source, words);
  }

  #drawShell(command: string, live: boolean, cut = false): TemplateResult {
    const { tokens, unfinished } = parseShell(command);
    const meanings = explainShell(command, tokens);
    return html`<p class="muted">${drawWords(t('composer.explain.shellRuns'))}</p>
      ${(cut ? [] : unfinished).map(
        (missing) =>
          html`<p class="missing"><span class="c-caution">${drawIcon('alert', 14)}</span><span>${drawWords(unfinishedWords(missing))}</span></p>`,
      )}
      <dl class="parts note">${meanings.slice(0, EXPLAINED_MAX).map((meaning) => this.#drawMeaning(meaning, live))}</dl>
      ${drawRest(meanings.length)}`;
  }

  #drawFacts(title: string, facts: readonly StartFact[]): TemplateResult {
    return html`<section>
      <h2>${title}</h2>
      <dl class="facts">
        ${facts.map(({ name, words, mono }) => html`<dt>${name}</dt><dd class=${mono === true ? 'mono' : ''} translate=${mono === true ? 'no' : nothing}>${words}</dd>`)}
      </dl>
    </section>`;
  }

  #drawDraft(draft: Draft): TemplateResult {
    const { streams, options } = draftFacts(draft);
    return html`<section>
        <h2>${t('composer.explain.command')}</h2>
        ${draft.form === 'exec' ? this.#drawArgv(draft.argv, true) : this.#drawShell(draft.command, true)}
      </section>
      ${this.#drawFacts(t('composer.explain.streams'), streams)} ${this.#drawFacts(t('composer.explain.options'), options)}`;
  }

  #drawRun(run: RunInfo): TemplateResult {
    const { streams, options } = runFacts(run);
    const argv = argvText(run);
    const notFound = run.state === 'failed' && run.error?.hint?.kind === 'not-found';
    return html`<section>
        <h2>${t(run.state === 'failed' ? 'composer.explain.notStarted' : 'composer.explain.started', { number: run.number })}</h2>
        ${run.shell ? this.#drawShell(argv[2] ?? '', false, run.cut !== undefined) : this.#drawArgv(argv, false, notFound)}
        ${run.cut === undefined ? nothing : html`<p class="note muted">${t('run.cut.why', { size: formatBytes(run.cut) })}</p>`}
      </section>
      ${this.#drawFacts(t('composer.explain.streams'), streams)} ${this.#drawFacts(t('composer.explain.options'), options)}`;
  }

  /** True when the draft is what the run was started with: explained once. */
  #isRun(draft: Draft, run: RunInfo): boolean {
    const argv = argvText(run);
    return draft.form === 'shell'
      ? run.shell && argv[2] === draft.command
      : !run.shell && argv.length === draft.argv.length && argv.every((arg, index) => arg === draft.argv[index]);
  }

  override render(): TemplateResult {
    const { draft, selected } = this.session.store;
    const typed = draft.form === 'exec' ? draft.argv.length > 0 : draft.command.trim() !== '';
    const composing = typed && !isBlank(draft) && (selected === null || !this.#isRun(draft, selected));
    return html`<ps-tabs
      label=${t('composer.explain.tabs')}
      value="explain"
      .tabs=${[{ value: 'explain', words: t('composer.explain') }]}
    >
      <div class="body">
        ${composing ? this.#drawDraft(draft) : nothing} ${selected === null || composing ? nothing : this.#drawRun(selected)}
        ${selected === null && !composing ? html`<p class="muted">${t('composer.explain.blank')}</p>` : nothing}
      </div>
    </ps-tabs>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-inspector': InspectorElement;
  }
}
