import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';

/** Says when the connection comes and goes. */
export class SpokenChanges {
  #said = '';

  /** Call after every change. */
  look({ connection }: SessionStore): void {
    const state = connection.knows === 'gone' ? 'gone' : (connection.status?.state ?? '');
    if (state === this.#said || state === 'connecting') return;
    const before = this.#said;
    this.#said = state;
    if (state === 'connected') announce(t(before === '' ? 'shell.saidConnected' : 'shell.saidAgain'));
    else if (state === 'gone') announce(t('shell.saidRestarted'), true);
    else if (before === 'connected') announce(t('shell.saidLost'), true);
  }
}
