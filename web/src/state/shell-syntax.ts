/** What a piece of a word is. `mark` is a quote character or a backslash: it is read, and adds nothing. */
export type PartKind = 'text' | 'mark' | 'variable' | 'command' | 'arithmetic' | 'glob' | 'tilde';

/** A piece of a word; pieces follow each other without gaps. */
export interface WordPart {
  readonly kind: PartKind;
  /** Where it stands in the source, in UTF-16 units; `end` is the first unit after it. */
  readonly start: number;
  readonly end: number;
  /** What it adds to the word as it stands; empty for what is expanded on the host. */
  readonly text: string;
  readonly quote: 'none' | 'single' | 'double';
  /** Of a variable: its name, without `$` and braces. */
  readonly name?: string;
  /** Of `${name:-word}` and its like: what follows the name. */
  readonly modifier?: string;
  /** Of `$( … )`: the tokens inside. */
  readonly tokens?: readonly ShellToken[];
}

/** What a word is for. `target` follows a redirection, `delimiter` follows `<<`. */
export type WordRole =
  | 'program'
  | 'argument'
  | 'assignment'
  | 'keyword'
  | 'target'
  | 'delimiter'
  | 'name'
  | 'item'
  | 'pattern'
  | 'function';

export interface WordToken {
  readonly kind: 'word';
  readonly start: number;
  readonly end: number;
  readonly role: WordRole;
  readonly parts: readonly WordPart[];
}

export interface OperatorToken {
  readonly kind: 'operator';
  readonly start: number;
  readonly end: number;
  /** The operator without the number before it; a line break is `\n`. */
  readonly text: string;
  /** The descriptor written before a redirection; null where none is. */
  readonly fd: number | null;
  readonly redirects: boolean;
}

export interface CommentToken {
  readonly kind: 'comment';
  readonly start: number;
  readonly end: number;
}

/** The lines that belong to a `<<`, with the line that ends them. */
export interface HereDocumentToken {
  readonly kind: 'here-document';
  readonly start: number;
  readonly end: number;
  readonly delimiter: string;
  /** The delimiter was quoted, so nothing inside is expanded. */
  readonly literal: boolean;
}

export type ShellToken = WordToken | OperatorToken | CommentToken | HereDocumentToken;

/** What is not closed: the shell would wait for more, or refuse. */
export interface Unfinished {
  readonly kind:
    | 'single'
    | 'double'
    | 'backquote'
    | 'command'
    | 'variable'
    | 'arithmetic'
    | 'here-document'
    | 'backslash'
    | 'operator'
    | 'target'
    | 'block';
  /** Where it begins. */
  readonly start: number;
  /** What is missing or left hanging: `done`, `)`, `|`, the delimiter. */
  readonly what: string;
}

export interface ShellSyntax {
  readonly tokens: readonly ShellToken[];
  readonly unfinished: readonly Unfinished[];
}
