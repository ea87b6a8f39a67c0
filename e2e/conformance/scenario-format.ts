/** Bytes as a scenario writes them; see FORMAT.md. */
export type Data =
  | string
  | { readonly utf8: string }
  | { readonly b64: string }
  | { readonly repeat: readonly [Data, number] }
  | { readonly numbers: readonly [first: number, last: number] }
  | { readonly concat: readonly Data[] };

/** One command-line argument, or several for `numbered`. */
export type Arg =
  | string
  | { readonly repeat: readonly [string, number] }
  | { readonly numbered: readonly [prefix: string, count: number] }
  | { readonly bytes: Data }
  | { readonly json: unknown };

/** A standard stream of a step that creates. */
export type StdioSpec = 'PIPE' | 'DEVNULL' | 'STDOUT' | null | FileSpec;

/** A file of the scenario's, opened for the child. */
export interface FileSpec {
  readonly file: string;
  readonly mode: 'r' | 'w' | 'a';
}

/** One step: an operation and its fields. */
export interface Step {
  readonly op: string;
  readonly [field: string]: unknown;
}

/** Seconds a scenario may take that says nothing about it. */
export const DEFAULT_TIMEOUT = 20;

/** A list of steps to run in order in a directory and environment of its own. */
export interface ScenarioSpec {
  readonly name: string;
  readonly about: string;
  readonly steps: readonly Step[];
  readonly tags?: readonly string[];
  /** Seconds; default DEFAULT_TIMEOUT. */
  readonly timeout?: number;
}

/** What a step returned or raised, in the words of FORMAT.md. */
export type Result = Readonly<Record<string, unknown>>;

/** What a runner prints for a scenario. */
export interface Outcome {
  readonly name: string;
  readonly results: readonly Result[];
  readonly scenario_timeout?: true;
  /** The scenario or the runner is wrong; not an observation. */
  readonly scenario_error?: string;
}

/** The scenario itself is wrong. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}
