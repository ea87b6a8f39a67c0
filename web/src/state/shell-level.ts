import type { ShellToken, Unfinished, WordPart, WordRole } from './shell-syntax.ts';

/** Words that begin or end something where a command may stand, with what closes what they open. */
const OPENS: Readonly<Record<string, string>> = {
  if: 'fi',
  for: 'done',
  while: 'done',
  until: 'done',
  case: 'esac',
  '{': '}',
};
const CLOSES = ['fi', 'done', 'esac', '}'];
const GOES_ON = ['then', 'else', 'elif', 'do', '!'];

interface Block {
  readonly start: number;
  readonly close: string;
}

interface PendingHereDocument {
  readonly start: number;
  readonly delimiter: string;
  readonly literal: boolean;
  readonly tabs: boolean;
}

/** What the next word is: a role, or the word after `for …` and `case …` that may be `in`. */
type Expectation = WordRole | 'command' | 'in-items' | 'in-patterns' | 'case-word';

/** The word's text when nothing in it is quoted or expanded; null otherwise. */
function bareText(parts: readonly WordPart[]): string | null {
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'text' && only.quote === 'none' ? only.text : null;
}

/** Tokens of one level, that of the whole line or of one `$( … )`, and what the next word is for. */
export class ShellLevel {
  readonly tokens: ShellToken[] = [];
  readonly #source: string;
  readonly #unfinished: Unfinished[];
  readonly #blocks: Block[] = [];
  #pending: PendingHereDocument[] = [];
  #expect: Expectation = 'command';
  #afterTarget: Expectation = 'command';
  #tabs = false;

  constructor(source: string, unfinished: Unfinished[]) {
    this.#source = source;
    this.#unfinished = unfinished;
  }

  /** True when a `)` here closes the level itself. */
  get atTop(): boolean {
    return this.#expect !== 'pattern' && !this.#blocks.some(({ close }) => close === ')');
  }

