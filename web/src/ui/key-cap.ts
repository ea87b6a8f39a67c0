import { html, type TemplateResult } from 'lit';

const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** A key as the keyboard at hand prints it: `Ctrl+Enter` is `⌘Enter` on a Mac, `Alt+K` is `⌥K`; `PageUp` is two words. */
export function keyWords(key: string): string {
  const words = key.replace('Arrow', '').replace(/Page(?=[A-Z])/, 'Page ');
  return apple ? words.replace('Ctrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧') : words;
}

/**
 * A key drawn as a cap, with the class `key` of `controls`. Hidden from assistive software: a control's name does not
 * hold its key, `aria-keyshortcuts` does. Single keys have no cap while they are switched off (`--single-key`).
 */
export function drawKey(key: string): TemplateResult {
  return html`<kbd class="key ${key.length === 1 ? 'single' : ''}" aria-hidden="true">${keyWords(key)}</kbd>`;
}
