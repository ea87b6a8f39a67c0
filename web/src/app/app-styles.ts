import { css } from 'lit';

/** The frame: banner, runs, run, status. One column on a phone, one thing at a time. */
export const appStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  .app {
    display: grid;
    height: 100vh;
    height: 100dvh;
    grid-template: 'ban ban' 44px 'nav main' minmax(0, 1fr) 'sta sta' 28px / 260px minmax(0, 1fr);
  }
  header {
    grid-area: ban;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 12px 0 16px;
    border-bottom: 1px solid var(--line);
    min-width: 0;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-right: 12px;
    font-size: 14px;
    font-weight: 600;
    color: inherit;
  }
  .brand .i {
    width: 20px;
    height: 20px;
    stroke-width: 1.75px;
    color: var(--accent);
  }
  .host {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    white-space: nowrap;
  }
  .host .name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  nav {
    grid-area: nav;
    display: flex;
    flex-direction: column;
    border-right: 1px solid var(--line);
    min-height: 0;
  }
  ps-run-list {
    flex: 1;
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
  ps-first-run {
    flex: 1;
    min-height: 0;
  }
  footer {
    grid-area: sta;
    display: flex;
    align-items: center;
    gap: 16px;
    padding: 0 12px;
    border-top: 1px solid var(--line);
    color: var(--muted);
    font-size: 12px;
    white-space: nowrap;
    overflow: hidden;
  }
  .root {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--caution);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .sep {
    width: 1px;
    height: 12px;
    background: var(--line);
  }
  .skip {
    position: absolute;
    left: 8px;
    top: -48px;
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
  }
  @media (max-width: 1199px) {
    .app {
      grid-template-columns: 220px minmax(0, 1fr);
    }
    .app:not(.composing) .rest {
      display: none;
    }
  }
  @media (max-width: 600px) {
    .app {
      grid-template: 'ban' 52px 'body' minmax(0, 1fr) 'sta' auto / minmax(0, 1fr);
      font-size: 14px;
    }
    nav,
    main {
      grid-area: body;
    }
    nav {
      border: 0;
    }
    footer {
      display: flex;
      padding: 4px 12px;
      white-space: normal;
      line-height: 16px;
    }
    .wide,
    footer:not(:has(.root)) {
      display: none;
    }
    .app.on-list main,
    .app:not(.on-list) nav {
      display: none;
    }
    .app.composing ps-run {
      display: none;
    }
  }
`;
