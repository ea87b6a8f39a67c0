import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { FilePick } from './file-pick.ts';
import type { FileSender } from './file-sender.ts';
import { stdinFileStyles } from './stdin-file-styles.ts';

/** The file for stdin: chosen, on its way with its progress, or how that ended. */
@customElement('ps-stdin-file')
export class StdinFile extends LitElement {
  static override styles = [controls, stdinFileStyles];

  @property({ attribute: false }) sender: FileSender | null = null;
  /** Nothing may be chosen now. */
  @property({ type: Boolean }) disabled = false;
  @query('input') private input!: HTMLInputElement;
  @query('button') private first!: HTMLButtonElement | null;
  #stop: () => void = () => undefined;
  #followed: FileSender | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override willUpdate(): void {
    this.#follow(this.sender);
  }

  protected override updated(): void {
    const { sender } = this;
    if (sender === null) return;
    const share = sender.size === 0 ? 100 : (100 * sender.sent) / sender.size;
    this.style.setProperty('--share', `${share}%`);
  }

  override focus(): void {
    this.first?.focus();
  }

  #follow(sender: FileSender | null): void {
    if (sender === this.#followed) return;
    this.#stop();
    this.#followed = sender;
    this.#stop = sender?.subscribe(() => this.requestUpdate()) ?? (() => undefined);
  }

  #picked(): void {
    const file = this.input.files?.[0];
    // Choosing the same file once more counts too.
    this.input.value = '';
    if (file !== undefined) this.dispatchEvent(new FilePick(file));
  }

  #drawChoose(): TemplateResult {
    return html`<button class="btn" ?disabled=${this.disabled} @click=${() => this.input.click()}>
      ${t('run.file.choose')}
    </button>`;
  }

  #drawProgress(sender: FileSender): TemplateResult {
    const [sent, size] = [formatBytes(sender.sent), formatBytes(sender.size)];
    const paused = sender.state === 'paused';
    return html`<div
        role="progressbar"
        aria-label=${t('run.file.progress', { name: sender.name })}
        aria-valuemin="0"
        aria-valuemax=${sender.size}
        aria-valuenow=${sender.sent}
        aria-valuetext=${t('run.file.of', { sent, size })}
      >
        <div class="fill"></div>
      </div>
      <span class="num muted">${t('run.file.of', { sent, size })}</span>
      <button class="btn" @click=${() => (paused ? sender.resume() : sender.pause())}>
        ${t(paused ? 'run.file.resume' : 'run.file.pause')}
      </button>
      <button class="btn ghost" @click=${() => sender.stop()}>${t('run.file.stop')}</button>`;
  }

  #drawSender(sender: FileSender): TemplateResult {
    const { state, name, failure } = sender;
    const [sent, size] = [formatBytes(sender.sent), formatBytes(sender.size)];
    switch (state) {
      case 'ready':
        return html`<span class="name" title=${name}>${name}</span><span class="num muted">${size}</span>
          ${this.#drawChoose()}`;
      case 'sending':
      case 'paused':
        return html`<span class="name" title=${name}>${name}</span>${this.#drawProgress(sender)}`;
      case 'sent':
        return html`${drawIcon('check')}<span class="words">${t('run.file.sent', { name, size })}</span>
          ${this.#drawChoose()}`;
      case 'stopped':
        return html`<span class="words"
            >${t('run.file.stopped', { name, sent, size })}${
              sender.waiting === 0 ? '' : ` ${t('run.file.stillSent', { rest: formatBytes(sender.waiting) })}`
            }</span
          >${this.#drawChoose()}`;
      case 'failed':
        return html`<span class="words wrong">${t('run.file.failed', { name, sent, size, why: failure })}</span>
          ${this.#drawChoose()}`;
    }
  }

  override render(): TemplateResult {
    const { sender } = this;
    return html`${
      sender === null
        ? html`${this.#drawChoose()}<span class="muted">${t('run.file.drop')}</span>`
        : this.#drawSender(sender)
    }${sender?.active === true ? nothing : html`<input type="file" hidden @change=${this.#picked} />`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-stdin-file': StdinFile;
  }
}
