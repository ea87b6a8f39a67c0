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
    flex: 0 1 auto;
    min-width: 24px;
  }
  .chip:first-child {
    flex-shrink: 0;
    max-width: 100%;
  }
  .chip.short {
    flex-shrink: 0;
  }
  .clock {
    font-family: var(--mono);
    font-size: 16px;
  }
  .num {
    white-space: nowrap;
  }
  .stop {
    min-width: 74px;
  }
  .strip {
    flex-wrap: wrap;
    margin-top: 4px;
  }
  .state {
    font-size: 14px;
  }
  .back,
  .small-clock {
    display: none;
  }
  @media (max-width: 600px) {
    :host {
      padding: 4px 8px 0 12px;
    }
    .back {
      display: inline-flex;
      margin-left: -12px;
    }
    .id,
    .copy,
    .pid,
    .clock {
      display: none;
    }
    .small-clock {
      display: inline;
    }
    .chip {
      background: none;
      padding: 0 2px;
    }
    .strip {
      margin-top: 4px;
    }
  }
  @media (prefers-contrast: more) {
    .chip {
      box-shadow: inset 0 0 0 1px var(--line);
    }
  }
`;
