import { createServer, connect as netConnect, type Socket } from 'node:net';

/** A TCP proxy in front of the agent that a test can cut. */
export interface Proxy {
  readonly port: number;
  /** Resets every connection and refuses new ones until `mend`. */
  cut(): void;
  /** Carries nothing any more until `mend`, and tells nobody: a cable that was pulled. */
  silence(): void;
  mend(): void;
  /** Where new connections go from now on: another agent on the same address. */
  aim(port: number): void;
  close(): Promise<void>;
}

/** Listens on a free loopback port and passes everything on to `port`. */
export async function startProxy(port: number): Promise<Proxy> {
  let target = port;
  const sockets = new Set<Socket>();
  /** Where each socket's bytes go. */
  const ways = new Map<Socket, Socket>();
  let open = true;
  let silent = false;
  const server = createServer((near) => {
    if (!open) {
      near.resetAndDestroy();
      return;
    }
    const far = netConnect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        ways.delete(from);
        to.destroy();
      });
      ways.set(from, to);
      if (!silent) from.pipe(to);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  const dropAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    cut: () => {
      open = false;
      dropAll();
    },
    silence: () => {
      silent = true;
      for (const [from, to] of ways) from.unpipe(to);
    },
    mend: () => {
      open = true;
      silent = false;
      for (const [from, to] of ways) from.pipe(to);
    },
    aim: (other) => {
      target = other;
    },
    close: async () => {
      open = false;
      dropAll();
      await new Promise((done) => server.close(done));
    },
  };
}
