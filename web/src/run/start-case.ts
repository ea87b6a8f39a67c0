import { visibleText } from '../state/visible-text.ts';

/** A way on, as one press: the composer gets this instead. */
export interface Repair {
  readonly label: string;
  readonly form: 'exec' | 'shell';
  readonly argv: readonly string[];
  readonly command: string;
}

/** What happened, why likely and what to do. Backquotes mark code. */
export interface Case {
  readonly title: string;
  readonly more?: string;
  readonly repair?: Repair;
}

/** A word or path as code, cut where it would be too long to read; what cannot be seen in it has a mark. */
export const quoted = (word: string): string =>
  `\`${visibleText(word.length > 120 ? `${word.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…` : word)}\``;
