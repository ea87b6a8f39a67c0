import type { PartKind, ShellToken, Unfinished, WordPart } from './shell-syntax.ts';

/** Reads tokens from an offset up to the `)` that closes them; gives the offset of that `)`, or of the end. */
export type ReadCommand = (from: number) => { readonly tokens: readonly ShellToken[]; readonly end: number };

const NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y;
const WORD_ENDS = ' \t\n;&|<>()';

/**
 * Reads one word of a POSIX shell (XCU 2.2 quoting, 2.6 expansions) into its pieces. Nothing is expanded: what depends on
 * the host becomes a piece of its own.
 */
export class WordScanner {
  readonly #source: string;
  readonly #readCommand: ReadCommand;
  readonly #unfinished: Unfinished[];
  #parts: WordPart[] = [];
  #at = 0;

  constructor(source: string, readCommand: ReadCommand, unfinished: Unfinished[]) {
    this.#source = source;
    this.#readCommand = readCommand;
    this.#unfinished = unfinished;
  }

  /** The pieces of the word at `from`; none when no word begins there. */
  scan(from: number): WordPart[] {
    const before = this.#parts;
    const parts: WordPart[] = [];
    this.#parts = parts;
    this.#at = from;
    while (this.#at < this.#source.length && !WORD_ENDS.includes(this.#peek())) this.#piece(from);
    this.#parts = before;
    return parts;
  }

  #peek(ahead = 0): string {
    return this.#source[this.#at + ahead] ?? '';
  }

