import { css } from 'lit';

/** One line: number, time, mark, text, size on a grid; chips, marks behind the text; side by side in columns. */
export const rowStyles = css`
  .list > .row,
  .events,
  .gap {
    position: absolute;
    left: 0;
    right: 0;
    top: 0;
    line-height: 20px;
  }
  .list > .row,
  .gap {
    height: 20px;
    contain: strict;
  }
  .row {
    display: grid;
    grid-template-columns: var(--columns);
    padding-right: 28px;
    margin: 0;
    line-height: 20px;
  }
  :host([wrap]) .list > .row,
  .list > .row.whole {
    height: auto;
    min-height: 20px;
    contain: layout style;
  }
  .row > .n,
  .row > .w {
    text-align: right;
    color: var(--muted);
    font-size: 12px;
    user-select: none;
    white-space: nowrap;
    overflow: hidden;
  }
  .n > a {
    color: inherit;
    text-decoration: none;
  }
  .n > a:hover {
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .row > .m {
    margin-left: 16px;
    display: flex;
    align-items: center;
    align-self: stretch;
    gap: 4px;
    padding-left: 7px;
    height: 100%;
    min-height: 20px;
    font: 400 12px/20px var(--sans);
    user-select: none;
    border-left: 0 solid transparent;
  }
  :host([wrap]) .row > .m,
  .row.whole > .m {
    align-items: flex-start;
  }
  :host([wrap]) .m > .i,
  .row.whole .m > .i {
    margin-top: 4px;
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
  .row.ev > .m {
    color: var(--muted);
  }
  .row.ev > .m.c-bad {
    color: var(--failure);
  }
  .row.ev > .x {
    color: var(--muted);
    font-family: var(--sans);
  }
  .bang {
    font-weight: 600;
  }
  .i {
    width: 12px;
    height: 12px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .i * {
    vector-effect: non-scaling-stroke;
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
  :host([wrap]) .t,
  .row.whole .t {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  :host([wrap]) .row > .x,
  .row.whole > .x {
    flex-wrap: wrap;
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
    white-space: nowrap;
  }
  .row.cut > .b {
    display: none;
  }
  :host(:not([columns])) .row.cut > .x {
    grid-column: 4 / -1;
  }
  .list > .row:hover,
  .row:focus {
    background: var(--raised);
    box-shadow:
      inset 0 1px var(--tint-edge),
      inset 0 -1px var(--tint-edge);
  }
  .list > .row.sel {
    background: var(--selection);
  }
  .row.sel > .n,
  .row.sel > .w,
  .row.sel > .b,
  .row.sel .trail {
    color: var(--text);
  }
  .row.sel > .b,
  .row:hover > .b,
  .row:focus > .b {
    visibility: visible;
  }
  :host([columns]) .row > .m {
    margin-left: 0;
    width: 24px;
  }
  :host([columns]) .word {
    display: none;
  }
  :host([columns]) .row > .m,
  :host([columns]) .row > .x {
    grid-row: 1;
  }
  :host([columns]) .row > .x {
    margin-left: 24px;
    padding-left: 0;
    padding-right: 12px;
  }
  :host([columns]) .row.in > :is(.m, .x) {
    grid-column: 4;
  }
  :host([columns]) .row.out > :is(.m, .x) {
    grid-column: 5;
  }
  :host([columns]) .row.err > :is(.m, .x) {
    grid-column: 6;
  }
  :host([columns]) .row.ev > .m {
    grid-column: 4;
    padding-left: 7px;
  }
  :host([columns]) .row.ev > .x {
    grid-column: 4 / 7;
  }
  :host([columns]) .row > .b {
    position: absolute;
    right: 28px;
    background: inherit;
  }
  @media (max-width: 600px) {
    .row {
      padding-right: 20px;
    }
    .row > .m {
      margin-left: 8px;
    }
    .row > .b,
    :host([columns]) .row > .b {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .list > .row.sel {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .list > .row.sel :is(.n, .w, .m, .b, .trail, .all, .chip) {
      color: HighlightText;
      border-color: HighlightText;
    }
  }
`;
