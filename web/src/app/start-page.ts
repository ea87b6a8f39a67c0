import { Connection } from '../state/connection.ts';
import { provideSession } from '../state/session-controller.ts';
import { SessionStore } from '../state/session-store.ts';
import { takeCodeFromAddress } from '../state/tab-key.ts';
import { setLocale } from '../strings/message.ts';
import { followPreferences } from './follow-preferences.ts';
import { listenForKeys } from './key-listener.ts';
import { loadLaterParts } from './later-parts.ts';

/** Takes the pairing code out of the address, then starts everything else. `?locale=pseudo` is for tests. */
export async function startPage(): Promise<void> {
  const code = takeCodeFromAddress();
  followPreferences();
  if (new URLSearchParams(location.search).get('locale') === 'pseudo') setLocale('pseudo');
  const connection = new Connection();
  const session = new SessionStore(connection, location.pathname);
  provideSession(document, session);
  listenForKeys(document);
  window.addEventListener('popstate', () => session.arrive(location.pathname));
  const stop = session.subscribe(() => {
    if (!session.loaded) return;
    stop();
    loadLaterParts();
  });
  await import('./app-element.ts');
  await connection.start(code);
}
