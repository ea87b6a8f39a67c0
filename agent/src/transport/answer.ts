import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Headers, PAGE_HEADERS } from './headers.ts';

/** A whole HTTP response, decided before anything is written. */
export interface Answer {
  readonly status: number;
  /** All headers but the length and those of the connection. */
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Milliseconds a peer has to take an answer on a bare socket. */
const TAKE_TIMEOUT = 5_000;
/** Milliseconds a peer has to end its side once all is sent: cut at once, what it still sends would reset the answer. */
const LINGER = 250;

const NOTHING = Buffer.alloc(0);

/** A response without content that still carries every protective header. */
export function plainAnswer(status: number, headers: Headers = {}): Answer {
  return { status, headers: { ...PAGE_HEADERS, 'Cache-Control': 'no-store', ...headers }, body: NOTHING };
}

/** A sentence for a person, as plain text, with every protective header. */
export function textAnswer(status: number, text: string): Answer {
  return { ...plainAnswer(status, { 'Content-Type': 'text/plain; charset=utf-8' }), body: Buffer.from(text) };
}

/** Headers of `answer` as they go out, with the length where the status has one. */
export function answerHeaders(answer: Answer): Record<string, string> {
  if (answer.status === 204 || answer.status === 304) return { ...answer.headers };
  return { ...answer.headers, 'Content-Length': String(answer.body.length) };
}

/**
 * Writes `answer` on a bare socket, for requests that Node hands over without a response object (upgrades, CONNECT,
 * requests it could not parse), and ends the socket. Node has dropped its own deadlines by then and the server's sockets
 * are half-open, so the end of this side is not yet the socket's: it is cut soon after.
 */
export function writeAnswer(socket: Duplex, answer: Answer, withBody = true): void {
  const lines = [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`];
  for (const [name, value] of Object.entries(answerHeaders(answer))) lines.push(`${name}: ${value}`);
  lines.push('Connection: close', '', '');
  let cut = cutAfter(socket, TAKE_TIMEOUT);
  socket.once('finish', () => {
    clearTimeout(cut);
    cut = cutAfter(socket, LINGER);
  });
  socket.once('close', () => clearTimeout(cut));
  // Nobody reads what is still coming, and unread bytes would hide the peer's end.
  socket.resume();
  socket.write(lines.join('\r\n'), 'latin1');
  socket.end(withBody ? answer.body : undefined);
}

function cutAfter(socket: Duplex, milliseconds: number): NodeJS.Timeout {
  return setTimeout(() => socket.destroy(), milliseconds).unref();
}
