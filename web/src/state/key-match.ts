/** What of a key press decides which shortcut it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** True for a shortcut that is a single key, such as `c`, `?` or `/`: those can be switched off. */
export function isSingleKey(key: string): boolean {
  return !key.includes('+') || key === '+';
}

/**
 * Whether a press is `key`. `Alt+K` goes by the physical key, so that it also works where Option types a sign; `Ctrl+`
 * is ⌘ as well; a single key goes by what it types.
 */
export function matchesKey(press: KeyPress, key: string): boolean {
  if (isSingleKey(key)) return !press.altKey && !press.ctrlKey && !press.metaKey && press.key === key;
  const parts = key.split('+');
  const last = parts.at(-1) ?? '';
  const command = press.ctrlKey || press.metaKey;
  if (press.altKey !== parts.includes('Alt') || command !== parts.includes('Ctrl')) return false;
  if (press.shiftKey !== parts.includes('Shift')) return false;
  return /^[A-Z]$/.test(last) && press.altKey ? press.code === `Key${last}` : press.key === last;
}
