import { html, nothing, type TemplateResult } from 'lit';
import '../composer/composer-element.ts';
import '../composer/first-run.ts';
import '../log/lane-element.ts';
import '../run/run-element.ts';
import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import { isLive, OUTPUTS } from '../state/run-words.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';
import './connection-bar.ts';

function emptyWords(run: RunInfo, knows: Knowledge, rows: RowStore | null): string {
  if (run.stdout === 'devnull' && run.stderr === 'devnull') return t('shell.emptyDevnull');
  const lines = (run.streams.stdout?.lines ?? 0) + (run.streams.stderr?.lines ?? 0);
  if (rows?.isFrozen === true && lines > 0) return t('shell.emptyNotKept', { lines });
  if (isLive(run)) return t(knows === 'gone' ? 'shell.emptyGone' : 'shell.emptyLive');
  const [first, second] = OUTPUTS.filter((name) => run.streams[name]?.ended === false);
  if (first !== undefined) {
    if (knows === 'gone') return t('shell.emptyGone');
    return t('shell.emptyOpen', { streams: second === undefined ? first : 'both' });
  }
  const seen = run.streams.stdout !== null && (run.streams.stderr !== null || run.stderr === 'stdout');
  return t(seen ? 'shell.emptyDone' : 'shell.emptyElsewhere');
}

function drawRun(store: SessionStore, run: RunInfo): TemplateResult {
  const rows = run.state === 'failed' ? null : store.rowsOf(run.run);
  return html`<ps-run .run=${run} .rows=${rows}>
    ${run.state === 'failed' ? nothing : html`<ps-lane .rows=${rows} .emptyWords=${emptyWords(run, store.knowsOf(run), rows)}></ps-lane>`}
  </ps-run>`;
}

function drawNoSuchRun({ route }: SessionStore): TemplateResult {
  return html`<div class="empty">
    <h1>${t('shell.noSuchRun')}</h1>
    <p>${t('shell.noSuchRunWhy', { run: route.page === 'run' ? route.run : '' })}</p>
  </div>`;
}

/** What stands in main: settings, the way in, the first run, or composer and run. */
export function drawMain(store: SessionStore): TemplateResult {
  const { selected, runs, loaded, route, connection } = store;
  if (route.page === 'settings') {
    void import('../settings/settings-element.ts');
    return html`<ps-settings></ps-settings>`;
  }
  const settled = loaded || runs.length > 0;
  if (!settled) {
    return connection.connected || connection.status?.state === 'connecting' || connection.admission === 'asking'
      ? html`<div class="empty"><h1 class="sr">pipescope</h1><p>${t('shell.connecting')}</p></div>`
      : html`<ps-connection-bar tall></ps-connection-bar>`;
  }
  if (runs.length === 0) return html`<ps-connection-bar></ps-connection-bar><ps-first-run></ps-first-run>`;
  return html`
    <ps-connection-bar></ps-connection-bar>
    <ps-composer class="rest"></ps-composer>
    ${selected === null ? drawNoSuchRun(store) : drawRun(store, selected)}
  `;
}
