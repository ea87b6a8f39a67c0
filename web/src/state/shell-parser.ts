import { ShellLevel } from './shell-level.ts';
import type { ShellSyntax, ShellToken, Unfinished } from './shell-syntax.ts';
import { WordScanner } from './shell-word-scanner.ts';

const REDIRECTION = /([0-9]*)(<<-|<<|<&|<>|<|>>|>&|>\||>)/y;
const CONTROL = /&&|\|\||;;|[;&|()]/y;
const BLANK = /(?:[ \t]|\\\n)+/y;
/**
 * Reads a command line as a POSIX shell does (XCU 2.3 tokens, 2.10 grammar): which words there are and what each is for.
 * It never fails: what is not closed is told, and everything up to there stands.
 */
export function parseShell(source: string): ShellSyntax {
  const unfinished: Unfinished[] = [];
  const { tokens } = new ShellParser(source, unfinished).read(0, false);
  unfinished.sort((a, b) => a.start - b.start);
  return { tokens, unfinished };
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

class ShellParser {
  readonly #source: string;
  readonly #unfinished: Unfinished[];

  constructor(source: string, unfinished: Unfinished[]) {
    this.#source = source;
    this.#unfinished = unfinished;
  }

  /** Tokens from `from` to the end, or inside `$(` to the `)` that closes it. */
  read(from: number, inside: boolean): { tokens: readonly ShellToken[]; end: number } {
    const level = new ShellLevel(this.#source, this.#unfinished);
    const scanner = new WordScanner(this.#source, (at) => this.read(at, true), this.#unfinished);
    let at = from;
    while (at < this.#source.length) {
      at = match(BLANK, this.#source, at)?.[0].length === undefined ? at : BLANK.lastIndex;
      const char = this.#source[at];
      if (char === undefined) break;
      if (char === ')' && inside && level.atTop) {
        level.finish(at);
        return { tokens: level.tokens, end: at };
      }
      const redirection = match(REDIRECTION, this.#source, at);
      const control = match(CONTROL, this.#source, at);
      if (char === '\n') at = level.lineBreak(at);
      else if (char === '#') {
        const end = this.#source.indexOf('\n', at);
        const until = end < 0 ? this.#source.length : end;
        level.tokens.push({ kind: 'comment', start: at, end: until });
        at = until;
      } else if (redirection !== null) at = level.redirect(at, redirection[1] ?? '', redirection[2] ?? '');
      else if (control !== null) at = level.control(at, control[0]);
      else {
        const parts = scanner.scan(at);
        const end = parts.at(-1)?.end ?? at + 1;
        level.word(at, end, parts);
        at = end;
      }
    }
    level.finish(this.#source.length);
    return { tokens: level.tokens, end: this.#source.length };
  }
}
