import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { controls } from '../ui/controls.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Told when the arguments change. */
export class ArgvChange extends Event {
  readonly argv: readonly string[];
  constructor(argv: readonly string[]) {
    super('argv-change', { bubbles: true });
    this.argv = argv;
  }
}

/**
 * An argument list as chips, each a text field of its own: what is typed is one argument, spaces and all. After the
 * last chip there is always an empty one to type the next argument into; Enter there says `argv-done`. A chip that is
 * emptied stays, because an empty argument is an argument; Backspace in it takes it away.
 */
@customElement('ps-argv-editor')
export class ArgvEditor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
        min-height: 32px;
        padding: 3px;
        border: 1px solid var(--control-border);
        border-radius: var(--r-control);
        min-width: 0;
        cursor: text;
      }
      .chip {
        display: inline-flex;
        min-width: 0;
        max-width: 100%;
        border-radius: 4px;
        background: var(--raised);
      }
      .chip.bad {
        box-shadow: inset 0 0 0 1px var(--failure);
      }
      .chip.next {
        background: none;
        flex: 1 1 96px;
      }
      input,
      textarea {
        field-sizing: content;
        min-width: 24px;
        max-width: 100%;
        height: 24px;
        padding: 0 8px;
        border: 0;
        border-radius: 4px;
        background: none;
        font-family: var(--mono);
        font-size: 13px;
        line-height: 24px;
        resize: none;
      }
      textarea {
        height: auto;
        line-height: 20px;
        padding: 2px 8px;
      }
      .next input {
        width: 100%;
        field-sizing: fixed;
      }
      input::placeholder {
        color: var(--muted);
        opacity: 1;
        font-family: var(--sans);
      }
      input:focus-visible,
      textarea:focus-visible {
        outline-offset: -1px;
      }
      @media (pointer: coarse) {
        input {
          height: 36px;
        }
      }
      @media (prefers-contrast: more) {
        .chip:not(.next) {
          box-shadow: inset 0 0 0 1px var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false }) argv: readonly string[] = [];
  /** Index of the argument that is wrong, or -1; and the sentence that says why. */
  @property({ attribute: false }) wrongAt = -1;
  @property({ attribute: 'wrong-words' }) wrongWords = '';

  /** Puts the focus on a chip; past the end is the empty one. */
  async focusChip(index: number, at: 'start' | 'end' = 'end'): Promise<void> {
    await this.updateComplete;
    const field = this.#fields[Math.max(0, Math.min(index, this.argv.length))];
    if (field === undefined) return;
    field.focus();
    const position = at === 'end' ? field.value.length : 0;
    field.setSelectionRange(position, position);
  }

  get #fields(): Field[] {
    return [...this.renderRoot.querySelectorAll<Field>('input, textarea')];
  }

  #change(argv: readonly string[]): void {
    this.argv = argv;
    this.dispatchEvent(new ArgvChange(argv));
  }

  #input(index: number, value: string): void {
    const next = [...this.argv];
    if (index < next.length) next[index] = value;
    else if (value !== '') next.push(value);
    this.#change(next);
  }

  #remove(index: number): void {
    this.#change(this.argv.filter((_, at) => at !== index));
    void this.focusChip(index - 1);
  }

  #move(index: number, by: 1 | -1): void {
    const to = index + by;
    const next = [...this.argv];
    const moved = next[index];
    if (moved === undefined || to < 0 || to >= next.length) return;
    next.splice(index, 1);
    next.splice(to, 0, moved);
    this.#change(next);
    void this.focusChip(to);
  }

  #keydown(event: KeyboardEvent, index: number): void {
    const field = event.target as Field;
    const { value, selectionStart, selectionEnd } = field;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    const atEnd = selectionStart === value.length && selectionEnd === value.length;
    const done = (): void => event.preventDefault();
    if (event.isComposing) return;
    if (event.altKey && (event.code === 'BracketLeft' || event.code === 'BracketRight')) {
      done();
      this.#move(index, event.code === 'BracketLeft' ? -1 : 1);
    } else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === 'Enter' && !event.shiftKey) {
      done();
      if (index === this.argv.length && index > 0) this.dispatchEvent(new Event('argv-done'));
      else void this.focusChip(index + 1);
    } else if (event.key === 'Backspace' && value === '' && index > 0) {
      done();
      if (index < this.argv.length) this.#remove(index);
      else void this.focusChip(index - 1);
    } else if (event.key === 'Backspace' && value === '' && index === 0 && this.argv.length > 0) {
      done();
      this.#remove(0);
    } else if (event.key === 'ArrowLeft' && atStart && index > 0) {
      done();
      void this.focusChip(index - 1);
    } else if (event.key === 'ArrowRight' && atEnd && index < this.argv.length) {
      done();
      void this.focusChip(index + 1, 'start');
    }
  }

  #paste(event: ClipboardEvent, index: number): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const lines = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
    if (lines.length < 2) return;
    event.preventDefault();
    const field = event.target as Field;
    const before = field.value.slice(0, field.selectionStart ?? 0);
    const after = field.value.slice(field.selectionEnd ?? 0);
    const chips = [...lines];
    chips[0] = before + (chips[0] ?? '');
    chips[chips.length - 1] += after;
    this.#change([...this.argv.slice(0, index), ...chips, ...this.argv.slice(index + 1)]);
    void this.focusChip(index + chips.length - 1);
  }

  #drawChip(value: string, index: number): TemplateResult {
    const next = index === this.argv.length;
    const wrong = index === this.wrongAt;
    const name = index === 0 ? 'Program' : `Argument ${index}`;
    const input = (event: Event): void => this.#input(index, (event.target as Field).value);
    const keydown = (event: KeyboardEvent): void => this.#keydown(event, index);
    const paste = (event: ClipboardEvent): void => this.#paste(event, index);
    const hint = next ? (index === 0 ? 'Program, then one argument at a time' : 'argument') : value === '' ? '""' : '';
    return html`<span class="chip ${next ? 'next' : ''} ${wrong ? 'bad' : ''}">
      ${
        value.includes('\n')
          ? html`<textarea
              rows=${value.split('\n').length}
              aria-label=${name}
              title="argv[${index}]"
              aria-invalid=${wrong}
              aria-describedby="wrong"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              .value=${live(value)}
              @input=${input}
              @keydown=${keydown}
            ></textarea>`
          : html`<input
              type="text"
              size=${Math.max(1, value.length)}
              aria-label=${name}
              title="argv[${index}]"
              placeholder=${hint}
              aria-invalid=${wrong}
              aria-describedby="wrong"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              .value=${live(value)}
              @input=${input}
              @keydown=${keydown}
              @paste=${paste}
            />`
      }
    </span>`;
  }

  #press(event: PointerEvent): void {
    if (event.target !== this) return;
    event.preventDefault();
    void this.focusChip(this.argv.length);
  }

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => this.#press(event));
  }

  override render(): TemplateResult {
    return html`${[...this.argv, ''].map((value, index) => this.#drawChip(value, index))}
      <span class="sr" id="wrong">${this.wrongWords}</span>`;
  }
}
