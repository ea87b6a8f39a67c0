import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { argumentKey, pointed } from '../state/draft-highlight.ts';
import { hasHidden, showHidden } from '../state/shell-escapes.ts';
import { markSpecial, specialCharacters } from '../state/shell-special.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { MenuElement, MenuPick } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import { StoreController } from '../ui/store-controller.ts';
import { insertArgument, moveArgument, pasteLines, removeArgument, typeArgument } from './argv-edits.ts';
import { argvStyles } from './argv-styles.ts';
import { chipKey } from './chip-keys.ts';
import { chipMenu } from './chip-menu.ts';
import { ScrollWithin } from './scroll-within.ts';

/** Told when the arguments change. */
export class ArgvChange extends Event {
  readonly argv: readonly string[];
  constructor(argv: readonly string[]) {
    super('argv-change', { bubbles: true });
    this.argv = argv;
  }
}

/** Asks to show how a shell would split the text of an argument. */
export class SplitRequest extends Event {
  readonly text: string;
  readonly index: number;
  constructor(text: string, index: number) {
    super('split-request');
    this.text = text;
    this.index = index;
  }
}

/** Asks for an older (-1) or newer (1) entry of the history; `preventDefault` says that there was one. */
export class HistoryStep extends Event {
  readonly by: 1 | -1;
  constructor(by: 1 | -1) {
    super('history-step', { cancelable: true });
    this.by = by;
  }
}

/**
 * An argument list as chips, each a text field of its own: what is typed is one argument, spaces and all. After the
 * last chip there is always an empty one to type the next argument into; Enter there says `argv-done`. A chip that is
 * emptied stays, because an empty argument is an argument; Backspace in it takes it away.
 */
@customElement('ps-argv-editor')
export class ArgvEditor extends LitElement {
  static override styles = [controls, argvStyles];

  @property({ attribute: false }) argv: readonly string[] = [];
  /** Index of the argument that is wrong, or -1; and the sentence that says why. */
  @property({ attribute: false }) wrongAt = -1;
  @property({ attribute: 'wrong-words' }) wrongWords = '';
  @state() private menuAt = 0;
  @state() private menuOpen = false;
  @query('ps-menu') private menu!: MenuElement;
  readonly #scroll = new ScrollWithin(this);

  constructor() {
    super();
    new StoreController(this, pointed);
    this.addEventListener('pointerdown', (event) => this.#press(event));
  }

  /** Puts the focus on a chip; past the end is the empty one. */
  async focusChip(index: number, at: 'start' | 'end' = 'end'): Promise<void> {
    await this.updateComplete;
    const field = this.#fields[Math.max(0, Math.min(index, this.argv.length))];
    if (field === undefined) return;
    field.focus();
    this.#scroll.keepInSight();
    const position = at === 'end' ? field.value.length : 0;
    field.setSelectionRange(position, position);
  }

  get #fields(): HTMLTextAreaElement[] {
    return [...this.renderRoot.querySelectorAll('textarea')];
  }

