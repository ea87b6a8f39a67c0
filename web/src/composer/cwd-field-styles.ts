import { css } from 'lit';

/** The field for the working directory with its list, as children of the options. */
export const cwdFieldStyles = css`
  ps-cwd-field .folders {
    max-height: 148px;
    margin: 4px 0;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    background: var(--surface);
  }
  ps-cwd-field .folder {
    min-height: 24px;
    padding: 2px 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
    font: 400 13px/20px var(--mono);
    cursor: default;
  }
  ps-cwd-field .folder[aria-selected='true'] {
    background: var(--selection);
    color: var(--text);
  }
  ps-cwd-field .found:empty {
    display: none;
  }
  @media (pointer: coarse) {
    ps-cwd-field .folder {
      min-height: 44px;
      padding: 12px 8px;
    }
  }
  @media (forced-colors: active) {
    ps-cwd-field .folder[aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
