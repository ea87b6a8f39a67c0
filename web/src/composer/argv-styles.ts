import { css } from 'lit';

/** Chips: what is seen lies under a text field of the same metrics, whose own text is seen only while it must be. */
export const argvStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 4px;
    min-height: 32px;
    padding: 3px;
    border: 1px solid var(--control-border);
    border-radius: var(--r-control);
    min-width: 0;
    cursor: text;
  }
  /* Above the first chips is room for the tag of the one with the focus. */
  :host([scrolls]) {
    max-height: var(--most);
    padding-top: 13px;
    scroll-padding-top: 16px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .chip {
    position: relative;
    display: inline-flex;
    min-width: 24px;
    max-width: 100%;
    min-height: 24px;
    border-radius: 4px;
    background: var(--raised);
  }
  .chip:not(.next) {
    outline: 1px solid var(--tint-edge);
    outline-offset: -1px;
  }
  .chip.on {
    background: var(--selection);
  }
  .chip.bad {
    box-shadow: inset 0 0 0 1px var(--failure);
  }
  .chip.next {
    background: none;
    flex: 1 1 80px;
    align-items: center;
    color: var(--muted);
  }
  .chip.next .i {
    margin-inline-start: 5px;
    pointer-events: none;
  }
  .chip.next:focus-within .i {
    visibility: hidden;
  }
  .chip.only .i {
    display: none;
  }
  .show,
  textarea {
    padding: 2px 8px;
    font: 400 13px/20px var(--mono);
    font-variant-ligatures: none;
    letter-spacing: 0;
    white-space: break-spaces;
    overflow-wrap: anywhere;
    tab-size: 8;
    text-align: start;
  }
  .show {
    flex: 1;
    min-width: 0;
    min-height: 24px;
  }
  .show.blank {
    color: transparent;
  }
  .next .show.blank,
  textarea::placeholder {
    white-space: nowrap;
    overflow: hidden;
  }
  textarea {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: transparent;
    caret-color: var(--text);
    resize: none;
    overflow: hidden;
  }
  textarea::selection {
    color: var(--text);
    background: var(--selection);
  }
  .chip.hides:focus-within .show {
    visibility: hidden;
  }
  .chip.hides:focus-within textarea {
    color: var(--text);
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .only textarea::placeholder,
  .next textarea::placeholder {
    font-family: var(--sans);
  }
  .next:not(.only) textarea:not(:focus)::placeholder {
    color: transparent;
  }
  textarea:focus-visible {
    outline-offset: -1px;
  }
  /* Alone it is the field, and the ring goes round the field. */
  .only textarea:focus-visible {
    outline-offset: 6px;
  }
  u {
    text-decoration: underline dotted var(--muted) 1px;
    text-underline-offset: 4px;
  }
  .esc {
    color: var(--caution);
  }
  .tag {
    display: none;
    position: absolute;
    z-index: 1;
    inset-inline-start: 4px;
    top: -13px;
    padding: 0 3px;
    height: 14px;
    border: 0;
    border-radius: 3px;
    background: var(--surface);
    color: var(--muted);
    font: 400 12px/14px var(--mono);
    white-space: nowrap;
    cursor: default;
    align-items: center;
    gap: 3px;
  }
  .tag::after {
    content: '';
    position: absolute;
    inset: -8px -2px -2px;
  }
  .tag:hover {
    color: var(--text);
  }
  .chip.open .tag,
  .chip:focus-within .tag {
    display: inline-flex;
  }
  @media (pointer: coarse) {
    .chip {
      min-height: 44px;
      min-width: 44px;
    }
    .show,
    textarea {
      padding-block: 12px;
    }
  }
  @media (forced-colors: active) {
    textarea {
      forced-color-adjust: none;
      caret-color: CanvasText;
    }
  }
`;
