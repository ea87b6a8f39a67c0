import { css } from 'lit';

/** The two lines above a run: what it is, and how it stands. */
export const runHeaderStyles = css`
  :host {
    display: block;
    padding: 16px 16px 0;
    flex: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
  }
  .id {
    font-family: var(--mono);
    color: var(--muted);
  }
  h1 {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    min-width: 0;
    overflow: hidden;
    font-family: var(--mono);
    font-size: 14px;
    font-weight: 600;
  }
  .chip {
    padding: 0 6px;
    border-radius: 4px;
    background: var(--raised);
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
    line-height: 24px;
    outline: 1px solid var(--tint-edge);
    outline-offset: -1px;
    flex: 0 1 auto;
    min-width: 24px;
  }
  .chip[data-out] {
    visibility: hidden;
  }
  .over {
    flex: none;
    line-height: inherit;
    white-space: nowrap;
  }
  .few {
    display: none;
  }
  .chip:first-child {
    flex-shrink: 0;
    max-width: 100%;
  }
  .chip.short {
    flex-shrink: 0;
  }
  /* Beside a command of several lines all stands at its first. */
  .line:first-child {
    align-items: flex-start;
    line-height: 28px;
  }
  h1 {
    margin-block: 2px;
  }
  .what,
  .under {
    display: contents;
  }
  .ident {
    display: none;
  }
  .clock {
    font-family: var(--mono);
    font-size: 16px;
  }
  /* It stands still at what was last known. */
  .clock.still {
    color: var(--muted);
  }
  .num {
    white-space: nowrap;
  }
  .stop {
    min-width: 74px;
  }
  .strip {
    margin-top: 4px;
  }
  .says {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .state {
    font-size: 14px;
  }
  .back,
  .small-clock {
    display: none;
  }
  @media (max-width: 900px) {
    .pid {
      display: none;
    }
  }
  @media (max-width: 720px) {
    /* The command, and below it what a wide screen has beside it. */
    .what {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-width: 0;
    }
    .under {
      display: flex;
      gap: 8px;
      padding-left: 2px;
      line-height: 16px;
    }
    .clock {
      display: none;
    }
    .small-clock {
      display: inline;
    }
    .line:first-child > .grow {
      display: none;
    }
  }
  @media (max-width: 600px), (max-height: 560px) {
    .third,
    .all {
      display: none;
    }
    .few {
      display: inline;
    }
  }
  @media (max-width: 600px) {
    :host {
      padding: 0;
    }
    /* The top of the screen, as the page's own is on the list. */
    .line:first-child {
      min-height: 52px;
      padding: 4px 16px 4px 4px;
      align-items: center;
      border-bottom: 1px solid var(--line);
    }
    .line:has(ps-signals-menu) {
      padding-right: 4px;
      gap: 4px;
    }
    h1 {
      margin: 0;
    }
    .ident {
      display: block;
      font-size: 12px;
    }
    .back {
      display: inline-flex;
    }
    .id,
    .copy {
      display: none;
    }
    .chip {
      background: none;
      padding: 0 2px;
    }
    .strip {
      margin-top: 8px;
      padding: 0 16px;
    }
    .wrong {
      margin: 4px 16px 0;
    }
  }
`;
