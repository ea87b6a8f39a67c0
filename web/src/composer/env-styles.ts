import { css } from 'lit';

/** Rows of the environment: a sign, the name, the value, what happens to it. */
export const envStyles = css`
  :host {
    display: block;
  }
  .entry {
    display: grid;
    grid-template-columns: 12px minmax(0, 1fr) minmax(0, 1.4fr) auto auto;
    gap: 2px 8px;
    align-items: center;
    margin-bottom: 6px;
  }
  .sign {
    font: 600 14px/20px var(--mono);
    color: var(--muted);
    text-align: center;
  }
  .added .sign {
    color: var(--success);
  }
  .changed .sign {
    color: var(--caution);
  }
  .removed .sign {
    color: var(--failure);
  }
  .removed .name {
    text-decoration: line-through;
    color: var(--muted);
  }
  input.field {
    width: 100%;
    height: 28px;
    font-family: var(--mono);
  }
  select.field {
    height: 28px;
    background: var(--raised);
  }
  .field:disabled {
    border-color: var(--line);
  }
  .entry input[aria-invalid='true'] {
    border-color: var(--failure);
  }
  .value {
    display: flex;
    gap: 2px;
    align-items: center;
  }
  .secret {
    grid-column: 2 / -1;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    margin: 8px 0;
  }
  .empty {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 24px;
  }
  .empty input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--accent);
  }
  @media (max-width: 600px) {
    .entry {
      grid-template-columns: 12px minmax(0, 1fr) auto auto;
      padding-bottom: 8px;
    }
    .value {
      grid-row: 2;
      grid-column: 2 / -1;
    }
  }
`;
