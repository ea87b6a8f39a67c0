import { css } from 'lit';

/** The palette: a line to type in, and what answers it. */
export const paletteStyles = css`
  .find {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 8px 0 16px;
    border-bottom: 1px solid var(--line);
    flex: none;
    color: var(--muted);
  }
  .find:focus-within {
    box-shadow: inset 0 -2px 0 var(--accent);
  }
  input:focus-visible {
    outline: none;
  }
  .find .close {
    display: none;
  }
  input {
    flex: 1;
    min-width: 0;
    height: 47px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--text);
    font-size: 14px;
  }
  input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 4px 8px 8px;
    scroll-padding: 8px;
    scrollbar-width: thin;
    scrollbar-color: var(--control-border) transparent;
  }
  .group {
    padding: 8px 8px 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }
  .entry {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    padding: 4px 8px;
    border-radius: var(--r-control);
    cursor: default;
  }
  .entry[aria-selected='true'] {
    background: var(--selection);
    color: var(--text);
  }
  .entry[aria-selected='true'] :is(.note, .key) {
    color: var(--text);
  }
  .entry[aria-disabled='true'] {
    color: var(--muted);
  }
  .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .words.mono {
    flex: 0 1 auto;
  }
  .note {
    margin-inline-start: auto;
    padding-inline-start: 16px;
    flex: none;
    max-width: 60%;
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    text-align: end;
  }
  .none {
    padding: 16px 8px;
    color: var(--muted);
  }
  @media (max-width: 600px) {
    .find .close {
      display: inline-flex;
      width: 44px;
      height: 44px;
    }
    input {
      height: 51px;
      font-size: 16px;
    }
    .entry {
      min-height: 44px;
    }
    .entry .key {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .find:focus-within {
      border-bottom: 3px solid Highlight;
    }
    .entry[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .entry[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
