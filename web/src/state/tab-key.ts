import { type ClientKey, parsePairingCode, parseStoredKey, type SessionKey, storeKey } from './protocol.ts';

const NAME = 'pipescope.key';

/** Takes the pairing code out of the address. The address is clean before anything else can run or fail. */
export function takeCodeFromAddress(): ClientKey | null {
  const fragment = location.hash;
  if (!fragment.startsWith('#p=')) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return parsePairingCode(fragment);
}

/** The key this tab was given earlier; null when it has none. */
export function loadTabKey(): SessionKey | null {
  try {
    return parseStoredKey(JSON.parse(sessionStorage.getItem(NAME) ?? 'null'));
  } catch {
    return null;
  }
}

/** Keeps the key for this tab and this origin only. Storage that is switched off costs a fresh link after a reload. */
export function keepTabKey(key: SessionKey): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(storeKey(key)));
  } catch {
    // Nothing is kept; the tab goes on with the key it holds in memory.
  }
}

/** Drops a key the agent no longer knows. */
export function dropTabKey(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // There was no storage to keep it in.
  }
}
