import type { Server } from 'node:http';
import type { Audit } from './audit-log.ts';
import type { AuthContext } from './auth.ts';
import { bind, type ListenAddress } from './bind.ts';
import { CLOSE } from './close-codes.ts';
import { httpServerFactory, type TlsFiles } from './http-server.ts';
import type { TransportLimits } from './limits.ts';
import type { StaticFiles } from './static-files.ts';
import { type SessionHost, Upgrader } from './upgrade.ts';

/** Everything an agent's network side stands on. */
export interface AgentServerOptions {
  readonly listen: ListenAddress;
  readonly tls?: TlsFiles | undefined;
  /** Values of `Host` allowed besides the loopback literals. */
  readonly publicHosts: readonly string[];
  readonly files: StaticFiles;
  readonly auth: AuthContext;
  readonly host: SessionHost;
  readonly audit: Audit;
  readonly limits: TransportLimits;
}

/** The network side of an agent: HTTP for the page, one WebSocket path for everything else. */
export class AgentServer {
  /** TCP port, null on a Unix socket. */
  readonly port: number | null;
  readonly #servers: readonly Server[];
  readonly #upgrader: Upgrader;

  private constructor(port: number | null, servers: readonly Server[], upgrader: Upgrader) {
    this.port = port;
    this.#servers = servers;
    this.#upgrader = upgrader;
  }

  /**
   * Listens and serves.
   * @throws Error of listen(2), `EADDRINUSE` when a port the operator named is taken
   */
  static async start(options: AgentServerOptions): Promise<AgentServer> {
    const { auth, host, audit, limits, files, tls } = options;
    const upgrader = new Upgrader({ auth, host, audit, limits });
    const publicHosts = new Set(options.publicHosts);
    const makeServer = httpServerFactory({
      rules: { publicHosts, files, maxHeaders: limits.headers },
      limits,
      audit,
      tls,
      onUpgrade: (request, socket, head, admission) => upgrader.upgrade(request, socket, head, admission),
    });
    const { servers, port } = await bind(options.listen, makeServer);
    for (const name of options.publicHosts)
      if (!/:\d+$/.test(name) && port !== null) publicHosts.add(`${name}:${port}`);
    return new AgentServer(port, servers, upgrader);
  }

  /** Takes no more connections; those that are open stay. */
  stopListening(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeIdleConnections();
    }
  }

  /** Closes every WebSocket with 1001 and `reason`. */
  sayGoodbye(reason: string): void {
    this.#upgrader.closeAll(CLOSE.goingAway, reason);
  }

  /** Cuts whatever is still open. */
  terminate(): void {
    this.#upgrader.terminateAll();
    for (const server of this.#servers) server.closeAllConnections();
  }
}