  #push(kind: PartKind, end: number, text: string, quote: WordPart['quote'], more: Partial<WordPart> = {}): void {
    const last = this.#parts.at(-1);
    if (kind === 'text' && last?.kind === 'text' && last.quote === quote && last.end === this.#at) {
      this.#parts[this.#parts.length - 1] = { ...last, end, text: last.text + text };
    } else this.#parts.push({ kind, start: this.#at, end, text, quote, ...more });
    this.#at = end;
  }

  #wants(kind: Unfinished['kind'], start: number, what: string): void {
    this.#unfinished.push({ kind, start, what });
  }

  #piece(from: number): void {
    const char = this.#peek();
    if (char === '\\') this.#backslash();
    else if (char === "'") this.#single();
    else if (char === '"') this.#double();
    else if (char === '$' || char === '`') this.#expansion('none');
    else if (char === '*' || char === '?') this.#push('glob', this.#at + 1, '', 'none');
    else if (char === '[') this.#bracket();
    else if (char === '~' && this.#tildeMayStand(from)) this.#tilde();
    else this.#push('text', this.#at + 1, char, 'none');
  }

  #backslash(): void {
    if (this.#at + 1 >= this.#source.length) {
      this.#wants('backslash', this.#at, '\\');
      this.#push('text', this.#at + 1, '\\', 'none');
      return;
    }
    const next = this.#peek(1);
    this.#push('mark', this.#at + 1, '', 'none');
    // A backslash before a line break joins two lines and leaves nothing.
    if (next === '\n') this.#push('mark', this.#at + 1, '', 'none');
    else this.#push('text', this.#at + 1, next, 'single');
  }

  #single(): void {
    const open = this.#at;
    const close = this.#source.indexOf("'", open + 1);
    const end = close < 0 ? this.#source.length : close;
    this.#push('mark', open + 1, '', 'single');
    if (end > this.#at) this.#push('text', end, this.#source.slice(this.#at, end), 'single');
    if (close < 0) this.#wants('single', open, "'");
    else this.#push('mark', end + 1, '', 'single');
  }

  #double(): void {
    const open = this.#at;
    this.#push('mark', open + 1, '', 'double');
    while (this.#at < this.#source.length && this.#peek() !== '"') {
      const char = this.#peek();
      const next = this.#peek(1);
      if (char === '\\' && next !== '' && '\\"$`\n'.includes(next)) {
        this.#push('mark', this.#at + 1, '', 'double');
        if (next === '\n') this.#push('mark', this.#at + 1, '', 'double');
        else this.#push('text', this.#at + 1, next, 'double');
      } else if (char === '$' || char === '`') this.#expansion('double');
      else this.#push('text', this.#at + 1, char, 'double');
    }
    if (this.#at >= this.#source.length) this.#wants('double', open, '"');
    else this.#push('mark', this.#at + 1, '', 'double');
  }

  #expansion(quote: WordPart['quote']): void {
    if (this.#peek() === '`') this.#backquotes(quote);
    else if (this.#peek(1) === '(') this.#parentheses(quote);
    else if (this.#peek(1) === '{') this.#braces(quote);
    else {
      NAME.lastIndex = this.#at + 1;
      const name = NAME.exec(this.#source)?.[0];
      if (name === undefined) this.#push('text', this.#at + 1, '$', quote);
      else this.#push('variable', this.#at + 1 + name.length, '', quote, { name });
    }
  }

  #backquotes(quote: WordPart['quote']): void {
    let end = this.#at + 1;
    while (end < this.#source.length && this.#source[end] !== '`') end += this.#source[end] === '\\' ? 2 : 1;
    if (end >= this.#source.length) this.#wants('backquote', this.#at, '`');
    this.#push('command', Math.min(end + 1, this.#source.length), '', quote);
  }

  #parentheses(quote: WordPart['quote']): void {
    const start = this.#at;
    if (this.#peek(2) === '(') {
      const end = this.#endOfArithmetic(start + 3);
      if (end !== null) {
        if (end > this.#source.length) this.#wants('arithmetic', start, '))');
        this.#push('arithmetic', Math.min(end, this.#source.length), '', quote);
        return;
      }
    }
    const { tokens, end } = this.#readCommand(start + 2);
    this.#at = start;
    if (end >= this.#source.length) this.#wants('command', start, ')');
    this.#push('command', Math.min(end + 1, this.#source.length), '', quote, { tokens });
  }

  /** End of `$(( … ))`; past the source when it is not closed; null when it is a command after all. */
  #endOfArithmetic(from: number): number | null {
    let depth = 0;
    for (let at = from; at < this.#source.length; at += 1) {
      if (this.#source[at] === '(') depth += 1;
      else if (this.#source[at] === ')' && depth > 0) depth -= 1;
      else if (this.#source[at] === ')') {
        if (this.#source[at + 1] === ')') return at + 2;
        return at + 1 < this.#source.length ? null : this.#source.length + 1;
      }
    }
    return this.#source.length + 1;
  }

  #braces(quote: WordPart['quote']): void {
    const start = this.#at;
    const end = this.#endOfBraces(start + 2);
    if (end > this.#source.length) this.#wants('variable', start, '}');
    const inside = this.#source.slice(start + 2, end - 1);
    const [, length = '', name = inside, modifier = ''] =
      /^(#?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])(.*)$/s.exec(inside) ?? [];
    this.#push('variable', Math.min(end, this.#source.length), '', quote, { name, modifier: length + modifier });
  }

  #endOfBraces(from: number): number {
    let depth = 1;
    let quote = '';
    for (let at = from; at < this.#source.length; at += 1) {
      const char = this.#source[at] ?? '';
      if (char === '\\' && quote !== "'") at += 1;
      else if (quote !== '') quote = char === quote ? '' : quote;
      else if (char === '"' || char === "'") quote = char;
      else if (char === '{' && this.#source[at - 1] === '$') depth += 1;
      else if (char === '}') {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
    }
    return this.#source.length + 1;
  }

  #bracket(): void {
    const rest = this.#source.slice(this.#at);
    const set = /^\[!?\]?[^\]\s;&|<>()'"$`\\]*\]/.exec(rest)?.[0];
    if (set === undefined || set === '[]') this.#push('text', this.#at + 1, '[', 'none');
    else this.#push('glob', this.#at + set.length, '', 'none');
  }

  #tildeMayStand(from: number): boolean {
    if (this.#at === from) return true;
    const [only] = this.#parts;
    const assigns = only?.kind === 'text' && only.quote === 'none' && /^[A-Za-z_][A-Za-z0-9_]*=/.test(only.text);
    return assigns && '=:'.includes(this.#source[this.#at - 1] ?? ' ');
  }

  #tilde(): void {
    const user = /^~[A-Za-z0-9_.-]*(?=[/:\s;&|<>()]|$)/.exec(this.#source.slice(this.#at))?.[0];
    if (user === undefined) this.#push('text', this.#at + 1, '~', 'none');
    else this.#push('tilde', this.#at + user.length, '', 'none', { name: user.slice(1) });
  }
}
