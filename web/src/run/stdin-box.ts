import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { actions } from '../state/actions.ts';
import type { RunInfo, StdinChannel } from '../state/protocol.ts';
import { takesStdin } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';
import { FileDrop } from './file-drop.ts';
import type { FilePick } from './file-pick.ts';
import type { FileSender } from './file-sender.ts';
import { fileSenderOf, takeFile } from './file-senders.ts';
import { FocusKeeper } from './focus-keeper.ts';
import type { PasteSend, PasteSheet } from './paste-sheet.ts';
import { stdinBoxStyles } from './stdin-box-styles.ts';
import { unescapeBytes } from './stdin-escapes.ts';
import type { StdinFile } from './stdin-file.ts';
import { stdinPartStyles } from './stdin-file-styles.ts';
import { CTRL_D, drawTerminalKeys } from './stdin-keys.ts';
import './stdin-line.ts';
import type { LargePaste, LineEdit, StdinLine } from './stdin-line.ts';
import {
  footWords,
  isOverMark,
  STDIN_MODES,
  type StdinMode,
  type StdinState,
  sendWords,
  sentWords,
  whyNoStdin,
} from './stdin-words.ts';

const utf8 = new TextEncoder();
/** What was typed and not sent, by run. */
const unsent = new Map<string, string>();

/** The box that writes to a child's stdin: a line, exact bytes or a file at a time, then EOF. */
@customElement('ps-stdin-box')
export class StdinBox extends LitElement {
  static override styles = [controls, stdinBoxStyles, stdinPartStyles];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private text = '';
  @state() private asking = false;
  @state() private mode: StdinMode = 'line';
  @query('ps-stdin-line') private line!: StdinLine | null;
  @query('ps-stdin-file') private file!: StdinFile | null;
  @query('.eof') private eof!: HTMLElement | null;
  @query('ps-paste-sheet') private sheet!: PasteSheet;

  private readonly session = new SessionController(this);
  private readonly drop = new FileDrop(
    this,
    () => this.#connected && this.#channel !== null && this.#sender?.active !== true,
    (file) => this.#take(file, file.name),
  );
  protected readonly keeper = new FocusKeeper(this, () => actions.run('lane.focus'));
  #channel: StdinChannel | null = null;
  #stop: () => void = () => undefined;
  #followed: FileSender | null = null;
  #unfollow: () => void = () => undefined;
  #drawing = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
    this.#follow(null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('run');
    if (changed.has('run') && before?.run !== this.run?.run) {
      if (before !== undefined && before !== null) unsent.set(before.run, this.text);
      this.text = unsent.get(this.run?.run ?? '') ?? '';
      this.asking = false;
      if (this.#sender?.active === true) this.mode = 'file';
      this.#leave();
    }
    const { run } = this;
    const client = this.session.store.connection.client;
    const takes = run !== null && takesStdin(run) && this.session.store.knowsOf(run) !== 'gone';
    if (this.#channel === null && takes && client !== null) {
      this.#channel = client.stdin(run.run);
      this.#stop = this.#channel.onChange(() => this.#soon());
    }
    this.#follow(this.#sender);
  }

  override focus(): void {
    (this.line ?? this.file)?.focus();
  }

  /** Why nothing can be sent now; null when it can. */
  get whyNot(): string | null {
    const { run } = this;
    if (run === null) return t('run.stdin.failed');
    return this.#reason(run) ?? (this.#connected ? null : t('run.offline'));
  }

  /** As a press of EOF: asks the first time, closes stdin the second. A terminal has its key for that. */
  askEof(): void {
    if (this.run?.stdin === 'pty') return this.#key(CTRL_D);
    const file = this.#sender;
    if (!this.asking) {
      this.asking = true;
      // Also when the palette asked: the next Enter is the answer, and never an empty line.
      this.eof?.focus();
      return;
    }
    this.asking = false;
    if (file?.active === true) file.endAfter();
    else this.#channel?.end();
    this.requestUpdate();
  }

