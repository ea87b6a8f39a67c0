import { type Client, type ClientKey, connect as connectOn, type SessionKey } from '@pipescope/protocol/client';
import { type NodePlatformOptions, nodePlatform } from './node-platform.ts';

export interface ConnectOptions extends NodePlatformOptions {
  /** Host header, when it is not the URL's own (a forwarded port). */
  readonly host?: string;
  /** A pairing code has become this key. */
  readonly onKey?: (key: SessionKey) => void;
}

/**
 * Connects to an agent from Node.
 *
 *     const client = await connect('ws://127.0.0.1:7777/ws', key);
 *     const process = await client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
 *
 * @param key what `parseStoredKey` makes of the agent's CLI key file
 * @throws RefusedError or ConnectionLostError
 */
export function connect(url: string, key: ClientKey, options: ConnectOptions = {}): Promise<Client> {
  const { host = new URL(url).host, onKey, ...socket } = options;
  const origin = socket.origin ?? '';
  return connectOn(nodePlatform(socket), {
    url,
    origin,
    host,
    key,
    kind: origin === '' ? 'cli' : 'page',
    ...(onKey === undefined ? {} : { onKey }),
  });
}
