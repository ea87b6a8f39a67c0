import { css } from 'lit';

/** The lines: rows on a grid, stream marks by shape, letter and colour, an own scroll track. */
export const lineViewStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    position: relative;
  }
  [hidden] {
    display: none !important;
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
    /* Whole rows and the air after the last one: whoever stands at the end never sees half a row at the top. */
    @supports (height: round(down, 100%, 1px)) {
      flex: none;
      height: calc(round(down, 100% - 16px, 20px) + 10px);
    }
    --columns: var(--number, 56px) var(--time, 76px) 56px minmax(0, 1fr) auto;
  }
  .view.time-clock {
    --time: 108px;
  }
  .view.time-off {
    --time: 0px;
  }
  :host([columns]) .view {
    --columns: var(--number, 56px) var(--time, 76px) 16px minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr);
  }
  .view:focus-visible,
  .row:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .gap {
    padding-left: calc(var(--number, 56px) + var(--time, 76px) + 56px);
    padding-right: 28px;
    font: 400 12px/20px var(--sans);
    color: var(--muted);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .empty {
    position: absolute;
    left: calc(var(--number, 56px) + var(--time, 76px) + 56px);
    top: 0;
    color: var(--muted);
    font: 400 13px/20px var(--sans);
  }
  @media (max-width: 600px) {
    .view {
      --number: 40px;
      --time: 58px;
      --columns: var(--number) var(--time) 44px minmax(0, 1fr);
    }
    .view.time-clock {
      --time: 92px;
    }
    :host([columns]) .view {
      --time: 0px;
      --columns: var(--number) 0 8px minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr);
    }
    .gap {
      padding-left: 16px;
    }
    .empty {
      left: calc(var(--number) + var(--time) + 44px);
      right: 20px;
    }
  }
`;
