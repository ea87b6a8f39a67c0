import { css } from 'lit';

/** The frame on a phone: one thing at a time, and a bar below to choose it. Comes after `appStyles`. */
export const phoneStyles = css`
  @media (max-width: 600px) {
    .app,
    .app.alone {
      grid-template: 'ban' auto 'body' minmax(0, 1fr) 'sta' auto 'views' auto / minmax(0, 1fr);
      font-size: 14px;
      background: var(--surface);
    }
    nav.runs,
    .no-rail nav.runs,
    main,
    aside,
    .no-inspector:not(.alone) aside {
      grid-area: body;
      border: 0;
    }
    .strip {
      display: none;
    }
    /* What is not shown keeps its place in the outline: there is always one main with one title. */
    .app:is(.on-list, .explaining) main {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .app:is(.on-list, .explaining) main > :not(.stand-in) {
      display: none;
    }
    .stand-in {
      display: block;
    }
    .app:not(.on-list) nav.runs,
    .app:not(.explaining) aside,
    .app.no-inspector:not(.explaining, .alone) aside {
      display: none;
    }
    .app.explaining .pane {
      display: flex;
      position: static;
      width: auto;
      height: 100%;
      border: 0;
      box-shadow: none;
      background: var(--surface);
    }
    /* The run's own header is the top of the screen. */
    .on-run:not(.composing) header {
      display: none;
    }
    .app.composing ps-run {
      display: none;
    }
    footer:not(.warns) {
      display: none;
    }
    .views {
      grid-area: views;
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      height: calc(60px + env(safe-area-inset-bottom));
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--bg);
    }
    .views button {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 2px;
      border: 0;
      background: none;
      color: var(--muted);
      font-size: 12px;
      line-height: 16px;
    }
    .views button[aria-current] {
      color: var(--text);
      font-weight: 600;
      box-shadow: inset 0 2px 0 var(--accent);
    }
    .views button:focus-visible {
      outline-offset: -2px;
    }
  }
  @media (max-width: 600px) and (forced-colors: active) {
    .views button[aria-current] {
      border-top: 3px solid Highlight;
    }
  }
`;
