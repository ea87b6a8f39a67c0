import { Store } from '../ui/store.ts';
import { browserPlatform } from './browser-platform.ts';
import { Client, type ClientKey, type ConnectionStatus, parsePairingCode } from './protocol.ts';
import { askOtherTabs, letOtherTabsIn } from './tab-channel.ts';
import { dropTabKey, keepTabKey, loadTabKey } from './tab-key.ts';

/** Whether this tab has a way in: it is looking for one, it has one, or a person must give it a link. */
export type Admission = 'asking' | 'admitted' | 'needs-link';

/**
 * What is known of a run that was last seen running: it is as told (`now`), the agent cannot be asked (`before`), or
 * another agent answers and the processes of the earlier one are gone with it (`gone`).
 */
export type Knowledge = 'now' | 'before' | 'gone';

/** The connection of this tab to its agent: finds a key, makes the client, and starts over when the key is refused. */
export class Connection extends Store {
  #client: Client | null = null;
  #admission: Admission = 'asking';
  #askedFor: string | null = null;
  #agentGone = false;

  get client(): Client | null {
    return this.#client;
  }
  get admission(): Admission {
    return this.#admission;
  }
  /** Null until there is a client. */
  get status(): ConnectionStatus | null {
    return this.#client?.status ?? null;
  }
  get connected(): boolean {
    return this.status?.state === 'connected';
  }

  /** The last moment what is shown was true, milliseconds since 1970; null while connected: it is true now. */
  get knownUntil(): number | null {
    const { status } = this;
    return this.connected ? null : (status?.lastHeardAt ?? status?.since ?? null);
  }

  /** How far what is on the page can be relied on. */
  get knows(): Knowledge {
    if (this.connected) return 'now';
    return this.#agentGone ? 'gone' : 'before';
  }

  /** Connects with `code` from the address, else the key kept for this tab, else what another tab gives. */
  async start(code: ClientKey | null): Promise<void> {
    letOtherTabsIn(
      () => this.connected && this.#client?.role === 'owner',
      async () => (await this.#client?.mint())?.code ?? '',
    );
    const key = code ?? loadTabKey() ?? (await askOtherTabs());
    if (key === null) this.#admit('needs-link');
    else this.#use(key);
  }

  /** Takes a link that was pasted. False when it holds no pairing code. */
  usePasted(text: string): boolean {
    const code = parsePairingCode(text);
    if (code === null) return false;
    this.#use(code);
    return true;
  }

  #admit(admission: Admission): void {
    this.#admission = admission;
    this.changed();
  }

  #use(key: ClientKey): void {
    this.#askedFor = null;
    this.#admission = 'admitted';
    if (this.#client !== null) {
      this.#client.useKey(key);
    } else {
      const { protocol, host, origin } = location;
      const client = new Client(browserPlatform, {
        url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`,
        origin,
        host,
        key,
        kind: 'page',
        onKey: keepTabKey,
      });
      this.#client = client;
      client.onStatus((status) => this.#moved(status));
      client.start();
      // The browser's word about its network is a reason to ask, no more: an agent on this machine is still there.
      for (const word of ['offline', 'online']) addEventListener(word, client.checkNow);
    }
    this.changed();
  }

  #moved({ state, refusal }: ConnectionStatus): void {
    // It stays gone until another has let this tab in, whatever becomes of the links that are tried.
    if (state === 'connected') this.#agentGone = false;
    else if (refusal?.reason === 'agent-restarted') this.#agentGone = true;
    if (state === 'refused' && (refusal?.reason === 'bad-key' || refusal?.reason === 'agent-restarted')) {
      dropTabKey();
      // Another tab may have been let in again since; asked once per refusal.
      if (this.#askedFor === null) {
        this.#askedFor = refusal.reason;
        void askOtherTabs().then((key) => {
          if (key === null) this.#admit('needs-link');
          else if (this.status?.state === 'refused') this.#use(key);
        });
      }
    }
    this.changed();
  }
}
