import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawResponse, request, sendRaw } from '../../test/raw-http.ts';
import { type ServerFixture, startServer } from '../../test/server-fixture.ts';

let server: ServerFixture;
beforeAll(async () => {
  server = await startServer({ publicHosts: ['pipes.example.org'] });
});
afterAll(() => server[Symbol.asyncDispose]());

const good = (): string => `127.0.0.1:${server.port}`;
const get = (target: string, headers: string[] = [`Host: ${good()}`]): Promise<RawResponse> =>
  sendRaw(server.port, request(`GET ${target} HTTP/1.1`, headers));

/** An upgrade request; `change` replaces headers, an empty value leaves one out. */
function upgrade(change: Readonly<Record<string, string>> = {}, line = 'GET /ws HTTP/1.1'): Promise<RawResponse> {
  const headers: Record<string, string> = {
    Host: good(),
    Origin: `http://${good()}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': 'pipescope.v1',
    ...change,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return sendRaw(server.port, [line, ...lines, '', ''].join('\r\n'), /^HTTP\/1\.1 101 /);
}

describe('the origin of an upgrade', () => {
  test.each([
    ['of another site', () => 'https://evil.test'],
    ['that is opaque', () => 'null'],
    ['of another local port', () => `http://127.0.0.1:${server.port + 1}`],
    ['that has ours as a prefix', () => `http://${good()}.evil.test`],
    ['that has ours as user name', () => `http://${good()}@evil.test`],
    ['with a trailing slash', () => `http://${good()}/`],
    ['in capitals', () => `HTTP://${good()}`],
    ['of the other scheme', () => `https://${good()}`],
    ['that is another spelling of the host', () => `http://localhost:${server.port}`],
  ])('%s is refused', async (_name, origin) => {
    expect((await upgrade({ Origin: origin() })).status).toBe(403);
  });

  test('that is ours opens the socket, and so does none at all, for command-line clients', async () => {
    expect((await upgrade()).status).toBe(101);
    expect((await upgrade({ Origin: '' })).status).toBe(101);
  });

  test('given twice is refused', async () => {
    const twice = `http://${good()}\r\nOrigin: http://${good()}`;
    expect((await upgrade({ Origin: twice })).status).toBe(400);
  });
});

describe('the host', () => {
  test.each([
    'rebind.test:7777',
    '0.0.0.0:7777',
    'localhost.:7777',
    '127.1:7777',
    '2130706433:7777',
    '[::ffff:127.0.0.1]:7777',
    '127.0.0.1.:7777',
    '127.0.0.1:7777@evil.test',
    '127.0.0.1:99999',
    '127.0.0.1:0',
    '127.0.0.1:07777',
    '127.0.0.1:',
    'LOCALHOST:7777',
  ])('%s is refused for pages and sockets, with nothing in the body', async (host) => {
    const page = await get('/', [`Host: ${host}`]);
    expect(page.status).toBe(403);
    expect(page.body).toBe('');
    expect((await upgrade({ Host: host, Origin: `http://${host}` })).status).toBe(403);
  });

  test.each(['127.0.0.1:1', '[::1]:9000', 'localhost:65535', '127.0.0.1', 'pipes.example.org'])(
    '%s is one of ours, wherever ssh forwards from',
    async (host) => {
      expect((await get('/', [`Host: ${host}`])).status).toBe(200);
      expect((await upgrade({ Host: host, Origin: `http://${host}` })).status).toBe(101);
    },
  );

  test('is one of ours under a public name with our port', async () => {
    expect((await get('/', [`Host: pipes.example.org:${server.port}`])).status).toBe(200);
    expect((await get('/', ['Host: pipes.example.org:1'])).status).toBe(403);
  });

  test('given twice, in either order, or not at all is a bad request', async () => {
    expect((await get('/', [`Host: ${good()}`, 'Host: evil.test'])).status).toBe(400);
    expect((await get('/', ['Host: evil.test', `Host: ${good()}`])).status).toBe(400);
    expect((await get('/', [])).status).toBe(400);
  });

  test('is not taken from forwarding headers', async () => {
    const forwarded = ['X-Forwarded-Host: 127.0.0.1', 'Forwarded: host=127.0.0.1', 'Host: evil.test'];
    expect((await get('/', forwarded)).status).toBe(403);
  });
});

describe('the request line', () => {
  test('with an absolute target is a bad request', async () => {
    expect((await get('http://evil.test/')).status).toBe(400);
  });

  test('of another HTTP version is refused', async () => {
    const old = await sendRaw(server.port, 'GET / HTTP/1.0\r\n\r\n');
    expect([400, 505]).toContain(old.status);
  });

  test.each(['//', '/%00', '/%', '*', 'http://[', '/\x00', '/?', '/index.html/', '/.git/config', '/favicon'])(
    'with the target %j neither crashes nor finds anything',
    async (target) => {
      const { status } = await get(target);
      expect(target === '/?' ? [200] : [400, 404]).toContain(status);
      expect((await get('/healthz')).status).toBe(204);
    },
  );

  test.each([
    '/../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/',
    '/assets/..%5c..%5c',
    '/assets//../package.json',
    '/../package.json',
    '/package.json',
  ])('with the target %s reads no file', async (target) => {
    const { status, body } = await get(target);
    expect([status, body]).toEqual([404, '']);
  });
});

