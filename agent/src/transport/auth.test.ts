import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ServerFixture, startServer } from '../../test/server-fixture.ts';
import { authenticate, type Credential, greet, pageCode, SocketClient } from '../../test/socket-client.ts';
import { proof } from './proof.ts';

let server: ServerFixture;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server[Symbol.asyncDispose]());

const open = (): Promise<SocketClient> => SocketClient.open(server.port);
const openWithoutOrigin = (): Promise<SocketClient> =>
  SocketClient.open(server.port, { headers: { Origin: undefined } });
const freshCode = (): Credential => pageCode(server.codes.mint().code, server.port);
const cliKey = (): Credential => ({
  kind: 'cli',
  auth: 'key',
  keyId: server.cliKey.keyId,
  secret: server.cliKey.secret,
  origin: '',
  host: `127.0.0.1:${server.port}`,
});

describe('a pairing code', () => {
  test('makes a page known, both sides having proved that they know it', async () => {
    const client = await open();
    const { welcome, keyId } = await authenticate(client, freshCode());
    expect(welcome).toMatchObject({ op: 'welcome', role: 'owner', limits: { maxPayload: 4 * 1024 * 1024 } });
    expect(server.sessions[0]?.identity).toMatchObject({ keyId, role: 'owner' });
    expect(welcome['session']).toBe(server.sessions[0]?.id);
    client.sendJson({ op: 'ping', t: 5 });
    expect(await client.receiveJson()).toEqual({ op: 'pong', t: 5 });
  });

  test('becomes a key with which the page comes back as often as it likes', async () => {
    const code = freshCode();
    const { secret, keyId } = await authenticate(await open(), code);
    for (let visit = 0; visit < 3; visit += 1) {
      const again = await authenticate(await open(), { ...code, auth: 'key', keyId, secret });
      expect(again.welcome['keyId']).toBeUndefined();
    }
  });

  test('works once: the second use is refused, noted, and does not disturb the first', async () => {
    const code = freshCode();
    const first = await open();
    await authenticate(first, code);
    await expect(authenticate(await open(), code)).rejects.toThrow('Closed with 4401');
    first.sendJson({ op: 'ping', t: 1 });
    expect(await first.receiveJson()).toEqual({ op: 'pong', t: 1 });
    expect(server.audit()).toMatch(/"event":"accepted"/);
    expect(server.audit()).toMatch(/"cause":"unknown code"/);
  });

  test('works once also when two sockets are challenged before either answers', async () => {
    const code = freshCode();
    const [one, two] = [await open(), await open()];
    const [first, second] = [await greet(one, code), await greet(two, code)];
    one.sendJson({ op: 'auth', mac: proof(code.secret, 'c', first).toString('base64url') });
    two.sendJson({ op: 'auth', mac: proof(code.secret, 'c', second).toString('base64url') });
    expect(await one.receiveJson()).toMatchObject({ op: 'welcome' });
    expect(await two.closed()).toMatchObject({ code: 4401 });
  });

  test('is void after five wrong proofs', async () => {
    const code = freshCode();
    for (let guess = 0; guess < 5; guess += 1) {
      const wrong = authenticate(await open(), { ...code, secret: Buffer.alloc(16) });
      await expect(wrong).rejects.toThrow('Closed with 4401');
    }
    await expect(authenticate(await open(), code)).rejects.toThrow('Closed with 4401');
  });

  test('is void after its time', async () => {
    await using short = await startServer({ limits: { codeLifetime: 0 } });
    const code = pageCode(short.codes.mint().code, short.port);
    await expect(authenticate(await SocketClient.open(short.port), code)).rejects.toThrow('Closed with 4401');
  });

  test('is void when many newer ones are open', async () => {
    const code = freshCode();
    for (let newer = 0; newer < server.limits.openCodes; newer += 1) server.codes.mint();
    await expect(authenticate(await open(), code)).rejects.toThrow('Closed with 4401');
  });
});

