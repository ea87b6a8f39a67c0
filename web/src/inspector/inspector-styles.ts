import { css } from 'lit';

/** The explanation: parts of the command on the left, what they are on the right. */
export const inspectorStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  ps-tabs {
    flex: 1;
  }
  .body {
    display: flex;
    flex-direction: column;
    gap: 24px;
    padding: 16px;
  }
  h2 {
    margin-bottom: 8px;
    font-weight: 600;
  }
  /* One edge for what stands on the right, through all the lists. */
  .parts,
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 2px 12px;
  }
  .part {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
    padding: 2px 4px;
    margin: 0 -4px;
    border-radius: 4px;
  }
  .part.on {
    background: var(--selection);
  }
  .part.on dd {
    color: var(--text);
  }
  .parts dt {
    justify-self: start;
    max-width: 100%;
    padding: 0 6px;
    border-radius: 4px;
    background: var(--raised);
    font-family: var(--mono);
    font-variant-ligatures: none;
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .parts dt {
    outline: 1px solid var(--tint-edge);
    outline-offset: -1px;
  }
  .parts dt.bad {
    outline-color: var(--failure);
  }
  .inside dt {
    margin-inline-start: 12px;
    max-width: calc(100% - 12px);
    background: none;
    outline-color: var(--line);
  }
  .deep dt {
    margin-inline-start: 24px;
    max-width: calc(100% - 24px);
  }
  dd {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .facts dt {
    padding: 2px 0;
  }
  .facts dd {
    padding: 2px 0;
  }
  .note {
    margin-top: 16px;
  }
  .note + .note {
    margin-top: 8px;
  }
  u {
    text-decoration: underline dotted var(--muted) 1px;
    text-underline-offset: 4px;
  }
  .esc {
    color: var(--caution);
  }
  .missing {
    display: flex;
    gap: 6px;
    margin-top: 8px;
  }
  .missing .i {
    margin-top: 2px;
  }
`;