  get #connected(): boolean {
    return this.session.store.connection.connected;
  }

  get #sender(): FileSender | null {
    return fileSenderOf(this.run?.run);
  }

  get #state(): StdinState {
    const { mode, text, asking } = this;
    return { mode, text, asking, channel: this.#channel, sender: this.#sender };
  }

  #reason(run: RunInfo): string | null {
    return whyNoStdin(run, this.#channel, this.session.store.knowsOf(run));
  }

  #leave(): void {
    this.#stop();
    this.#channel = null;
  }

  #follow(sender: FileSender | null): void {
    if (sender === this.#followed) return;
    this.#unfollow();
    this.#followed = sender;
    this.#unfollow = sender?.subscribe(() => this.#soon()) ?? (() => undefined);
  }

  /** A file moves many times between two frames; what is drawn of it does not. */
  #soon(): void {
    if (this.#drawing !== 0) return;
    this.#drawing = requestAnimationFrame(() => {
      this.#drawing = 0;
      this.requestUpdate();
    });
  }

  #send(): void {
    const channel = this.#channel;
    if (channel === null || !this.#connected || !sendWords(this.#state).able) return;
    this.asking = false;
    if (this.mode === 'file') {
      this.#sender?.start();
      return;
    }
    if (this.mode === 'raw') {
      const read = unescapeBytes(this.text);
      if (!('bytes' in read) || read.bytes.length === 0) return;
      channel.write(read.bytes);
    } else channel.write(utf8.encode(`${this.text}\n`));
    this.line?.remember();
    this.text = '';
  }

  #key(byte: number): void {
    if (this.#connected) this.#channel?.write(Uint8Array.of(byte));
  }

  #pickMode({ value }: SegmentPick): void {
    this.mode = STDIN_MODES.find((mode) => mode === value) ?? 'line';
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.asking) return;
    event.stopPropagation();
    this.asking = false;
  }

  async #largePaste({ bytes }: LargePaste): Promise<void> {
    await import('./paste-sheet.ts');
    await this.sheet.updateComplete;
    if (this.line !== null) await this.sheet.show(this.line.area, bytes);
  }

  #pasteSent({ how, bytes }: PasteSend): void {
    if (how === 'now') this.#channel?.write(bytes);
    else this.#take(new Blob([bytes]), t('run.paste.name'))?.start();
  }

  /** Takes a file to send. One on its way is not put aside for it. */
  #take(file: Blob, name: string): FileSender | null {
    const { run } = this;
    if (run === null || this.#channel === null || this.#sender?.active === true) return null;
    this.mode = 'file';
    this.requestUpdate();
    return takeFile(run.run, this.#channel, file, name);
  }

  #drawQuiet(reason: string, sent: string): TemplateResult {
    const { accepted = 0, lost = 0 } = this.#channel ?? {};
    return html`<p class="quiet">
      ${drawIcon('enter', 14)}<span>${reason}</span>${sent === '' || accepted + lost === 0 ? nothing : html`<span class="small">${sent}</span>`}
    </p>`;
  }

  #drawInput(mode: StdinMode, wrong: boolean, offline: boolean): TemplateResult {
    const take = ({ file }: FilePick) => this.#take(file, file.name);
    if (mode === 'file') {
      void import('./stdin-file.ts');
      return html`<ps-stdin-file .sender=${this.#sender} ?disabled=${offline} @file-pick=${take}></ps-stdin-file>`;
    }
    return html`<ps-stdin-line
      mode=${mode}
      .text=${this.text}
      ?wrong=${wrong}
      ?offline=${offline}
      @line-edit=${({ text }: LineEdit) => (this.text = text)}
      @line-send=${this.#send}
      @large-paste=${this.#largePaste}
      @file-pick=${take}
    ></ps-stdin-line>`;
  }

  #drawEnd(run: RunInfo, offline: boolean): TemplateResult | readonly TemplateResult[] {
    if (run.stdin === 'pty') return drawTerminalKeys(offline, (byte) => this.#key(byte));
    const after = this.#sender?.active === true && this.#sender.thenEnd;
    return html`<button class="btn eof" ?disabled=${offline || after} aria-describedby="foot" @click=${this.askEof}>
        ${t('run.stdin.eof')}
      </button>
      ${this.asking ? html`<button class="btn ghost" @click=${() => (this.asking = false)}>${t('run.stdin.cancel')}</button>` : nothing}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { run, mode } = this;
    if (run === null) return nothing;
    const reason = this.#reason(run);
    if (reason !== null) return this.#drawQuiet(reason, takesStdin(run) ? sentWords(this.#channel) : '');
    const offline = !this.#connected;
    const busy = this.#sender?.active === true;
    const foot = footWords(this.#state);
    const send = sendWords(this.#state);
    return html`
      <div class="box ${this.drop.over ? 'over' : ''}" @keydown=${this.#keydown}>
        ${drawIcon('right')} ${this.#drawInput(mode, foot.wrong, offline)}
        <ps-segmented
          small
          label=${t('run.stdin.mode')}
          .segments=${STDIN_MODES.map((value) => ({ value, words: t(`run.stdin.mode.${value}`) }))}
          .value=${mode}
          @segment-pick=${this.#pickMode}
        ></ps-segmented>
        <button class="btn" ?disabled=${offline || foot.wrong} aria-disabled=${!send.able} aria-describedby="foot" @click=${this.#send}>
          ${send.words}
        </button>
        ${this.#drawEnd(run, offline)}
      </div>
      <p
        class="foot small ${foot.wrong ? 'wrong' : 'muted'}"
        id="foot"
        role="status"
        aria-live=${busy && !this.asking ? 'off' : 'polite'}
      >${foot.words}</p>
      <ps-paste-sheet
        not-now=${isOverMark(this.#channel) ? t('run.stdin.full') : ''}
        ?busy=${busy || offline}
        @paste-send=${this.#pasteSent}
      ></ps-paste-sheet>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-stdin-box': StdinBox;
  }
}