describe('a key', () => {
  test('of the command line works without an origin and with none', async () => {
    await authenticate(await openWithoutOrigin(), cliKey());
    const paged = { ...cliKey(), origin: `http://127.0.0.1:${server.port}` };
    await expect(authenticate(await open(), paged)).rejects.toThrow('Closed with 4401');
  });

  test('of a page is worth nothing without an origin, whatever the client calls itself', async () => {
    const code = freshCode();
    const { secret, keyId } = await authenticate(await open(), code);
    const key: Credential = { ...code, auth: 'key', keyId, secret, origin: '' };
    await expect(authenticate(await openWithoutOrigin(), key)).rejects.toThrow('Closed with 4401');
    await expect(authenticate(await openWithoutOrigin(), { ...key, kind: 'cli' })).rejects.toThrow('Closed with 4401');
    const codeWithoutOrigin: Credential = { ...freshCode(), kind: 'cli', origin: '' };
    await expect(authenticate(await openWithoutOrigin(), codeWithoutOrigin)).rejects.toThrow('Closed with 4401');
  });

  test('proves itself for one origin and host only', async () => {
    const elsewhere = { ...freshCode(), host: 'localhost:1', origin: 'http://localhost:1' };
    await expect(authenticate(await open(), elsewhere)).rejects.toThrow('Closed with 4401');
  });

  test('has a limited number of sockets, and one that closes makes room', async () => {
    await using few = await startServer({ limits: { connectionsPerKey: 2 } });
    const key = { ...cliKey(), keyId: few.cliKey.keyId, secret: few.cliKey.secret, host: `127.0.0.1:${few.port}` };
    const another = (): Promise<SocketClient> => SocketClient.open(few.port, { headers: { Origin: undefined } });
    const [first] = [await another(), await another()];
    await authenticate(first, key);
    await authenticate(await another(), key);
    await expect(authenticate(await another(), key)).rejects.toThrow('Closed with 4429');
    first.destroy();
    await expect.poll(() => few.sessions.filter((session) => session.connection).length).toBe(1);
    const fourth = await another();
    await authenticate(fourth, key);
    fourth.sendJson({ op: 'ping', t: 1 });
    expect(await fourth.receiveJson()).toEqual({ op: 'pong', t: 1 });
  });
});

