/** The element an event really began at, also inside shadow roots. */
export function originOf(event: Event): Element | null {
  const first = event.composedPath()[0];
  return first instanceof Element ? first : null;
}

/** True when a key press belongs to a text field, where single-key shortcuts must not act. */
export function isTyping(event: Event): boolean {
  const at = originOf(event);
  if (at === null) return false;
  if (at instanceof HTMLInputElement) return !['button', 'checkbox', 'radio', 'submit'].includes(at.type);
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement || (at as HTMLElement).isContentEditable;
}

/** True when no modifier that makes a chord is held (Shift is allowed). */
export function isPlainKey(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
}
