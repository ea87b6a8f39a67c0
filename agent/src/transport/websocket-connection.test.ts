import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ServerFixture, startServer } from '../../test/server-fixture.ts';
import { authenticate, clientFrame, frameHeader, pageCode, SocketClient } from '../../test/socket-client.ts';

let server: ServerFixture;
let client: SocketClient;

async function knownClient(to: ServerFixture): Promise<SocketClient> {
  const known = await SocketClient.open(to.port);
  await authenticate(known, pageCode(to.codes.mint().code, to.port));
  return known;
}

beforeEach(async () => {
  server = await startServer();
  client = await knownClient(server);
});
afterEach(() => server[Symbol.asyncDispose]());

const stillAnswers = async (): Promise<void> => {
  const other = await knownClient(server);
  other.sendJson({ op: 'ping', t: 9 });
  expect(await other.receiveJson()).toEqual({ op: 'pong', t: 9 });
};

describe('a frame', () => {
  test('of bytes goes through as it is, in the shortest encoding of its length', async () => {
    for (const length of [0, 125, 126, 65_535, 65_536]) {
      const bytes = Buffer.alloc(length, 0xfe);
      client.send(bytes);
      const { opcode, payload } = await client.receive();
      expect([opcode, payload.equals(bytes)]).toEqual([2, true]);
    }
  });

  test('as large as the limit goes through once the client is known', async () => {
    client.send(Buffer.alloc(server.limits.maxPayload, 1));
    expect((await client.receive()).payload).toHaveLength(server.limits.maxPayload);
  });

  test('that says it is larger closes the socket before its payload comes', async () => {
    client.write(frameHeader(0x82, server.limits.maxPayload + 1));
    expect(await client.closed()).toMatchObject({ code: 1009 });
  });

  test('of 2^63-1 bytes closes the socket', async () => {
    client.write(Buffer.from([0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    expect([1002, 1009]).toContain((await client.closed()).code);
  });

  test('that arrives byte by byte is whole in the end', async () => {
    const bytes = Buffer.alloc(3_000, 5);
    for (const byte of clientFrame(bytes, 2)) {
      client.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    expect((await client.receive()).payload.equals(bytes)).toBe(true);
  });

  test('in several fragments is one message', async () => {
    client.write(clientFrame(Buffer.from('{"op":"ping",'), 1, 0x01));
    client.write(clientFrame(Buffer.from('"t":3}'), 0));
    expect(await client.receiveJson()).toEqual({ op: 'pong', t: 3 });
  });

  test.each([
    ['without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
    ['with RSV1', clientFrame(Buffer.from('{}'), 1, 0xc1)],
    ['with RSV2', clientFrame(Buffer.from('{}'), 1, 0xa1)],
    ['with RSV3', clientFrame(Buffer.from('{}'), 1, 0x91)],
    ['with opcode 3', clientFrame(Buffer.from('{}'), 3)],
    ['with opcode 7', clientFrame(Buffer.from('{}'), 7)],
    ['with opcode 11', clientFrame(Buffer.from('{}'), 11)],
    ['with opcode 15', clientFrame(Buffer.from('{}'), 15)],
  ])('%s is against the protocol', async (_name, bytes) => {
    client.write(bytes);
    expect(await client.closed()).toMatchObject({ code: 1002 });
    await stillAnswers();
  });

  test('of text that is not UTF-8 closes the socket', async () => {
    client.send(Buffer.from([0xff, 0xfe]), 1);
    expect(await client.closed()).toMatchObject({ code: 1007 });
  });

  test('followed by empty fragments without end closes the socket', async () => {
    const empty = frameHeader(0x00, 0);
    const mask = Buffer.alloc(4);
    client.write(clientFrame(Buffer.from('{'), 1, 0x01));
    client.write(Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.concat([empty, mask]))));
    expect(await client.closed()).toMatchObject({ code: 1008 });
    await stillAnswers();
  });
});

describe('a message', () => {
  const closedBy = async (text: string): Promise<{ code: number; reason: string }> => {
    client.send(text);
    const closed = await client.closed();
    await stillAnswers();
    return closed;
  };

  test.each([
    ['is too deep', '['.repeat(30_000), 'nested deeper than 8'],
    [
      'has too many keys',
      `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join()}}`,
      'more than 64 keys',
    ],
    ['has a key twice', '{"op":"ping","t":1,"op":"sync"}', 'the same key twice'],
    ['has a key twice in other letters', '{"op":"ping","t":1,"\\u006fp":"sync"}', 'the same key twice'],
    ['has a string that is too long', `{"op":"${'x'.repeat(2 * 1024 * 1024 + 1)}"}`, 'a string is longer than'],
    ['is a long string', `"${'x'.repeat(1024 * 1024)}"`, 'message: Invalid type'],
    ['has a number that JSON lacks', '{"op":"ping","t":NaN}', 'not JSON'],
    ['has something after it', '{"op":"ping","t":1} x', 'not JSON'],
    ['has an unknown operation', '{"op":"reboot"}', 'reboot.op: Invalid type'],
    ['has no operation', '{"__proto__":{"op":"ping"}}', 'op: Invalid type'],
    ['has a wrong type', '{"op":"ping","t":"1"}', 'ping.t: Invalid type'],
    ['has a negative count', '{"op":"credit","attachment":1,"bytes":-1}', 'credit.bytes: Invalid value'],
    ['has a broken count', '{"op":"credit","attachment":1,"bytes":0.5}', 'credit.bytes: Invalid safe integer'],
    ['has a count above 2^53', '{"op":"credit","attachment":1,"bytes":9007199254740993}', 'credit.bytes: Invalid safe'],
    ['has an endless count', '{"op":"credit","attachment":1,"bytes":1e309}', 'credit.bytes: Invalid safe integer'],
    ['is wrong inside', '{"op":"spawn","id":1,"once":"a","spec":{"argv":[1]}}', 'spawn.spec.argv.0: Invalid type'],
  ])('that %s closes the socket with the reason', async (_name, text, words) => {
    const { code, reason } = await closedBy(text);
    expect(code).toBe(4400);
    expect(reason).toContain(words);
  });

  test('keeps only what its schema names', async () => {
    client.send('{"op":"ping","t":1,"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":1}},"more":1}');
    expect(await client.receiveJson()).toEqual({ op: 'pong', t: 1 });
    const [message] = server.sessions[0]?.messages ?? [];
    expect(Object.keys(message ?? {})).toEqual(['op', 't']);
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
  });

  test('whose handler fails costs its own connection only', async () => {
    client.sendJson({ op: 'forget', id: 1, run: '01JD8Z6V7Q2M4N5P6R7S8T9V0W' });
    expect(await client.closed()).toMatchObject({ code: 1011 });
    await stillAnswers();
    expect(server.audit()).toContain('A handler that fails');
  });
});

describe('a client', () => {
  test('that talks too fast is read more slowly and loses nothing', async () => {
    await using slow = await startServer({ limits: { messagesPerSecond: 500, messageBurst: 50 } });
    const fast = await knownClient(slow);
    const begun = performance.now();
    for (let t = 0; t < 300; t += 1) fast.sendJson({ op: 'ping', t });
    for (let t = 0; t < 300; t += 1) expect(await fast.receiveJson()).toEqual({ op: 'pong', t });
    fast.sendJson({ op: 'ping', t: 300 });
    await fast.receiveJson();
    expect(performance.now() - begun).toBeGreaterThan(400);
  });

  test('that goes on talking too fast is closed', async () => {
    await using slow = await startServer({ limits: { messagesPerSecond: 100, messageBurst: 1, messageOverrun: 50 } });
    const fast = await knownClient(slow);
    // Many at a time: a timer may come late, and one message a turn would then be within the rate.
    const talking = setInterval(() => {
      for (let t = 0; t < 20; t += 1) fast.sendJson({ op: 'ping', t });
    }, 1);
    expect(await fast.closed()).toMatchObject({ code: 4429 });
    clearInterval(talking);
  });

  test('that pings without reading is cut off', async () => {
    client.pause();
    const pings = Buffer.concat(Array.from({ length: 50_000 }, () => clientFrame(Buffer.alloc(100), 9)));
    for (let round = 0; round < 20 && server.sessions[0]?.connection; round += 1) {
      client.write(pings);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect.poll(() => server.sessions[0]?.connection).toBeUndefined();
    await stillAnswers();
  });

  test('that does not read is cut off when too much waits for it', async () => {
    client.pause();
    const connection = server.sessions[0]?.connection;
    const frame = Buffer.alloc(1024 * 1024);
    for (let sent = 0; sent < 64 && server.sessions[0]?.connection; sent += 1) {
      connection?.sendFrame(frame);
      expect(connection?.bufferedAmount).toBeLessThanOrEqual(server.limits.bufferedAmount + 2 * frame.length);
      await new Promise(setImmediate);
    }
    expect(server.sessions[0]?.connection).toBeUndefined();
  });

  test('that reads makes room, and whoever sends is told', async () => {
    const connection = server.sessions[0]?.connection;
    let drained = 0;
    connection?.onDrain(() => {
      drained += 1;
    });
    connection?.sendFrame(Buffer.alloc(1024 * 1024));
    expect((await client.receive()).payload).toHaveLength(1024 * 1024);
    await expect.poll(() => [drained, connection?.bufferedAmount]).toEqual([1, 0]);
  });

  test('that answers no ping is cut off', async () => {
    await using impatient = await startServer({ limits: { pingInterval: 50 } });
    await knownClient(impatient);
    await expect.poll(() => impatient.sessions[0]?.connection).toBeUndefined();
  });

  test('that answers pings is not', async () => {
    await using impatient = await startServer({ limits: { pingInterval: 30 } });
    const alive = await knownClient(impatient);
    for (let ping = 0; ping < 5; ping += 1) {
      const { opcode, payload } = await alive.receive();
      expect(opcode).toBe(9);
      alive.send(payload, 10);
    }
    expect(impatient.sessions[0]?.connection).toBeDefined();
  });
});
