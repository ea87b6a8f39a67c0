import { css } from 'lit';

/** What stands in and behind the text of a line: chips for bytes and control characters, the caret, trailing marks. */
export const rowMarkStyles = css`
  /* The text, which is copied, has brackets around it; what is seen is the face. One element each: there are thousands. */
  .chip {
    font-size: 0;
  }
  .chip::before {
    display: inline-block;
    content: attr(data-face);
    padding: 0 3px;
    margin: 0 1px;
    border: 1px solid var(--control-border);
    border-radius: var(--r-mark);
    font-size: 12px;
    line-height: 14px;
    color: var(--muted);
  }
  .chip.byte::before {
    color: var(--failure);
    border-color: var(--failure);
  }
  .row.sel .chip::before {
    color: var(--text);
  }
  .caret {
    flex: none;
    width: 1px;
    height: 15px;
    margin: 3px 0 0 1px;
    background: var(--muted);
  }
  .row.unread > .x {
    color: var(--muted);
  }
  .list > .row.topped {
    height: auto;
    contain: layout style;
  }
  /* Over all columns; what is hovered or selected is the line below. */
  .row > .above {
    grid-column: 1 / -1;
    /* Not over the outline of the view. */
    margin: 0 -26px 0 2px;
    background: var(--surface);
  }
  .above > .ev {
    margin: 0 -2px;
  }
  :host([columns]) .row.topped > :is(.m, .x) {
    grid-row: 2;
  }
  .divider {
    display: flex;
    margin: 0;
    align-items: center;
    gap: 12px;
    height: 24px;
    padding-left: calc(var(--number, 56px) + var(--time, 76px) + 16px);
    padding-right: 28px;
    background: var(--surface);
    color: var(--muted);
    font: 400 12px/16px var(--sans);
    white-space: nowrap;
    user-select: none;
  }
  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    height: 1px;
    background: var(--line);
  }
  .divider::before {
    flex: 0 0 24px;
  }
  .trail {
    margin-left: 8px;
    color: var(--muted);
    font: 400 12px/20px var(--sans);
    user-select: none;
    white-space: nowrap;
    flex: none;
  }
  .all {
    flex: none;
    margin-left: 4px;
    padding: 0 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--accent);
    font: 600 12px/20px var(--sans);
    user-select: none;
    cursor: default;
  }
  .all:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .row.sel .all {
    color: var(--text);
    text-decoration: underline;
  }
`;