  #operator(start: number, end: number, text: string, fd: number | null = null, redirects = false): number {
    this.tokens.push({ kind: 'operator', start, end, text, fd, redirects });
    return end;
  }

  lineBreak(at: number): number {
    this.#operator(at, at + 1, '\n');
    if (this.#expect !== 'pattern' && this.#expect !== 'in-items' && this.#expect !== 'in-patterns') {
      this.#expect = 'command';
    }
    let end = at + 1;
    for (const wanted of this.#pending.splice(0)) end = this.#hereDocument(end, wanted);
    return end;
  }

  #hereDocument(from: number, { start, delimiter, literal, tabs }: PendingHereDocument): number {
    let at = from;
    while (at < this.#source.length) {
      const stop = this.#source.indexOf('\n', at);
      const end = stop < 0 ? this.#source.length : stop;
      const line = this.#source.slice(at, end);
      at = Math.min(end + 1, this.#source.length);
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        this.tokens.push({ kind: 'here-document', start: from, end: at, delimiter, literal });
        return at;
      }
    }
    this.#unfinished.push({ kind: 'here-document', start, what: delimiter });
    if (at > from) this.tokens.push({ kind: 'here-document', start: from, end: at, delimiter, literal });
    return at;
  }

  redirect(at: number, digits: string, text: string): number {
    if (this.#expect !== 'target' && this.#expect !== 'delimiter') this.#afterTarget = this.#expect;
    this.#tabs = text === '<<-';
    this.#expect = text.startsWith('<<') ? 'delimiter' : 'target';
    return this.#operator(at, at + digits.length + text.length, text, digits === '' ? null : Number(digits), true);
  }

  control(at: number, text: string): number {
    const last = this.tokens.at(-1);
    if (text === '(' && last?.kind === 'word' && last.role === 'program') {
      const parens = /^\([ \t]*\)/.exec(this.#source.slice(at))?.[0];
      if (parens !== undefined) {
        this.tokens[this.tokens.length - 1] = { ...last, role: 'function' };
        this.#expect = 'command';
        return this.#operator(at, at + parens.length, '()');
      }
    }
    if (this.#expect === 'pattern') {
      if (text === ')') this.#expect = 'command';
      return this.#operator(at, at + text.length, text === ')' ? 'pattern)' : text);
    }
    if (text === '(') this.#blocks.push({ start: at, close: ')' });
    if (text === ')') this.#close(')');
    this.#expect = text === ';;' ? 'pattern' : text === ')' ? 'argument' : 'command';
    return this.#operator(at, at + text.length, text);
  }

  word(start: number, end: number, parts: readonly WordPart[]): void {
    this.tokens.push({ kind: 'word', start, end, parts, role: this.#role(start, parts) });
  }

  #role(start: number, parts: readonly WordPart[]): WordRole {
    const bare = bareText(parts);
    switch (this.#expect) {
      case 'command':
        return this.#firstRole(start, parts, bare);
      case 'target':
        this.#expect = this.#afterTarget;
        return 'target';
      case 'delimiter':
        this.#pending.push({
          start,
          delimiter: parts.map(({ text }) => text).join(''),
          literal: parts.some(({ kind }) => kind === 'mark'),
          tabs: this.#tabs,
        });
        this.#expect = this.#afterTarget;
        return 'delimiter';
      case 'name':
        this.#expect = 'in-items';
        return 'name';
      case 'case-word':
        this.#expect = 'in-patterns';
        return 'item';
      case 'in-items':
      case 'in-patterns':
        if (bare === 'do') return this.#firstRole(start, parts, bare);
        this.#expect = this.#expect === 'in-items' ? 'item' : 'pattern';
        return bare === 'in' ? 'keyword' : 'item';
      case 'pattern':
        if (bare !== 'esac') return 'pattern';
        this.#close('esac');
        this.#expect = 'argument';
        return 'keyword';
      default:
        return this.#expect;
    }
  }

  #firstRole(start: number, parts: readonly WordPart[], bare: string | null): WordRole {
    const opens = bare === null || !Object.hasOwn(OPENS, bare) ? undefined : OPENS[bare];
    if (opens !== undefined) {
      this.#blocks.push({ start, close: opens });
      this.#expect = bare === 'for' ? 'name' : bare === 'case' ? 'case-word' : 'command';
      return 'keyword';
    }
    if (bare !== null && CLOSES.includes(bare)) {
      this.#close(bare);
      this.#expect = 'argument';
      return 'keyword';
    }
    if (bare !== null && GOES_ON.includes(bare)) {
      this.#expect = 'command';
      return 'keyword';
    }
    const [first] = parts;
    if (first?.kind === 'text' && first.quote === 'none' && /^[A-Za-z_][A-Za-z0-9_]*=/.test(first.text)) {
      return 'assignment';
    }
    this.#expect = 'argument';
    return 'program';
  }

  #close(what: string): void {
    const at = this.#blocks.findLastIndex(({ close }) => close === what);
    if (at >= 0) this.#blocks.splice(at);
  }

  /** Tells what is still open at the end. */
  finish(end: number): void {
    for (const wanted of this.#pending.splice(0)) {
      this.#unfinished.push({ kind: 'here-document', start: wanted.start, what: wanted.delimiter });
    }
    const last = this.tokens.findLast((token) => token.kind !== 'comment' && !isLineBreak(token));
    if (last?.kind === 'operator' && last.end <= end) {
      if (last.redirects) this.#unfinished.push({ kind: 'target', start: last.start, what: last.text });
      else if (['|', '&&', '||'].includes(last.text)) {
        this.#unfinished.push({ kind: 'operator', start: last.start, what: last.text });
      }
    }
    for (const { start, close } of this.#blocks) this.#unfinished.push({ kind: 'block', start, what: close });
  }
}

function isLineBreak(token: ShellToken): boolean {
  return token.kind === 'operator' && token.text === '\n';
}
