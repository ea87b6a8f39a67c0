import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Bound, bind } from './bind.ts';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const makeServer = (): Server => createServer((_request, response) => response.end('ours'));
const bound = async (...args: Parameters<typeof bind>): Promise<Bound> => {
  const result = await bind(...args);
  open.push(...result.servers);
  return result;
};

/** Takes a port on one address, as another program would. */
function occupy(host: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createTcpServer();
    open.push(server);
    server.on('error', reject);
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });
}

test('both loopback addresses are taken, so that nobody can answer for localhost', async () => {
  const { port } = await bound({ type: 'loopback', port: 0, exact: true }, makeServer);
  for (const host of ['127.0.0.1', '[::1]']) expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('ours');
  await expect(occupy('::1', port ?? 0)).rejects.toThrow('EADDRINUSE');
});

test.each(['127.0.0.1', '::1'])('a port that is taken on %s only is taken', async (host) => {
  const port = await occupy(host);
  await expect(bind({ type: 'loopback', port, exact: true }, makeServer)).rejects.toThrow('EADDRINUSE');
  // Nothing is left half open.
  await occupy(host === '::1' ? '127.0.0.1' : '::1', port);
});

test('a taken port that nobody asked for by name gives way to the next one', async () => {
  const port = await occupy('127.0.0.1');
  const next = await bound({ type: 'loopback', port, exact: false }, makeServer);
  expect(next.port).toBeGreaterThan(port);
});

test('a Unix socket is private, and one that was left behind is replaced', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pipescope-bind-'));
  try {
    const path = join(directory, 'agent.sock');
    const first = await bound({ type: 'unix', path }, makeServer);
    expect(first.port).toBeNull();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(bind({ type: 'unix', path }, makeServer)).rejects.toThrow('EADDRINUSE');
    writeFileSync(join(directory, 'file'), 'precious');
    await expect(bind({ type: 'unix', path: join(directory, 'file') }, makeServer)).rejects.toThrow('EADDRINUSE');
    expect(statSync(join(directory, 'file')).size).toBe(8);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
