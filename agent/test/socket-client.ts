import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { PROTOCOL_VERSION } from '@pipescope/protocol';
import { deriveTabKey, type Exchange, proof } from '../src/transport/proof.ts';

/** A frame from the server. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** How a test client opens its socket; headers replace the usual ones of the same name, undefined leaves one out. */
export interface OpenOptions {
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A client that works on bytes, so that it can say what no library would. */
export class SocketClient {
  /** The status of the answer to the upgrade: 101 when the socket is open. */
  readonly status: number;
  readonly responseHead: string;
  readonly #socket: Socket;
  #received: Buffer;
  #ended = false;
  #wake: (() => void) | undefined;

  private constructor(socket: Socket, head: string, rest: Buffer) {
    this.#socket = socket;
    this.responseHead = head;
    this.status = Number(head.split(' ')[1] ?? 0);
    this.#received = rest;
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake?.();
    });
    socket.on('close', () => {
      this.#ended = true;
      this.#wake?.();
    });
  }

  static open(port: number, options: OpenOptions = {}): Promise<SocketClient> {
    const headers: Record<string, string | undefined> = {
      Host: `127.0.0.1:${port}`,
      Origin: `http://127.0.0.1:${port}`,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol': 'pipescope.v1',
      ...options.headers,
    };
    const lines = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${value}`],
    );
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      let received = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.write(['GET /ws HTTP/1.1', ...lines, '', ''].join('\r\n'));
      const onData = (chunk: Buffer): void => {
        received = Buffer.concat([received, chunk]);
        const end = received.indexOf('\r\n\r\n');
        if (end === -1) return;
        socket.off('data', onData);
        socket.off('close', onClose);
        resolve(new SocketClient(socket, received.toString('latin1', 0, end), received.subarray(end + 4)));
      };
      const onClose = (): void => reject(new Error(`No answer to the upgrade: ${received.toString('latin1')}`));
      socket.on('data', onData);
      socket.on('close', onClose);
    });
  }

  /** Writes bytes as they are. */
  write(bytes: Uint8Array): boolean {
    return this.#socket.write(bytes);
  }

  /** Sends one masked frame. */
  send(payload: string | Uint8Array, opcode = typeof payload === 'string' ? 1 : 2): void {
    this.write(clientFrame(Buffer.from(payload as string), opcode));
  }

  sendJson(value: unknown): void {
    this.send(JSON.stringify(value));
  }

  /** The next frame; rejects when the socket ends first. */
  async receive(): Promise<ServerFrame> {
    for (;;) {
      const frame = this.#takeFrame();
      if (frame !== undefined) return frame;
      if (this.#ended) throw new Error(`The socket has ended: ${this.responseHead}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next text frame as JSON. */
  async receiveJson(): Promise<Record<string, unknown>> {
    const { opcode, payload } = await this.receive();
    if (opcode === 8) throw new Error(`Closed with ${payload.readUInt16BE(0)}: ${payload.toString('utf8', 2)}`);
    return JSON.parse(payload.toString('utf8'));
  }

  /** Reads until the close frame: its code and reason. Code 1006 when the socket ends without one. */
  async closed(): Promise<{ code: number; reason: string }> {
    try {
      for (;;) {
        const { opcode, payload } = await this.receive();
        if (opcode !== 8) continue;
        this.#socket.destroy();
        if (payload.length === 0) return { code: 1005, reason: '' };
        return { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) };
      }
    } catch {
      return { code: 1006, reason: '' };
    }
  }

  pause(): void {
    this.#socket.pause();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #takeFrame(): ServerFrame | undefined {
    const bytes = this.#received;
    if (bytes.length < 2) return undefined;
    const short = (bytes[1] ?? 0) & 0x7f;
    const header = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < header) return undefined;
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    if (bytes.length < header + length) return undefined;
    this.#received = bytes.subarray(header + length);
    return { opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(header, header + length) };
  }
}

/** A masked frame as a client must send it, with the final bit unless `first` says otherwise. */
export function clientFrame(payload: Buffer, opcode: number, first = 0x80 | opcode): Buffer {
  const mask = randomBytes(4);
  const body = Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return Buffer.concat([frameHeader(first, payload.length), mask, body]);
}

/** The head of a frame that says it is masked. */
export function frameHeader(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, 0x80 | length]);
  if (length < 65_536) return Buffer.from([first, 0x80 | 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = 0x80 | 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

/** What a client proves its right with. */
export interface Credential {
  readonly kind: 'page' | 'cli';
  readonly auth: 'code' | 'key';
  readonly keyId: string;
  readonly secret: Buffer;
  readonly origin: string;
  readonly host: string;
}

/** What a handshake ended with. */
export interface Authenticated {
  readonly welcome: Record<string, unknown>;
  /** The proof that was sent. */
  readonly mac: string;
  readonly exchange: Exchange;
  /** The key for the next time. */
  readonly secret: Buffer;
  readonly keyId: string;
}

/** Reads a pairing code as a page does. */
export function pageCode(code: string, port: number): Credential {
  const [keyId = '', secret = ''] = code.split('.');
  const host = `127.0.0.1:${port}`;
  return {
    kind: 'page',
    auth: 'code',
    keyId,
    secret: Buffer.from(secret, 'base64url'),
    origin: `http://${host}`,
    host,
  };
}

/** Says hello and returns what both sides will sign. */
export async function greet(client: SocketClient, credential: Credential, more: object = {}): Promise<Exchange> {
  const cn = randomBytes(16).toString('base64url');
  const { kind, auth, keyId, origin, host } = credential;
  client.sendJson({ op: 'hello', v: PROTOCOL_VERSION, kind, auth, keyId, cn, ...more });
  const challenge = await client.receiveJson();
  return { agentId: String(challenge['agentId']), origin, host, cn, sn: String(challenge['sn']) };
}

/** The whole handshake, the agent's proof included. */
export async function authenticate(client: SocketClient, credential: Credential): Promise<Authenticated> {
  const exchange = await greet(client, credential);
  const mac = proof(credential.secret, 'c', exchange).toString('base64url');
  client.sendJson({ op: 'auth', mac });
  const welcome = await client.receiveJson();
  if (welcome['mac'] !== proof(credential.secret, 's', exchange).toString('base64url'))
    throw new Error('Not our agent');
  const isCode = credential.auth === 'code';
  const secret = isCode ? deriveTabKey(credential.secret, exchange.cn, exchange.sn) : credential.secret;
  return {
    welcome,
    mac,
    exchange,
    secret,
    keyId: typeof welcome['keyId'] === 'string' ? welcome['keyId'] : credential.keyId,
  };
}
