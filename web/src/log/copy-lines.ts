import type { Row } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import type { LineRange } from './line-range.ts';
import { lineTime } from './line-time.ts';
import { lineText, piecesText } from './row-text.ts';
import { SHOW_ALL_BYTES, streamNames } from './stream-names.ts';

/** Most lines and characters of one copy: what a clipboard and the program that pastes can take. */
export const COPY_LIMITS = { lines: 20_000, characters: 8 * 1024 * 1024 } as const;

/** How lines are put into the clipboard. */
export type CopyForm = 'text' | 'times' | 'markdown';

/** Lines as text. */
export interface CopiedLines {
  readonly text: string;
  readonly lines: number;
  /** Not all that was asked for. */
  readonly cut: boolean;
}

/** The text of a line: what a terminal would show of it, without its sequences. */
async function textOf(rows: RowStore, row: Row): Promise<string> {
  let { bytes } = row;
  if (row.cut && row.length <= SHOW_ALL_BYTES) {
    bytes = (await rows.bytes(row.stream, row.offset, row.length)).bytes;
    if (bytes.at(-1) === 10) bytes = bytes.subarray(0, -1);
  }
  const text = piecesText(lineText(bytes, { unfinished: bytes === row.bytes && row.cut }).pieces);
  return bytes === row.bytes && row.cut ? `${text}⋯` : text;
}

/** A fence longer than any in the text, so that nothing in it ends the block. */
export function markdownBlock(command: string, text: string): string {
  const longest = Math.max(2, ...[...`${text}\n${command}`.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}console\n$ ${command}\n${text}${text === '' ? '' : '\n'}${fence}\n`;
}

/** Reads lines from the agent and writes them as asked. Rejects when the agent cannot be asked. */
export async function copyLines(
  rows: RowStore,
  { from, to }: LineRange,
  form: CopyForm,
  command: string,
): Promise<CopiedLines> {
  const out: string[] = [];
  let characters = 0;
  let next = from;
  while (next <= to && out.length < COPY_LIMITS.lines && characters < COPY_LIMITS.characters) {
    const part = await rows.fetch(next, Math.min(1_000, to - next + 1));
    if (part.length === 0) break;
    for (const row of part) {
      if (row.number > to || out.length >= COPY_LIMITS.lines || characters >= COPY_LIMITS.characters) break;
      const text = await textOf(rows, row);
      const mark = `${lineTime('spawn', row.time, undefined, 0).padStart(9)} ${streamNames(row).word.padEnd(3)} `;
      const line = form === 'times' ? mark + text : text;
      characters += line.length + 1;
      out.push(line);
    }
    next = (part.at(-1)?.number ?? next) + 1;
  }
  const text = out.join('\n');
  const cut = next <= to && out.length < to - from + 1;
  return { text: form === 'markdown' ? markdownBlock(command, text) : `${text}\n`, lines: out.length, cut };
}
