import { html, type TemplateResult } from 'lit';
import { drawIcon } from '../ui/icons.ts';
import { lineTime, type TimeMode } from './line-time.ts';
import type { RunEvent } from './run-events.ts';

/** Something that happened, drawn like a line but without a number. */
export function drawEvent(event: RunEvent, mode: TimeMode, startedAt: number): TemplateResult {
  // A difference to the line before means nothing here.
  const at = event.time === null ? '' : lineTime(mode === 'delta' ? 'spawn' : mode, event.time, undefined, startedAt);
  return html`<div class="row ev">
    <span class="n"></span><span class="w">${at}</span
    ><span class="m ${event.bad ? 'c-bad' : ''}">${drawIcon(event.icon, 12)}</span><span class="x">${event.words}</span>
  </div>`;
}
