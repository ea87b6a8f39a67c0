import { css } from 'lit';

/** A floating box beside its opener, anchored by the browser; a sheet from below on a phone. For the host. */
export const popoverStyles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 4px 0;
    padding: 4px;
    width: max-content;
    max-width: min(420px, calc(100vw - 16px));
    max-height: min(560px, calc(100dvh - 64px));
    overflow: auto;
    color: var(--text);
    background: var(--raised);
    border: 1px solid var(--control-border);
    border-radius: var(--r-control);
    box-shadow: var(--shadow);
    font: 400 13px / 20px var(--sans);
    text-align: start;
    white-space: normal;
    position-area: bottom span-right;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
  }
  :host([placement='bottom-end']) {
    position-area: bottom span-left;
  }
  :host([placement='top-start']) {
    position-area: top span-right;
  }
  :host([placement='top-end']) {
    position-area: top span-left;
  }
  :host(.placed) {
    margin: 0;
    left: var(--left);
    top: var(--top);
  }
  @media (max-width: 600px) {
    :host,
    :host([placement]) {
      position-area: none;
      inset: auto 0 0;
      margin: 0;
      width: auto;
      max-width: none;
      max-height: 80dvh;
      padding: 8px 8px max(8px, env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: var(--r-card) var(--r-card) 0 0;
      font-size: 14px;
    }
    :host::backdrop {
      background: rgb(0 0 0 / 0.4);
    }
  }
`;