describe('the method', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is not allowed anywhere', async (method) => {
    for (const path of ['/', '/ws']) {
      const headers = [`Host: ${good()}`, 'Content-Type: text/plain', 'Content-Length: 14'];
      const answer = await sendRaw(server.port, `${request(`${method} ${path} HTTP/1.1`, headers)}{"op":"spawn"}`);
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
      expect(answer.text).not.toMatch(/access-control/i);
    }
  });

  test('POST is not allowed with an Upgrade header either', async () => {
    expect((await upgrade({}, 'POST /ws HTTP/1.1')).status).toBe(405);
  });

  test('CONNECT is refused', async () => {
    const answer = await sendRaw(server.port, `CONNECT ${good()} HTTP/1.1\r\nHost: ${good()}\r\n\r\n`);
    expect(answer.status).toBe(405);
  });

  test('of a preflight for private networks is refused without any permission', async () => {
    const headers = [`Host: ${good()}`, 'Origin: https://evil.test', 'Access-Control-Request-Private-Network: true'];
    const answer = await sendRaw(server.port, request('OPTIONS / HTTP/1.1', headers));
    expect([403, 405]).toContain(answer.status);
    expect(answer.text).not.toMatch(/access-control/i);
  });

  test('GET with a body is refused, and 100-continue is not granted', async () => {
    const headers = [`Host: ${good()}`, 'Content-Length: 5', 'Expect: 100-continue'];
    const answer = await sendRaw(server.port, request('GET / HTTP/1.1', headers));
    expect(answer.status).toBe(413);
    const chunked = await get('/', [`Host: ${good()}`, 'Transfer-Encoding: chunked']);
    expect(chunked.status).toBe(413);
  });

  test('HEAD has the length and no body', async () => {
    const answer = await sendRaw(server.port, request('HEAD / HTTP/1.1', [`Host: ${good()}`]));
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  });
});

describe('the handshake headers', () => {
  test.each([
    ['without our subprotocol', { 'Sec-WebSocket-Protocol': '' }, 400],
    ['with another subprotocol', { 'Sec-WebSocket-Protocol': 'chat' }, 400],
    ['with a malformed subprotocol', { 'Sec-WebSocket-Protocol': 'pipescope.v1,,' }, 400],
    ['of an old WebSocket version', { 'Sec-WebSocket-Version': '8' }, 426],
    ['without a WebSocket version', { 'Sec-WebSocket-Version': '' }, 426],
    ['with a bad key', { 'Sec-WebSocket-Key': 'short' }, 400],
    ['to something else', { Upgrade: 'h2c' }, 426],
  ])('%s are refused', async (_name, change, status) => {
    expect((await upgrade(change)).status).toBe(status);
  });

  test('on another path are refused or ignored, but open nothing', async () => {
    expect((await upgrade({}, 'GET /wss HTTP/1.1')).status).toBe(404);
    expect((await upgrade({}, 'GET /ws/ HTTP/1.1')).status).toBe(404);
    expect((await upgrade({}, 'GET / HTTP/1.1')).status).toBe(200);
    expect((await get('/ws')).status).toBe(426);
  });

  test('that offer compression get none', async () => {
    const answer = await upgrade({ 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' });
    expect(answer.status).toBe(101);
    expect(answer.headers.has('sec-websocket-extensions')).toBe(false);
    expect(answer.headers.get('sec-websocket-protocol')).toBe('pipescope.v1');
  });
});

describe('a browser that says another site asks', () => {
  const from = (site: string, mode: string, dest: string): string[] => [
    `Host: ${good()}`,
    `Sec-Fetch-Site: ${site}`,
    `Sec-Fetch-Mode: ${mode}`,
    `Sec-Fetch-Dest: ${dest}`,
  ];

  test('may visit the page, and nothing else', async () => {
    expect((await get('/', from('cross-site', 'navigate', 'document'))).status).toBe(200);
    expect((await get('/', from('cross-site', 'navigate', 'iframe'))).status).toBe(403);
    expect((await get('/assets/main-Ab3dEf9h.js', from('cross-site', 'no-cors', 'script'))).status).toBe(403);
    expect((await get('/assets/main-Ab3dEf9h.js', from('same-site', 'no-cors', 'script'))).status).toBe(403);
    expect((await get('/assets/main-Ab3dEf9h.js', from('same-origin', 'no-cors', 'script'))).status).toBe(200);
  });

  test('may not be a page of another origin that fetches', async () => {
    expect((await get('/', [`Host: ${good()}`, 'Origin: https://evil.test'])).status).toBe(403);
  });
});
