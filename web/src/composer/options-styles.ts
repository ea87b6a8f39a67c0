import { css } from 'lit';

/** A row of quiet buttons, each with its value, and what their popovers hold. */
export const optionsStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    align-items: center;
    min-width: 0;
  }
  .opt {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 24px;
    padding: 0 7px;
    border: 0;
    border-radius: var(--r-control);
    background: none;
    color: var(--muted);
    font-size: 12px;
    line-height: 1;
    white-space: nowrap;
    cursor: default;
  }
  .opt:hover,
  .opt[aria-expanded='true'] {
    background: var(--raised);
    color: var(--text);
  }
  .opt.bad {
    box-shadow: inset 0 0 0 1px var(--failure);
  }
  .opt b {
    max-width: 160px;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--text);
    font: 400 12px/20px var(--mono);
  }
  ps-popover {
    padding: 12px;
  }
  ps-popover.wide {
    width: min(540px, calc(100vw - 16px));
    max-width: none;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
    align-items: flex-start;
  }
  .choices {
    display: flex;
    flex-direction: column;
    gap: 2px;
    width: 232px;
  }
  .choice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
    padding: 6px 8px;
    border-radius: 4px;
  }
  .choice:hover {
    background: var(--selection);
  }
  .choice:hover .muted {
    color: var(--text);
  }
  .choice input {
    margin: 2px 0 0;
    width: 16px;
    height: 16px;
    accent-color: var(--accent);
  }
  .choice .mono {
    font-size: 13px;
  }
  .choice .small {
    grid-column: 2;
  }
  .diagram {
    width: 260px;
    height: 92px;
    margin-top: 4px;
  }
  .diagram text {
    font: 400 12px var(--sans);
    fill: var(--muted);
  }
  .diagram .label {
    text-anchor: middle;
  }
  .diagram .chosen text {
    fill: var(--text);
  }
  .box,
  .wire {
    fill: none;
    stroke: var(--control-border);
    stroke-width: 1px;
  }
  .box.null {
    stroke-dasharray: 3 3;
  }
  .chosen .wire,
  .chosen .box.pipe {
    stroke-width: 2px;
  }
  .wire.stdin,
  .pipe.stdin {
    stroke: var(--stdin);
  }
  .wire.stdout,
  .pipe.stdout {
    stroke: var(--stdout);
  }
  .wire.stderr,
  .pipe.stderr {
    stroke: var(--stderr);
  }
  .block {
    display: block;
  }
  .block .field {
    display: block;
    width: 100%;
    margin: 4px 0;
    font-family: var(--mono);
  }
  .field[aria-invalid='true'] {
    border-color: var(--failure);
  }
  .form {
    width: 320px;
    max-width: 100%;
  }
  @media (pointer: coarse) {
    .opt {
      justify-content: center;
      min-width: 44px;
      height: 44px;
    }
    .choice {
      padding-block: 12px;
    }
  }
  .break {
    display: none;
  }
  @media (max-width: 600px) {
    .break {
      display: block;
      flex-basis: 100%;
    }
    ps-popover.wide {
      width: auto;
    }
    .choices,
    .form {
      width: 100%;
    }
  }
  @media (forced-colors: active) {
    .wire,
    .box {
      stroke: CanvasText;
    }
    .diagram text {
      fill: CanvasText;
    }
  }
`;
