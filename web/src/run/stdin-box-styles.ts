import { css } from 'lit';

/** The box at the foot of a run that writes to its stdin. */
export const stdinBoxStyles = css`
  :host {
    display: block;
    border-top: 1px solid var(--line);
    flex: none;
  }
  .box {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    padding: 8px 16px 4px;
  }
  .box > .i {
    color: var(--stdin);
  }
  .box > .btn {
    height: 32px;
  }
  .quiet {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    padding: 4px 16px;
    color: var(--muted);
  }
  textarea::placeholder {
    font-family: var(--sans);
    white-space: nowrap;
  }
  textarea.field {
    flex: 1;
    min-width: 0;
    resize: none;
    height: 32px;
    padding: 5px 8px;
    line-height: 20px;
    font-family: var(--mono);
    field-sizing: content;
    max-height: 132px;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--failure);
  }
  .foot {
    padding: 0 16px 6px 40px;
    min-height: 22px;
  }
  @media (max-width: 900px) {
    /* Two rows of the same flex box: the line with what sends it, then the words with the mode. */
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      padding: 8px 16px;
    }
    .box {
      display: contents;
    }
    .box > .i {
      display: none;
    }
    textarea.field {
      flex: 1 1 45%;
      height: auto;
    }
    textarea::placeholder {
      white-space: normal;
    }
    .foot {
      flex: 1 1 40%;
      order: 1;
      min-height: 0;
      padding: 0;
    }
    ps-segmented,
    .box > .ghost {
      order: 2;
    }
    .quiet {
      flex: 1;
      min-height: 28px;
      padding: 0;
    }
  }
  @media (max-width: 900px) and (pointer: coarse) {
    textarea.field {
      padding: 11px 8px;
    }
  }
`;
