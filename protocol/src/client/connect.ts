import { Client } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import type { ConnectionStatus } from './connection-status.ts';
import { ConnectionLostError, RefusedError } from './errors.ts';
import type { Platform } from './platform.ts';

/**
 * A client that is connected and knows every run.
 *
 *     const client = await connect(platform, { url, origin: '', host, key, kind: 'cli' });
 *
 * Rejects, with the client closed, with RefusedError, or ConnectionLostError when no agent answers.
 */
export function connect(platform: Platform, options: ClientOptions): Promise<Client> {
  const client = new Client(platform, options);
  return new Promise((resolve, reject) => {
    const stopList = client.onList(() => {
      stop();
      resolve(client);
    });
    const stopStatus = client.onStatus((status) => {
      const error = failureOf(status, options.host);
      if (error === null) return;
      stop();
      client.close();
      reject(error);
    });
    const stop = () => {
      stopList();
      stopStatus();
    };
    client.start();
  });
}

function failureOf({ state, refusal }: ConnectionStatus, host: string): Error | null {
  if (refusal !== null) return new RefusedError(refusal);
  if (state !== 'offline') return null;
  return new ConnectionLostError(`No agent answers at ${host}. Is it running? Start it with \`npm start\`.`);
}
