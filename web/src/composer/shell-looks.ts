import { css } from 'lit';

/** Colours of shell text, by kind of stretch; weight and line tell them apart where colour does not. */
export const shellLooks = css`
  .program {
    font-weight: 600;
  }
  .keyword {
    color: var(--accent);
  }
  .operator {
    color: var(--accent);
    font-weight: 600;
  }
  .string {
    color: var(--success);
  }
  .expansion {
    color: var(--caution);
    text-decoration: underline dashed 1px;
    text-underline-offset: 4px;
  }
  .comment {
    color: var(--muted);
  }
`;
