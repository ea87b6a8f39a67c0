import { css } from 'lit';

/** The composer: a row at rest, with options below once there is something to start. */
export const composerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    flex: none;
    max-height: 60vh;
    overflow: auto;
    border-bottom: 1px solid var(--line);
  }
  :host([first]) {
    max-height: none;
    overflow: visible;
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px;
    padding: 12px 16px 11px;
  }
  :host([first]) form {
    padding: 16px;
  }
  ps-argv-editor,
  ps-shell-editor {
    flex: 1 1 260px;
  }
  :host([first]) :is(ps-argv-editor, ps-shell-editor) {
    flex-basis: 100%;
  }
  .run {
    min-width: 78px;
  }
  .run.blank:not(:hover) {
    border-color: var(--line);
    color: var(--muted);
  }
  :host([first]) .run {
    margin-inline-start: 8px;
  }
  .rest {
    flex: 1;
    min-height: 32px;
    justify-content: flex-end;
  }
  .opts {
    display: flex;
    flex-wrap: wrap;
    flex: 1 1 100%;
    align-items: center;
    gap: 2px;
    margin-inline: -7px -4px;
    min-width: 0;
  }
  :host([first]) .opts {
    margin-inline-end: 0;
  }
  .opts .all {
    flex: 0 1 auto;
  }
  .opts .grow {
    flex: 1 1 0;
  }
  ps-shell-preview,
  .words {
    flex-basis: 100%;
  }
  .close {
    height: 32px;
  }
  @media (min-width: 1200px) and (min-height: 712px) {
    .close {
      display: none;
    }
  }
  /* Where they have no room in one row the command goes below: what starts it stays in sight. */
  @media (min-width: 601px) {
    @container (max-width: 560px) {
      ps-argv-editor,
      ps-shell-editor {
        flex-basis: 100%;
        order: 1;
      }
      .words,
      ps-shell-preview,
      .opts {
        order: 2;
      }
      .run {
        margin-inline-start: auto;
      }
    }
  }
  @media (max-width: 600px) {
    :host {
      flex: 0 1 auto;
      max-height: none;
    }
    form {
      padding: 12px 16px;
    }
    ps-argv-editor,
    ps-shell-editor {
      flex-basis: 100%;
      order: 1;
    }
    .words,
    ps-shell-preview {
      order: 2;
    }
    .opts {
      display: contents;
    }
    .opts .grow {
      display: none;
    }
    .all,
    .streams {
      order: 2;
      flex: 1 1 100%;
      margin-inline: -7px;
    }
    ps-composer-more {
      order: 4;
      margin-inline-start: -8px;
    }
    .close {
      margin-inline-start: auto;
    }
    .run,
    :host([first]) .run {
      order: 5;
      flex: 1;
      margin: 0;
    }
    .rest {
      order: 3;
      flex-basis: 100%;
      margin-inline: -7px;
      justify-content: flex-start;
    }
  }
`;
