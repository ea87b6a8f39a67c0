/**
 * Loads the parts of the page that nobody sees at first, once what was just told is drawn and there is nothing else to
 * do: opening the page does not wait for them, and they are there when the agent is not. Who needs one sooner asks for
 * it, and gets the same module.
 */
export function loadLaterParts(): void {
  const load = (): void => {
    const parts = [
      import('../composer/env-editor.ts'),
      import('../composer/split-popover.ts'),
      import('../log/bytes-view.ts'),
      import('../palette/palette-element.ts'),
      import('../palette/shortcuts-help.ts'),
      import('../run/paste-sheet.ts'),
      import('../run/start-error.ts'),
      import('../run/stdin-file.ts'),
      import('../settings/settings-element.ts'),
    ];
    // Not there now: asked for again by whoever needs one.
    void Promise.allSettled(parts);
  };
  const whenIdle = (): void => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 3_000 });
    else setTimeout(load, 1_000);
  };
  requestAnimationFrame(() => requestAnimationFrame(whenIdle));
}
