import { css } from 'lit';

/** A native modal dialog: one quiet box near the top; the whole screen on a phone. */
export const dialogStyles = css`
  dialog {
    position: fixed;
    inset: 72px 0 auto;
    margin: 0 auto;
    padding: 0;
    width: min(640px, calc(100vw - 32px));
    max-height: min(560px, calc(100dvh - 104px));
    overflow: hidden;
    color: var(--text);
    background: var(--raised);
    border: 1px solid var(--control-border);
    border-radius: var(--r-card);
    box-shadow: var(--shadow);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: light-dark(rgb(23 28 34 / 0.24), rgb(0 0 0 / 0.5));
  }
  @media (max-width: 600px) {
    dialog {
      inset: 0;
      width: 100vw;
      max-width: none;
      height: 100dvh;
      max-height: none;
      border: 0;
      border-radius: 0;
      font-size: 14px;
    }
  }
`;
