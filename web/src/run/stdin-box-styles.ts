import { css } from 'lit';

/** The box at the foot of a run that writes to its stdin. */
export const stdinBoxStyles = css`
  :host {
    display: block;
    border-top: 1px solid var(--line);
    flex: none;
  }
  :host([hidden]) {
    display: none;
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
    min-height: 48px;
    padding: 4px 16px;
    color: var(--muted);
  }
  textarea::placeholder {
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
  @media (max-width: 600px) {
    .box {
      flex-wrap: wrap;
      padding: 8px 12px 4px;
      gap: 6px;
    }
    .box > .i {
      display: none;
    }
    textarea.field {
      flex: 1 1 100%;
      order: -1;
    }
    ps-segmented {
      margin-right: auto;
    }
    .foot {
      padding-left: 12px;
    }
  }
`;
