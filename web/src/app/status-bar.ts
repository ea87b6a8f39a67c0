import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Knowledge } from '../state/connection.ts';
import { PROTOCOL_VERSION } from '../state/protocol.ts';
import { isLive } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { type MessageId, t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';

const LIVE: Readonly<Record<Knowledge, MessageId>> = {
  now: 'shell.live',
  before: 'shell.liveLastSeen',
  gone: 'shell.liveGone',
};

/** The bottom line: a warning when the agent may do anything, how many runs are live, and which agent this is. */
@customElement('ps-status-bar')
export class StatusBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 16px;
        height: 28px;
        padding: 0 12px 0 16px;
        border-top: 1px solid var(--line);
        color: var(--muted);
        font-size: 12px;
        line-height: 16px;
        white-space: nowrap;
      }
      .root {
        display: flex;
        gap: 6px;
        align-items: center;
        flex: 1;
        min-width: 0;
      }
      .root .i {
        color: var(--caution);
      }
      .root span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .sep {
        width: 1px;
        height: 12px;
        background: var(--line);
      }
      .short {
        display: none;
      }
      @media (max-width: 600px) {
        .wide {
          display: none;
        }
        .short {
          display: inline;
        }
      }
    `,
  ];

  private readonly session = new SessionController(this);

  override render(): TemplateResult {
    const { store } = this.session;
    const { runs, loaded, connection } = store;
    const { connected, client, knows } = connection;
    const agent = client?.agent ?? null;
    const count = runs.filter((run) => isLive(run) && store.knowsOf(run) === knows).length;
    return html`
      ${
        agent?.root === true
          ? html`<span class="root">${drawIcon('alert', 14)}<span class="wide">${t('shell.root', { host: agent.host })}</span><span class="short">${t('shell.rootShort', { host: agent.host })}</span></span>`
          : html`<span class="grow"></span>`
      }
      ${
        loaded || runs.length > 0
          ? html`<span class="wide">${t(LIVE[knows], { count })}</span>
              <span class="sep wide"></span>`
          : nothing
      }
      <span class="wide">
        ${
          agent === null || !connected
            ? t('shell.notConnected')
            : t('shell.agentVersion', { version: agent.version, protocol: PROTOCOL_VERSION })
        }
      </span>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-status-bar': StatusBar;
  }
}
