import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionStore } from './session-store.ts';

const ASK = 'ps-session-request';

/** Asks the elements above for the session, as a context request does. */
class SessionRequest extends Event {
  readonly take: (session: SessionStore) => void;
  constructor(take: (session: SessionStore) => void) {
    super(ASK, { bubbles: true, composed: true });
    this.take = take;
  }
}

/** Answers every element below `root` that asks for the session. */
export function provideSession(root: EventTarget, session: SessionStore): void {
  root.addEventListener(ASK, (event) => {
    if (!(event instanceof SessionRequest)) return;
    event.stopPropagation();
    event.take(session);
  });
}

/** Gives an element the session and draws it again on every change. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #session: SessionStore | null = null;
  #stop: () => void = () => undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** @throws Error when the element is not inside one that provides the session. */
  get store(): SessionStore {
    if (this.#session === null) throw new Error(`<${this.#host.localName}> is outside <ps-app>`);
    return this.#session;
  }

  hostConnected(): void {
    this.#host.dispatchEvent(new SessionRequest((session) => (this.#session = session)));
    this.#stop = this.store.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop();
  }
}
