import type { ListenAddress } from '../transport/bind.ts';
import type { ReadyLine } from './channel.ts';
import { DEFAULT_PORT, type StartOptions } from './options.ts';

/** The addresses under which an agent that listens is found. */
export type Addresses = Pick<ReadyLine, 'url' | 'wsUrl' | 'host' | 'port'>;

/**
 * Spells the addresses of the page and the socket.
 * @param port the port it listens on, null on a Unix socket
 */
export function addresses(options: StartOptions, listen: ListenAddress, port: number | null): Addresses {
  const secure = options.tlsCert === undefined ? '' : 's';
  if (listen.type === 'unix') {
    // What the page's address will be once the socket is forwarded to the same port as usual.
    const url = `http${secure}://127.0.0.1:${options.port ?? DEFAULT_PORT}/`;
    return { url, wsUrl: `ws${secure}+unix:${listen.path}:/ws`, host: 'localhost', port };
  }
  const local = localHost(listen);
  const [publicHost] = options.publicHosts;
  const host = local ?? publicHost?.split(':')[0] ?? '127.0.0.1';
  const page = publicHost ?? `${host}:${port}`;
  return {
    url: `http${secure}://${page.includes(':') ? page : `${page}:${port}`}/`,
    wsUrl: `ws${secure}://${host}:${port}/ws`,
    host,
    port,
  };
}

/** The loopback literal that reaches the agent from this machine, if one does. */
function localHost(listen: Exclude<ListenAddress, { type: 'unix' }>): string | undefined {
  if (listen.type === 'loopback' || listen.address === '0.0.0.0') return '127.0.0.1';
  return listen.address === '::' ? '[::1]' : undefined;
}
