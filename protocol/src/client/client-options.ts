import type { AbortSignalLike } from '../base/abort.ts';
import type { ClientKey, SessionKey } from './client-key.ts';

export interface ClientOptions {
  /** `ws://HOST/ws` or `wss://HOST/ws`. */
  readonly url: string;
  /** The page's `location.origin`; empty for a CLI client, which sends no Origin. */
  readonly origin: string;
  /** Host header of the request, as in `location.host`. */
  readonly host: string;
  readonly key: ClientKey;
  readonly kind: 'page' | 'cli';
  /** A pairing code has become this key: keep it (session storage). Called before the state is `connected`. */
  readonly onKey?: (key: SessionKey) => void;
}

/** Consumers that anybody may name; a script names itself. */
export type NamedConsumer = 'follow' | 'paused' | 'step';
export type OutputName = 'stdout' | 'stderr';

export interface SpawnRunOptions {
  /** Who takes the output; `script` is this client, by the Process API. */
  readonly consumer?: NamedConsumer | 'script';
  /** With consumer `paused`, 0: nothing at all is taken from the kernel. */
  readonly readAhead?: 0 | undefined;
  /** Ends the wait; a process that starts nevertheless is ended at once. */
  readonly signal?: AbortSignalLike | undefined;
}
