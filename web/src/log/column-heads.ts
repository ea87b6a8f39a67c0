import { html, type TemplateResult } from 'lit';
import type { RunInfo } from '../state/protocol.ts';
import { t } from '../strings/message.ts';

function where(run: RunInfo | null, name: 'stdin' | 'stdout' | 'stderr'): string {
  const to = run?.[name];
  if (to === 'stdout') return t('lane.column.joined');
  return to === 'devnull' ? t('lane.column.devnull') : to === 'inherit' ? t('lane.column.inherit') : '';
}

/** The names over the columns, and where a stream leads that is no pipe. */
export function drawColumnHeads(run: RunInfo | null): TemplateResult {
  return html`<div class="heads">
    ${(['stdin', 'stdout', 'stderr'] as const).map(
      (name) => html`<span class="head ${name}"><b>${name}</b> <span class="muted">${where(run, name)}</span></span>`,
    )}
  </div>`;
}
