import { css } from 'lit';

/** The lane: rows on a grid, stream marks by shape, letter and colour, an own scroll track. */
export const laneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    flex: 1;
    position: relative;
  }
  .note {
    padding: 6px 16px;
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    border-bottom: 1px solid var(--line);
    flex: none;
  }
  .view {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    touch-action: none;
    font-family: var(--mono);
    font-size: 13px;
    font-variant-ligatures: none;
    font-feature-settings: 'calt' 0, 'liga' 0;
    margin-top: 6px;
  }
  .view:focus-visible,
  .row:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .row,
  .gap {
    position: absolute;
    left: 0;
    right: 0;
    top: 0;
    height: 20px;
    line-height: 20px;
    contain: strict;
  }
  .row {
    display: grid;
    grid-template-columns: var(--number, 56px) 76px 56px minmax(0, 1fr) auto;
    padding-right: 28px;
  }
  .row > .n,
  .row > .w {
    text-align: right;
    color: var(--muted);
    font-size: 12px;
    user-select: none;
  }
  .row > .m {
    margin-left: 16px;
    display: flex;
    align-items: center;
    gap: 4px;
    padding-left: 7px;
    font: 400 12px/20px var(--sans);
    user-select: none;
    border-left: 0 solid transparent;
  }
  .row.out > .m {
    color: var(--stdout);
    border-left: 1px solid var(--stdout);
    padding-left: 6px;
  }
  .row.err > .m {
    color: var(--stderr);
    border-left: 3px solid var(--stderr);
    padding-left: 4px;
  }
  .row.in > .m {
    color: var(--stdin);
  }
  .bang {
    font-weight: 600;
  }
  .i {
    width: 12px;
    height: 12px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .row > .x {
    display: flex;
    min-width: 0;
  }
  .t {
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
    tab-size: 8;
    unicode-bidi: plaintext;
    min-width: 0;
  }
  .row.in > .x {
    padding-left: 8px;
  }
  .row > .b {
    color: var(--muted);
    font-size: 12px;
    padding-left: 16px;
    visibility: hidden;
    user-select: none;
  }
  .row:hover,
  .row:focus {
    background: var(--raised);
  }
  .row:hover > .b,
  .row:focus > .b {
    visibility: visible;
  }
  .row[hidden] {
    display: none;
  }
  .chip {
    display: inline-block;
    height: 16px;
    line-height: 14px;
    vertical-align: 1px;
    padding: 0 3px;
    margin: 0 1px;
    border: 1px solid var(--control-border);
    border-radius: var(--r-mark);
    font-size: 11px;
    color: var(--muted);
    position: relative;
  }
  .chip.byte {
    color: var(--failure);
    border-color: var(--failure);
  }
  .bracket {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .trail {
    margin-left: 8px;
    color: var(--muted);
    font: 400 12px/16px var(--sans);
    user-select: none;
    line-height: 20px;
    white-space: nowrap;
    flex: none;
  }
  .gap {
    padding-left: calc(var(--number, 56px) + 132px);
    padding-right: 28px;
    font: 400 12px/20px var(--sans);
    color: var(--muted);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .empty {
    position: absolute;
    left: 188px;
    top: 0;
    color: var(--muted);
    font: 400 13px/20px var(--sans);
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
  .pill svg {
    width: 14px;
    height: 14px;
  }
  @media (pointer: coarse) {
    .pill {
      height: 44px;
      border-radius: 22px;
    }
  }
  @media (max-width: 600px) {
    .row {
      grid-template-columns: var(--number, 36px) 62px 44px minmax(0, 1fr);
      padding-right: 20px;
    }
    .row > .m {
      margin-left: 8px;
    }
    .row > .b {
      display: none;
    }
    .gap,
    .empty {
      padding-left: 16px;
      left: 0;
    }
  }
`;
