import { Connection } from '../state/connection.ts';
import { provideSession } from '../state/session-controller.ts';
import { SessionStore } from '../state/session-store.ts';
import { takeCodeFromAddress } from '../state/tab-key.ts';

/** Takes the pairing code out of the address, then starts everything else. */
export async function startPage(): Promise<void> {
  const code = takeCodeFromAddress();
  const connection = new Connection();
  const session = new SessionStore(connection, location.pathname);
  provideSession(document, session);
  window.addEventListener('popstate', () => session.arrive(location.pathname));
  await import('./app-element.ts');
  await connection.start(code);
}
