import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { ListenAddress } from '../transport/bind.ts';
import type { TlsFiles } from '../transport/http-server.ts';
import { CommandError, EXIT } from './exit-code.ts';
import { DEFAULT_PORT, type StartOptions } from './options.ts';

const UNIX = 'unix:';
/** Longest path of a Unix socket, in bytes (unix(7): 108 with the final NUL). */
const MAX_SOCKET_PATH = 107;

/**
 * Where to listen.
 * @throws CommandError with status 78 when strangers could reach the agent without TLS
 */
export function listenAddress(options: StartOptions): ListenAddress {
  const { listen, port } = options;
  if (listen?.startsWith(UNIX)) return unixAddress(listen.slice(UNIX.length));
  if (listen === undefined || ['127.0.0.1', '::1', 'localhost'].includes(listen)) {
    return { type: 'loopback', port: port ?? DEFAULT_PORT, exact: port !== undefined };
  }
  if (isIP(listen) === 0) {
    throw new CommandError(`--listen takes unix:PATH or an IP address, not "${listen}"`, EXIT.usage);
  }
  if (options.tlsCert === undefined || options.tlsKey === undefined || options.publicHosts.length === 0) {
    throw new CommandError(
      `Refused to listen on ${listen}: whoever reaches it could run commands as you. ` +
        'Use ssh -L to a loopback agent, or give --tls-cert, --tls-key and --public-host',
      EXIT.config,
    );
  }
  return { type: 'address', address: listen, port: port ?? DEFAULT_PORT };
}

function unixAddress(path: string): ListenAddress {
  if (path !== '' && Buffer.byteLength(path) <= MAX_SOCKET_PATH) return { type: 'unix', path };
  throw new CommandError(`--listen unix:PATH takes a path of 1 to ${MAX_SOCKET_PATH} bytes`, EXIT.usage);
}

/**
 * Certificate and key, if any were named.
 * @throws CommandError when only one was, or one cannot be read
 */
export function tlsFiles({ tlsCert, tlsKey }: StartOptions): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new CommandError('--tls-cert and --tls-key go together', EXIT.usage);
  }
  try {
    return { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) };
  } catch (error) {
    throw new CommandError(`Cannot read the TLS files: ${(error as Error).message}`);
  }
}
