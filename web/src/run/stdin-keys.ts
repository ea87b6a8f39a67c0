import { html, type TemplateResult } from 'lit';
import { t } from '../strings/message.ts';

/** What a terminal makes of these bytes: interrupt, end of file, stop. */
const KEYS = [
  { byte: 3, words: 'run.stdin.ctrlC', does: 'run.stdin.ctrlC.does' },
  { byte: 4, words: 'run.stdin.ctrlD', does: 'run.stdin.ctrlD.does' },
  { byte: 26, words: 'run.stdin.ctrlZ', does: 'run.stdin.ctrlZ.does' },
] as const;

/** The byte that is end of file to a terminal. */
export const CTRL_D = 4;

/** Buttons that send the keys of a terminal, where a pipe has EOF. */
export function drawTerminalKeys(disabled: boolean, send: (byte: number) => void): readonly TemplateResult[] {
  return KEYS.map(
    ({
      byte,
      words,
      does,
    }) => html`<button class="btn" title=${t(does)} ?disabled=${disabled} @click=${() => send(byte)}>
      ${t(words)}
    </button>`,
  );
}