describe('a stranger', () => {
  test.each([
    ['of zeros', Buffer.alloc(32).toString('base64url')],
    ['of 31 bytes', Buffer.alloc(31).toString('base64url')],
    ['of 33 bytes', Buffer.alloc(33).toString('base64url')],
    ['that is no base64', '*'.repeat(43)],
    ['that is missing', undefined],
    ['that is a number', 7],
  ])('with a proof %s learns nothing but that it failed', async (_name, mac) => {
    const client = await open();
    await greet(client, freshCode());
    client.sendJson({ op: 'auth', mac });
    expect(await client.closed()).toEqual({
      code: 4401,
      reason: 'Authentication failed: the link or key is unknown, used or expired. Ask the agent for a fresh link',
    });
  });

  test('with an unknown key is challenged all the same', async () => {
    const client = await open();
    await greet(client, { ...freshCode(), keyId: 'unknown-key' });
    client.sendJson({ op: 'auth', mac: 'A'.repeat(43) });
    expect(await client.closed()).toMatchObject({ code: 4401 });
  });

  test('cannot use a proof that was seen on another socket', async () => {
    const code = freshCode();
    const { secret, keyId } = await authenticate(await open(), code);
    const key: Credential = { ...code, auth: 'key', keyId, secret };
    const { mac, exchange } = await authenticate(await open(), key);
    const replay = await open();
    replay.sendJson({ op: 'hello', v: 1, kind: 'page', auth: 'key', keyId, cn: exchange.cn });
    await replay.receiveJson();
    replay.sendJson({ op: 'auth', mac });
    expect(await replay.closed()).toMatchObject({ code: 4401 });
  });

  test('cannot send the agent its own proof back', async () => {
    const code = freshCode();
    const client = await open();
    const exchange = await greet(client, code);
    client.sendJson({ op: 'auth', mac: proof(code.secret, 's', exchange).toString('base64url') });
    expect(await client.closed()).toMatchObject({ code: 4401 });
  });

  test('has one attempt on a socket', async () => {
    const code = freshCode();
    const client = await open();
    const exchange = await greet(client, code);
    client.sendJson({ op: 'auth', mac: 'A'.repeat(43) });
    client.sendJson({ op: 'auth', mac: proof(code.secret, 'c', exchange).toString('base64url') });
    expect(await client.closed()).toMatchObject({ code: 4401 });
    expect(server.sessions).toHaveLength(0);
  });

  test.each([
    ['asks for something', { op: 'spawn', id: 1 }, 4401],
    ['names no operation', {}, 4401],
    ['sends an array', [1], 4401],
    ['says a hello that is none', { op: 'hello', v: 1 }, 4400],
    [
      'speaks another version',
      { op: 'hello', v: 2, kind: 'page', auth: 'key', keyId: 'abcdef', cn: 'A'.repeat(22) },
      4409,
    ],
  ])('that %s first is closed', async (_name, message, code) => {
    const client = await open();
    client.sendJson(message);
    expect(await client.closed()).toMatchObject({ code });
    expect(server.sessions).toHaveLength(0);
  });

  test('that sends no JSON, or bytes, is closed', async () => {
    const [one, two] = [await open(), await open()];
    one.send('{');
    expect(await one.closed()).toMatchObject({ code: 4400 });
    two.send(Buffer.from('{}'));
    expect(await two.closed()).toMatchObject({ code: 4400 });
  });

  test('that sends more than 1 KiB is cut off before it is read', async () => {
    const client = await open();
    client.send(' '.repeat(1_025));
    expect(await client.closed()).toMatchObject({ code: 1009 });
    const small = await open();
    small.send(' '.repeat(1_024));
    expect(await small.closed()).toMatchObject({ code: 4400 });
  });

  test('that says nothing is closed when its time is over', async () => {
    await using quick = await startServer({ limits: { authTimeout: 150 } });
    const client = await SocketClient.open(quick.port);
    expect(await client.closed()).toEqual({ code: 4408, reason: 'The handshake took too long' });
  });

  test('that says hello too late is closed', async () => {
    await using quick = await startServer({ limits: { helloTimeout: -1 } });
    const client = await SocketClient.open(quick.port);
    const late = greet(client, pageCode(quick.codes.mint().code, quick.port));
    await expect(late).rejects.toThrow('Closed with 4408');
  });

  test('is one of few: more are answered 503, and a place is free again when one leaves', async () => {
    await using few = await startServer({ limits: { unauthenticated: 2 } });
    const [first] = [await SocketClient.open(few.port), await SocketClient.open(few.port)];
    expect((await SocketClient.open(few.port)).status).toBe(503);
    first.destroy();
    await expect.poll(async () => (await SocketClient.open(few.port)).status).toBe(101);
  });

  test('who fails often is told later, while those who are known are not slowed', async () => {
    await using guarded = await startServer({ limits: { failedAuthsPerMinute: 2, failedAuthDelay: 200 } });
    const code = (): Credential => pageCode(guarded.codes.mint().code, guarded.port);
    const known = await SocketClient.open(guarded.port);
    await authenticate(known, code());
    const codes: number[] = [];
    const times: number[] = [];
    for (let guess = 0; guess < 3; guess += 1) {
      const client = await SocketClient.open(guarded.port);
      await greet(client, code());
      const begun = performance.now();
      client.sendJson({ op: 'auth', mac: 'A'.repeat(43) });
      codes.push((await client.closed()).code);
      times.push(performance.now() - begun);
    }
    expect(codes).toEqual([4401, 4401, 4429]);
    expect(times[2]).toBeGreaterThanOrEqual(195);
    known.sendJson({ op: 'ping', t: 1 });
    expect(await known.receiveJson()).toEqual({ op: 'pong', t: 1 });
    await authenticate(await SocketClient.open(guarded.port), code());
  });
});

test('the audit log holds no secret', async () => {
  const { code } = server.codes.mint();
  await authenticate(await open(), pageCode(code, server.port));
  await authenticate(await open(), pageCode(code, server.port)).catch(() => undefined);
  const [, secret = ''] = code.split('.');
  expect(server.audit()).not.toContain(secret);
  expect(server.audit()).not.toContain(server.cliKey.secret.toString('base64url'));
});
