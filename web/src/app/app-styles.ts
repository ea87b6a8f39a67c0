import { css } from 'lit';

/** The frame: three columns, or two with a drawer. */
export const appStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  .app {
    display: grid;
    height: 100vh;
    height: 100dvh;
    grid-template:
      'ban ban ban' auto 'nav main ins' minmax(0, 1fr) 'sta sta sta' 28px /
      minmax(0, var(--rail)) minmax(560px, 1fr) minmax(0, var(--inspector));
  }
  header {
    grid-area: ban;
    min-width: 0;
  }
  nav.runs {
    grid-area: nav;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    padding-inline-end: 1px;
    overflow: hidden;
  }
  ps-run-list {
    flex: 1;
  }
  /* The edges of main are drawn on the last pixel of the panes beside it, which leave it free. */
  .edge {
    position: absolute;
    inset: 0 auto 0 -5px;
    margin: 0;
  }
  .edge.end {
    inset: 0 -5px 0 auto;
  }
  .no-rail nav.runs,
  .no-inspector aside,
  .alone aside {
    display: none;
  }
  main {
    grid-area: main;
    display: flex;
    flex-direction: column;
    background: var(--surface);
    min-width: 0;
    min-height: 0;
    position: relative;
  }
  main:focus,
  .pane:focus {
    outline: none;
  }
  ps-first-run,
  ps-settings {
    flex: 1;
    min-height: 0;
  }
  aside {
    grid-area: ins;
    display: flex;
    padding-inline-start: 1px;
    min-width: 0;
    min-height: 0;
    position: relative;
  }
  .pane {
    display: flex;
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  ps-inspector {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  .strip,
  .views,
  .stand-in {
    display: none;
  }
  footer {
    grid-area: sta;
    min-width: 0;
  }
  .skip {
    position: absolute;
    inset-inline-start: 8px;
    top: -64px;
    z-index: 9;
    background: var(--raised);
  }
  .skip:focus {
    top: 8px;
  }
  .empty {
    margin: auto;
    padding: 24px;
    color: var(--muted);
    text-align: center;
  }
  .empty h1 {
    color: var(--text);
    font-size: 16px;
    line-height: 24px;
    font-weight: 600;
  }
  @media (max-width: 1199px), (max-height: 711px) {
    .app:not(.composing) .rest {
      display: none;
    }
  }
  @media (max-width: 1199px) {
    .app {
      grid-template:
        'ban ban ban' auto 'nav main ins' minmax(0, 1fr) 'sta sta sta' 28px /
        220px minmax(0, 1fr) 40px;
    }
    .app.alone {
      grid-template-columns: 220px minmax(0, 1fr) 0;
    }
    .edge {
      display: none;
    }
    nav.runs,
    .no-rail nav.runs {
      display: flex;
      padding: 0;
      border-inline-end: 1px solid var(--line);
    }
    aside,
    .no-inspector:not(.alone) aside {
      display: block;
      padding: 0;
      border-inline-start: 1px solid var(--line);
    }
    .strip {
      display: flex;
      flex-direction: column;
      align-items: center;
      padding-top: 8px;
    }
    .strip .btn {
      writing-mode: vertical-rl;
      width: 28px;
      height: auto;
      min-height: 0;
      padding: 10px 0;
    }
    .pane {
      position: absolute;
      inset: 0 39px 0 auto;
      width: 340px;
      z-index: 6;
      background: var(--bg);
      border-inline-start: 1px solid var(--line);
      border-inline-end: 1px solid var(--line);
      box-shadow: var(--shadow);
    }
    .app:not(.drawer) .pane {
      display: none;
    }
  }
  @media (min-width: 601px) and (max-width: 1199px) and (pointer: coarse) {
    .app:not(.alone) {
      grid-template-columns: 220px minmax(0, 1fr) 45px;
    }
    .strip .btn {
      width: 44px;
    }
    .pane {
      inset-inline-end: 44px;
    }
  }
`;
