import { css } from 'lit';
import { buttonStyles } from './button-styles.ts';

/** Looks shared by every element: reset, focus ring, icons, buttons, fields, notices. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1, h2, h3, p, ul, ol, dl, dd, dt, figure, pre, fieldset, legend {
    margin: 0;
    padding: 0;
    font: inherit;
    border: 0;
    min-width: 0;
  }
  ul, ol {
    list-style: none;
  }
  a {
    color: var(--accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  button, input, textarea, select {
    font: inherit;
    color: inherit;
  }
  b, strong {
    font-weight: 600;
  }
  code, kbd, .mono {
    font-family: var(--mono);
    font-variant-ligatures: none;
  }
  code {
    font-size: 0.9615em;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .num {
    font-family: var(--mono);
    font-size: 12px;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .grow {
    flex: 1 1 auto;
    min-width: 0;
  }
  .i {
    width: 16px;
    height: 16px;
    flex: none;
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .i * {
    vector-effect: non-scaling-stroke;
  }
  .i.s14 {
    width: 14px;
    height: 14px;
  }
  .i.s12 {
    width: 12px;
    height: 12px;
  }
  .c-ok {
    color: var(--success);
  }
  .c-bad {
    color: var(--failure);
  }
  .c-caution {
    color: var(--caution);
  }
  .c-mut {
    color: var(--muted);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  ${buttonStyles}
  .field {
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--control-border);
    border-radius: var(--r-control);
    background: transparent;
    color: var(--text);
    min-width: 0;
  }
  .field::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .notice {
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding: 10px 12px 10px 13px;
    border-radius: var(--r-control);
    background: var(--raised);
    border-left: 3px solid var(--edge, var(--control-border));
    box-shadow: inset 0 0 0 1px var(--tint-edge);
  }
  .notice > .i {
    margin-top: 2px;
  }
  .notice.ok {
    --edge: var(--success);
  }
  .notice.bad {
    --edge: var(--failure);
  }
  .wrong:not(:empty) {
    margin-top: 4px;
  }
  .wrong {
    color: var(--failure);
    font-size: 12px;
    line-height: 16px;
  }
  @media (pointer: coarse) {
    .btn,
    .field {
      min-height: 44px;
    }
    .btn.icon {
      min-width: 44px;
    }
  }
`;
