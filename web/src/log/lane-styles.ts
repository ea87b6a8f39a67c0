import { css } from 'lit';

/** The output: toolbar, lines or bytes, the pill over them, the strip under them. */
export const laneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    flex: 1;
    position: relative;
  }
  ps-line-view,
  ps-bytes-view {
    flex: 1;
    min-height: 0;
  }
  .note {
    padding: 6px 16px;
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    border-bottom: 1px solid var(--line);
    flex: none;
  }
  .note.wrong {
    color: var(--failure);
    margin: 0;
  }
  .heads {
    display: grid;
    grid-template-columns: 1fr 1fr 1fr;
    padding: 4px 28px 0 148px;
    font-size: 12px;
    line-height: 20px;
    flex: none;
  }
  .head {
    padding-left: 24px;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .head b {
    font-family: var(--mono);
    font-weight: 400;
  }
  .stdin b {
    color: var(--stdin);
  }
  .stdout b {
    color: var(--stdout);
  }
  .stderr b {
    color: var(--stderr);
  }
  .pill {
    position: absolute;
    left: 50%;
    bottom: 12px;
    transform: translateX(-50%);
    display: flex;
    gap: 8px;
    align-items: center;
    height: 28px;
    padding: 0 12px;
    border-radius: 14px;
    background: var(--raised);
    border: 1px solid var(--control-border);
    color: var(--text);
    font: 400 13px/1 var(--sans);
    box-shadow: var(--shadow);
    white-space: nowrap;
  }
  .pill:has(+ ps-selection-strip:not([hidden])) {
    bottom: 60px;
  }
  @media (pointer: coarse) {
    .pill {
      height: 44px;
      border-radius: 22px;
    }
  }
  @media (max-width: 600px) {
    .heads {
      padding: 4px 20px 0 48px;
    }
  }
`;
