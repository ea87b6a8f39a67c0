import { css } from 'lit';

/** The list of runs: rows of 50 px under their day, New run below. On a phone New run floats. */
export const runListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  h2 {
    padding: 10px 16px;
    height: 40px;
    font-weight: 600;
    border-bottom: 1px solid var(--line);
    flex: none;
  }
  .tools {
    position: relative;
    padding: 12px 12px 8px;
    flex: none;
  }
  .tools .field {
    width: 100%;
    padding-inline-start: 30px;
  }
  .tools .field::-webkit-search-cancel-button {
    display: none;
  }
  .tools .i {
    position: absolute;
    inset-inline-start: 21px;
    top: calc(50% + 2px);
    translate: 0 -50%;
    color: var(--muted);
    pointer-events: none;
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0 8px 8px;
    scroll-padding: 32px 0 8px;
    scrollbar-width: thin;
    scrollbar-color: var(--control-border) transparent;
  }
  h3 {
    padding: 8px 8px 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }
  .run {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    column-gap: 8px;
    padding: 7px 8px;
    border-radius: var(--r-control);
    color: inherit;
    cursor: default;
    content-visibility: auto;
    contain-intrinsic-size: auto 50px;
  }
  .run:hover {
    background: var(--raised);
    text-decoration: none;
  }
  .run[aria-current] {
    background: var(--selection);
  }
  .run:focus-visible {
    outline-offset: -2px;
  }
  .run .i {
    margin-top: 2px;
  }
  .older {
    width: 100%;
    margin-top: 4px;
  }
  .cmd {
    font-family: var(--mono);
    font-size: 13px;
    font-variant-ligatures: none;
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
    grid-column: 2 / 4;
  }
  .st,
  ps-clock {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    grid-row: 2;
  }
  .st {
    grid-column: 2;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  ps-clock {
    grid-column: 3;
  }
  .run[aria-current] :is(.st, ps-clock) {
    color: var(--text);
  }
  .empty {
    padding: 16px;
    color: var(--muted);
  }
  .foot {
    padding: 12px;
    border-top: 1px solid var(--line);
    flex: none;
  }
  .foot .btn {
    width: 100%;
    height: 32px;
  }
  @media (max-width: 600px) {
    :host {
      position: relative;
      background: var(--surface);
    }
    h2,
    .tools {
      display: none;
    }
    .list {
      padding: 4px 8px 76px;
      scroll-padding-bottom: 76px;
    }
    .run {
      column-gap: 12px;
      padding: 10px 8px;
      min-height: 60px;
      contain-intrinsic-size: auto 60px;
    }
    /* Here the list is not beside what is selected: nothing is current. */
    .run[aria-current]:not(:hover) {
      background: none;
    }
    .run[aria-current] :is(.st, ps-clock) {
      color: var(--muted);
    }
    .cmd {
      font-size: 14px;
    }
    .st,
    ps-clock {
      font-size: 13px;
      line-height: 18px;
    }
    .foot {
      position: absolute;
      inset: auto 16px 16px auto;
      padding: 0;
      border: 0;
    }
    .foot .btn {
      width: auto;
      height: 44px;
      padding: 0 18px;
      border-radius: 22px;
      border-color: var(--accent);
      background: var(--accent);
      color: var(--on-accent);
      font-size: 14px;
      font-weight: 600;
      box-shadow: var(--shadow);
    }
    .foot .key {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .run[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .run:focus-visible {
      outline: 3px dashed Highlight;
    }
  }
`;
