import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawResponse, request, sendRaw } from '../../test/raw-http.ts';
import { type ServerFixture, startServer } from '../../test/server-fixture.ts';
import { PAGE_HEADERS, SANDBOX_HEADERS } from './headers.ts';
import type { TlsFiles } from './http-server.ts';

let server: ServerFixture;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const good = (): string => `127.0.0.1:${server.port}`;
const get = (target: string, headers: string[] = [`Host: ${good()}`]): Promise<RawResponse> =>
  sendRaw(server.port, request(`GET ${target} HTTP/1.1`, headers));

describe('pages', () => {
  test.each([
    '/',
    '/r/01JD8Z6V7Q2M4N5P6R7S8T9V0W',
    '/x/pipe-buffer',
    '/x/pipe-buffer/3',
    '/repl',
    '/settings',
    '/repl?lanes=out&q=%00',
  ])('%s is the one document', async (target) => {
    const answer = await get(target);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>page</title>');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['/r/', '/r/short', '/x', '/x/a/b/c', '/repl/', '/settings/x'])('%s is none', async (target) => {
    expect((await get(target)).status).toBe(404);
  });

  test.each(['/r/NOPE', '/r/', '/settings/x'])('%s is answered with the way back', async (target) => {
    const { status, body, headers } = await get(target);
    expect([status, body]).toEqual([404, 'There is no page at this address. Go to / for the list of runs.\n']);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a file with a hash in its name is kept for good, and not sent twice', async () => {
    const first = await get('/assets/main-Ab3dEf9h.js');
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const again = await get('/assets/main-Ab3dEf9h.js', [
      `Host: ${good()}`,
      `If-None-Match: ${first.headers.get('etag')}`,
    ]);
    expect([again.status, again.body]).toEqual([304, '']);
  });
});

describe('every answer', () => {
  const requests: Readonly<Record<number, () => Promise<RawResponse>>> = {
    200: () => get('/'),
    204: () => get('/healthz'),
    400: () => get('/', ['Host: a', 'Host: b']),
    403: () => get('/', ['Host: evil.test']),
    404: () => get('/nothing'),
    405: () => sendRaw(server.port, request('DELETE / HTTP/1.1', [`Host: ${good()}`])),
    413: () => get('/', [`Host: ${good()}`, 'Content-Length: 1']),
    426: () => get('/ws'),
    431: () => get('/', [`Host: ${good()}`, `X-Long: ${'x'.repeat(9_000)}`]),
    505: () => sendRaw(server.port, 'GET / HTTP/1.0\r\n\r\n'),
  };

  test.each(Object.keys(requests).map(Number))(
    'with status %i has the protective headers and says nothing of us',
    async (status) => {
      const answer = await requests[status]?.();
      expect(answer?.status).toBe(status);
      for (const [name, value] of Object.entries(PAGE_HEADERS))
        expect(answer?.headers.get(name.toLowerCase())).toBe(value);
      expect(answer?.text).not.toMatch(/^(?:server|x-powered-by|set-cookie|access-control-[a-z-]+):/im);
    },
  );

  test('that refuses an upgrade or is no HTTP at all has them too', async () => {
    const upgrade = [`Host: ${good()}`, 'Origin: null', 'Upgrade: websocket', 'Connection: Upgrade'];
    const refused = sendRaw(server.port, ['GET /ws HTTP/1.1', ...upgrade, '', ''].join('\r\n'));
    for (const answer of [await refused, await sendRaw(server.port, 'nonsense\r\n\r\n')]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      for (const [name, value] of Object.entries(PAGE_HEADERS))
        expect(answer.headers.get(name.toLowerCase())).toBe(value);
    }
  });

  test('to more header lines than allowed is a refusal', async () => {
    const headers = Array.from({ length: 64 }, (_, index) => `X-${index}: 1`);
    expect((await get('/', [`Host: ${good()}`, ...headers])).status).toBe(431);
    expect((await get('/', [`Host: ${good()}`, ...headers.slice(0, 62)])).status).toBe(200);
  });

  test('for the sandbox document has the sandbox policy instead, and may be framed by our page', async () => {
    const answer = await get('/sandbox.html', [
      `Host: ${good()}`,
      'Sec-Fetch-Site: same-origin',
      'Sec-Fetch-Mode: navigate',
      'Sec-Fetch-Dest: iframe',
    ]);
    expect(answer.status).toBe(200);
    for (const [name, value] of Object.entries(SANDBOX_HEADERS))
      expect(answer.headers.get(name.toLowerCase())).toBe(value);
    expect(answer.headers.has('x-frame-options')).toBe(false);
  });
});

describe('slow and many', () => {
  test('a head that does not come is answered 408 after its deadline', async () => {
    await using slow = await startServer({ limits: { headersTimeout: 300, requestTimeout: 400 } });
    const answer = await sendRaw(slow.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${slow.port}\r\n`);
    expect(answer.status).toBe(408);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  test('with TLS who does not begin the handshake is cut off after the same deadline', async () => {
    // No certificate: it does not get that far.
    await using slow = await startServer({ tls: {} as TlsFiles, limits: { headersTimeout: 300 } });
    expect((await sendRaw(slow.port, '')).text).toBe('');
  });

  test('sockets above the limit are closed unanswered, and those before are served', async () => {
    await using few = await startServer({ limits: { connections: 2, headersTimeout: 300, requestTimeout: 400 } });
    const waiting = [sendRaw(few.port, 'GET'), sendRaw(few.port, 'GET')];
    await expect.poll(async () => (await sendRaw(few.port, 'GET / HTTP/1.1\r\n\r\n')).text).toBe('');
    expect((await Promise.all(waiting)).map((answer) => answer.status)).toEqual([408, 408]);
  });

  test.each([
    ['a refused upgrade', 'GET /ws HTTP/1.1\r\nHost: evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['a CONNECT', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['what is no HTTP', 'nonsense\r\n\r\n'],
  ])('%s gives its place back, though the peer keeps its side open', async (_what, bytes) => {
    await using few = await startServer({ limits: { connections: 2 } });
    const held = await Promise.all([answeredSocket(few.port, bytes), answeredSocket(few.port, bytes)]);
    await expect
      .poll(
        async () => (await sendRaw(few.port, request('GET /healthz HTTP/1.1', [`Host: 127.0.0.1:${few.port}`]))).status,
      )
      .toBe(204);
    for (const socket of held) socket.destroy();
  });
});

/** A socket that has sent `bytes` and seen the answer's end, and does not end its own side. */
function answeredSocket(port: number, bytes: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.write(bytes));
    socket.resume();
    socket.on('error', () => socket.destroy());
    socket.once('end', () => resolve(socket));
  });
}
