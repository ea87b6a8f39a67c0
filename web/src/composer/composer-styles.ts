import { css } from 'lit';

/** The composer: a row at rest, with options below once there is something to start. */
export const composerStyles = css`
  :host {
    display: block;
    flex: none;
    border-bottom: 1px solid var(--line);
  }
  :host([first]) {
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px;
    padding: 12px 16px;
  }
  :host([first]) form {
    padding: 16px;
  }
  ps-argv-editor,
  .shell {
    flex: 1 1 260px;
  }
  :host([first]) ps-argv-editor,
  :host([first]) .shell {
    flex-basis: 100%;
    order: 1;
  }
  .shell {
    min-height: 32px;
    max-height: 180px;
    padding: 5px 8px;
    line-height: 20px;
    font-family: var(--mono);
    field-sizing: content;
    resize: none;
  }
  .shell[aria-invalid='true'] {
    border-color: var(--failure);
  }
  :host([first]) .run {
    order: 4;
  }
  ps-composer-options {
    flex-basis: 100%;
    order: 3;
  }
  :host([first]) ps-composer-options {
    flex: 1 1 70%;
  }
  .close {
    height: 32px;
  }
  @media (min-width: 1200px) {
    .close {
      display: none;
    }
  }
  .words {
    flex-basis: 100%;
    order: 2;
  }
  @media (max-width: 600px) {
    form {
      padding: 12px;
    }
    ps-argv-editor,
    .shell {
      flex-basis: 100%;
      order: 1;
    }
    .close {
      margin-left: auto;
    }
    .run {
      order: 4;
      width: 100%;
    }
  }
`;
