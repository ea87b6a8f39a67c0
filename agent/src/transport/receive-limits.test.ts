import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { setReceiveLimits } from './receive-limits.ts';

test('an open socket of this version of ws takes a new limit for messages', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 10 });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const [served] = (await once(server, 'connection')) as [WebSocket];
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  setReceiveLimits(served, 100, 1_000);
  client.send('x'.repeat(100));
  const [message] = (await once(served, 'message')) as [Buffer];
  expect(message).toHaveLength(100);
  served.on('error', () => undefined);
  client.send('x'.repeat(101));
  const [code] = await once(client, 'close');
  expect(code).toBe(1009);
  server.close();
});

test('a socket that keeps its limits elsewhere is refused', () => {
  expect(() => setReceiveLimits({} as WebSocket, 1, 1)).toThrow('keeps them elsewhere');
});
