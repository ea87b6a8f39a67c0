import { css } from 'lit';

/** The file that is sent to stdin, where the line is typed in the other modes. */
export const stdinFileStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-width: 0;
    min-height: 32px;
  }
  .name {
    min-width: 0;
    max-width: 32ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--mono);
  }
  [role='progressbar'] {
    flex: 1 1 80px;
    min-width: 40px;
    max-width: 320px;
    height: 10px;
    overflow: hidden;
    border: 1px solid var(--control-border);
    border-radius: 3px;
    background: var(--trough);
  }
  .fill {
    height: 100%;
    width: var(--share, 0%);
    background: var(--stdin);
  }
  .words {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  @media (max-width: 600px) {
    :host {
      flex: 1 1 100%;
      order: -1;
    }
  }
  @media (forced-colors: active) {
    .fill {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;

/** The field as a child of the box, and the box while a file is held over it. For `ps-stdin-box`. */
export const stdinPartStyles = css`
  ps-stdin-line {
    display: contents;
  }
  .box.over {
    outline: 2px dashed var(--accent);
    outline-offset: -3px;
  }
`;
