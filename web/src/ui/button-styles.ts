import { css } from 'lit';

/** Buttons, buttons that look like links, and key caps. Part of `controls`. */
export const buttonStyles = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    height: 28px;
    padding: 0 10px;
    border: 1px solid var(--control-border);
    border-radius: var(--r-control);
    background: transparent;
    color: var(--text);
    font-size: 13px;
    line-height: 1;
    white-space: nowrap;
    cursor: default;
    flex: none;
  }
  .btn:hover {
    background: var(--raised);
  }
  .btn.primary,
  .btn.primary:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .btn.ghost {
    border-color: transparent;
    color: var(--muted);
  }
  .btn.ghost:hover,
  .btn.ghost[aria-expanded='true'] {
    color: var(--text);
    background: var(--raised);
  }
  .btn.icon {
    width: 28px;
    padding: 0;
  }
  .btn.tall {
    height: 32px;
    padding: 0 14px;
  }
  .btn.sm {
    height: 24px;
    padding: 0 8px;
    font-size: 12px;
  }
  .btn:disabled,
  .btn[aria-disabled='true'] {
    border-color: var(--line);
    background: transparent;
    color: var(--muted);
    font-weight: 400;
  }
  .btn.ghost:disabled {
    border-color: transparent;
  }
  .key {
    font-family: var(--mono);
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 0 4px;
  }
  .key.single {
    display: var(--single-key, inline);
  }
  /* Nobody presses keys with a thumb. */
  @media (pointer: coarse), (max-width: 600px) {
    :is(.btn, .pill) > .key {
      display: none;
    }
  }
  .primary .key {
    color: inherit;
    border-color: currentColor;
  }
  .linkbtn {
    border: 0;
    background: none;
    padding: 0 4px;
    height: 24px;
    color: var(--accent);
    font-weight: 600;
  }
  .linkbtn:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  @media (pointer: coarse) {
    .linkbtn {
      min-width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .btn.primary {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
      color: HighlightText;
    }
    .btn:disabled,
    .btn[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
