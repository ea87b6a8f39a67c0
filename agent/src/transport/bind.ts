import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** Where to listen. */
export type ListenAddress =
  /** Both loopback addresses. `exact`: the operator named the port, so a taken one is an error. */
  | { readonly type: 'loopback'; readonly port: number; readonly exact: boolean }
  | { readonly type: 'address'; readonly address: string; readonly port: number }
  /** A Unix domain socket, mode 0600. */
  | { readonly type: 'unix'; readonly path: string };

/** Servers that listen, and where. */
export interface Bound {
  readonly servers: readonly Server[];
  /** Null for a Unix socket. */
  readonly port: number | null;
}

/** Ports tried after a taken one that the operator did not name. */
const PORTS_TO_TRY = 100;
/** Errors of a machine without IPv6. */
const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * Listens. On loopback both 127.0.0.1 and ::1 are taken, so that no one else can answer for `localhost` in our
 * place; a machine without IPv6 has only the first.
 * @param makeServer makes one server; called once per address
 * @throws Error of listen(2), `EADDRINUSE` when the port is taken on either address
 */
export async function bind(where: ListenAddress, makeServer: () => Server): Promise<Bound> {
  if (where.type === 'unix') return bindUnix(where.path, makeServer());
  if (where.type === 'address') {
    const server = makeServer();
    return { servers: [server], port: await listen(server, where.port, where.address) };
  }
  for (let attempt = 0; ; attempt += 1) {
    const port = where.port === 0 ? 0 : where.port + attempt;
    try {
      return await bindLoopback(port, makeServer);
    } catch (error) {
      const isLast = (where.exact && where.port !== 0) || attempt >= PORTS_TO_TRY || port >= 65_535;
      if (errorCode(error) !== 'EADDRINUSE' || isLast) throw error;
    }
  }
}

async function bindLoopback(port: number, makeServer: () => Server): Promise<Bound> {
  const v4 = makeServer();
  const bound = await listen(v4, port, '127.0.0.1');
  const v6 = makeServer();
  try {
    await listen(v6, bound, '::1');
  } catch (error) {
    if (NO_ADDRESS.has(errorCode(error))) return { servers: [v4], port: bound };
    v4.close();
    throw error;
  }
  return { servers: [v4, v6], port: bound };
}

async function bindUnix(path: string, server: Server): Promise<Bound> {
  if (isSocket(path) && !(await answers(path))) unlinkSync(path);
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return { servers: [server], port: null };
}

function isSocket(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
}

/** Whether someone listens on the socket at `path`; one left behind by a killed agent refuses. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => socket.destroy());
    socket.on('connect', () => socket.end());
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: true, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
