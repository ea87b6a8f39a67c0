import { connect } from 'node:net';

/** A response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case; several lines of one name are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything, from the status line on. */
  readonly text: string;
}

/** Sends exactly `bytes` to a local port and resolves with what came back once the peer has closed or `until` matches. */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  until?: RegExp,
  host = '127.0.0.1',
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (until?.test(text)) socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(parseResponse(text)));
  });
}

/** A whole request from its parts, with `Connection: close` last. */
export function request(line: string, headers: readonly string[]): string {
  return [line, ...headers, 'Connection: close', '', ''].join('\r\n');
}

function parseResponse(text: string): RawResponse {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  const status = Number(statusLine.split(' ')[1] ?? 0);
  return { status, headers, body: rest.join('\r\n\r\n'), text };
}