  #change(argv: readonly string[], focus?: number): void {
    this.argv = argv;
    this.dispatchEvent(new ArgvChange(argv));
    if (focus !== undefined) void this.focusChip(focus);
  }

  #move(index: number, by: 1 | -1): void {
    const moved = moveArgument(this.argv, index, by);
    if (moved === null) return;
    this.#change(moved, index + by);
    announce(t('composer.chip.moved', { name: this.argv[index + by] ?? '', index: index + by }));
  }

  async #openMenu(index: number): Promise<void> {
    this.menuAt = index;
    // The tag it stands beside is seen only with the focus in its chip, which the menu takes.
    this.menuOpen = true;
    await this.updateComplete;
    const tag = this.renderRoot.querySelectorAll<HTMLElement>('.tag')[index];
    if (tag !== undefined) this.menu.toggle(tag);
  }

  #toggled(event: ToggleEvent): void {
    this.menuOpen = event.newState === 'open';
  }

  #pick(id: string): void {
    const index = this.menuAt;
    if (id === 'left') this.#move(index, -1);
    else if (id === 'right') this.#move(index, 1);
    else if (id === 'before') this.#change(insertArgument(this.argv, index), index);
    else if (id === 'remove') this.#change(removeArgument(this.argv, index), index - 1);
    else this.dispatchEvent(new SplitRequest(this.argv[index] ?? '', index));
  }

  #keydown(event: KeyboardEvent, index: number): void {
    const act = chipKey(event, index, this.argv.length);
    if (act === null) return;
    if (act === 'older' || act === 'newer') {
      const step = new HistoryStep(act === 'older' ? -1 : 1);
      this.dispatchEvent(step);
      if (step.defaultPrevented) event.preventDefault();
      return;
    }
    event.preventDefault();
    switch (act) {
      case 'left':
      case 'right':
        this.#move(index, act === 'left' ? -1 : 1);
        break;
      case 'menu':
        void this.#openMenu(index);
        break;
      case 'done':
        this.dispatchEvent(new Event('argv-done'));
        break;
      case 'remove':
        this.#change(removeArgument(this.argv, index), index - 1);
        break;
      case 'back':
        void this.focusChip(index - 1);
        break;
      case 'next':
        void this.focusChip(index + 1);
        break;
      case 'nextStart':
        void this.focusChip(index + 1, 'start');
        break;
    }
  }

  #paste(event: ClipboardEvent, index: number): void {
    const field = event.target as HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const pasted = pasteLines(this.argv, index, text, { start: field.selectionStart, end: field.selectionEnd });
    if (pasted === null) return;
    event.preventDefault();
    this.#change(pasted.argv, index + pasted.count - 1);
    announce(t('composer.chips.pasted', { count: pasted.count }));
  }

  #drawText(value: string): TemplateResult {
    const pieces = showHidden(value, '\n').flatMap(({ text, escape }) =>
      escape
        ? [html`<span class="esc">${text}</span>`]
        : markSpecial(text).map(({ text: run, special }) =>
            special && run !== '\n' ? html`<u>${run}</u>` : html`${run}`,
          ),
    );
    // The line after a last line break has its height only when something stands in it.
    return html`${pieces}${value.endsWith('\n') ? '\u200b' : ''}`;
  }

  #title(value: string, index: number): string {
    const escapes = showHidden(value, '\n').filter(({ escape }) => escape);
    return [
      t('composer.argv', { index }),
      ...(specialCharacters(value).length > 0 ? [t('composer.special')] : []),
      ...(escapes.length > 0 ? [t('composer.hidden', { escapes: escapes.map(({ text }) => text).join(' ') })] : []),
    ].join('\n');
  }

  #drawChip(value: string, index: number): TemplateResult {
    const next = index === this.argv.length;
    const only = next && index === 0;
    const wrong = index === this.wrongAt;
    const key = argumentKey(index);
    const hint = only ? t('composer.rest') : next ? t('composer.next') : value === '' ? '""' : '';
    const looks = [
      'chip',
      next ? 'next' : '',
      only ? 'only' : '',
      wrong ? 'bad' : '',
      hasHidden(value, '\n') ? 'hides' : '',
      !next && pointed.covers(key) ? 'on' : '',
      this.menuOpen && index === this.menuAt ? 'open' : '',
    ];
    const point = (): void => pointed.point(next ? '' : key);
    return html`<span class=${looks.join(' ')} @pointerenter=${point} @pointerleave=${() => pointed.point('')}>
      ${next && !only ? drawIcon('plus', 14) : nothing}
      <span class="show ${value === '' ? 'blank' : ''}" translate=${value === '' ? nothing : 'no'} aria-hidden="true">${value === '' ? (only ? '' : hint) : this.#drawText(value)}</span>
      <textarea
        rows="1"
        aria-label=${index === 0 ? t('composer.program') : t('composer.argument', { index })}
        title=${next ? nothing : this.#title(value, index)}
        placeholder=${hint}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'wrong' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(value)}
        @input=${(event: Event) => this.#change(typeArgument(this.argv, index, (event.target as HTMLTextAreaElement).value))}
        @keydown=${(event: KeyboardEvent) => this.#keydown(event, index)}
        @paste=${(event: ClipboardEvent) => this.#paste(event, index)}
        @focus=${point}
        @blur=${() => pointed.point('')}
      ></textarea>
      ${
        next
          ? nothing
          : html`<button
              type="button"
              class="tag"
              tabindex="-1"
              aria-haspopup="menu"
              aria-label=${t('composer.chip.menu', { index })}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.#openMenu(index)}
            >
              ${t('composer.argv', { index })}${drawIcon('down', 12)}
            </button>`
      }
    </span>`;
  }

  #press(event: PointerEvent): void {
    if (event.composedPath()[0] !== this) return;
    event.preventDefault();
    void this.focusChip(this.argv.length);
  }

  override render(): TemplateResult {
    return html`${[...this.argv, ''].map((value, index) => this.#drawChip(value, index))}
      <span class="sr" id="wrong">${this.wrongWords}</span>
      <ps-menu
        aria-label=${t('composer.chip.menu', { index: this.menuAt })}
        .items=${chipMenu(this.menuAt, this.argv.length)}
        @toggle=${this.#toggled}
        @menu-pick=${(event: MenuPick) => this.#pick(event.id)}
      ></ps-menu>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-argv-editor': ArgvEditor;
  }
}
