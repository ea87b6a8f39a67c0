import { html, type TemplateResult } from 'lit';
import type { Draft, DraftProblem } from '../state/draft.ts';
import { t } from '../strings/message.ts';
import type { ArgvChange, HistoryStep, SplitRequest } from './argv-editor.ts';
import './argv-editor.ts';
import type { CommandChange } from './shell-editor.ts';
import './shell-editor.ts';

/** What the field for the command tells its composer. */
export interface CommandFieldParts {
  readonly problem: DraftProblem | undefined;
  readonly refusal: string;
  edit(change: Partial<Draft>): void;
  step(event: HistoryStep): void;
  split(text: string, index: number): void;
  done(): void;
}

/** Chips for exec, a highlighted line for the shell. */
export function drawCommandField(draft: Draft, parts: CommandFieldParts): TemplateResult {
  const { problem, refusal } = parts;
  return draft.form === 'exec'
    ? html`<ps-argv-editor
        role="group"
        aria-label=${t('composer.arguments')}
        .argv=${draft.argv}
        .wrongAt=${problem?.index ?? -1}
        .wrongWords=${problem?.words ?? ''}
        @argv-done=${() => parts.done()}
        @argv-change=${(event: ArgvChange) => parts.edit({ argv: event.argv })}
        @history-step=${(event: HistoryStep) => parts.step(event)}
        @split-request=${(event: SplitRequest) => parts.split(event.text, event.index)}
      ></ps-argv-editor>`
    : html`<ps-shell-editor
        .command=${draft.command}
        .wrong=${problem !== undefined}
        .wrongWords=${refusal || (problem?.words ?? '')}
        @command-change=${(event: CommandChange) => parts.edit({ command: event.command })}
        @history-step=${(event: HistoryStep) => parts.step(event)}
      ></ps-shell-editor>`;
}
