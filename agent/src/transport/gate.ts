import { SUBPROTOCOL } from '@pipescope/protocol';
import { type Answer, plainAnswer, textAnswer } from './answer.ts';
import { isAllowedHost, isOwnOrigin } from './host-origin.ts';
import { headerLines } from './raw-headers.ts';
import { isSandboxPath, type StaticFiles } from './static-files.ts';

/** The path of the one WebSocket. */
export const SOCKET_PATH = '/ws';

/** What the gate looks at: the request line and the header lines, nothing parsed or merged. */
export interface RequestHead {
  readonly method: string;
  /** The request target as it came. */
  readonly target: string;
  /** `1.1` in `HTTP/1.1`. */
  readonly httpVersion: string;
  readonly rawHeaders: readonly string[];
  /** True when the socket is TLS. */
  readonly secure: boolean;
}

/** What the gate decides by. */
export interface GateRules {
  readonly publicHosts: ReadonlySet<string>;
  readonly files: StaticFiles;
  /** Header lines a request may have. */
  readonly maxHeaders: number;
}

/** A WebSocket may be opened, by a page of `origin` (empty: not a page) that called us `host`. */
export interface Admission {
  readonly host: string;
  readonly origin: string;
}

/**
 * Decides over a request before anything is kept for it, cheapest and broadest checks first: syntax, `Host`,
 * `Origin`, method, path, and for a socket its handshake headers.
 */
export function decide(head: RequestHead, rules: GateRules): Answer | { readonly upgrade: Admission } {
  const malformed = refuseMalformed(head, rules);
  if (malformed !== undefined) return malformed;
  const [host = ''] = headerLines(head.rawHeaders, 'host');
  if (!isAllowedHost(host, rules.publicHosts)) return plainAnswer(403);
  const [origin] = headerLines(head.rawHeaders, 'origin');
  if (origin !== undefined && !isOwnOrigin(origin, host, head.secure)) return plainAnswer(403);
  if (head.method !== 'GET' && head.method !== 'HEAD') return plainAnswer(405, { Allow: 'GET, HEAD' });
  if (hasBody(head)) return plainAnswer(413);
  const path = head.target.split('?', 1)[0] ?? '';
  if (path !== SOCKET_PATH) return answerPath(path, head, rules);
  return refuseHandshake(head) ?? { upgrade: { host, origin: origin ?? '' } };
}

function refuseMalformed(head: RequestHead, rules: GateRules): Answer | undefined {
  if (head.httpVersion !== '1.1') return plainAnswer(505);
  if (head.rawHeaders.length / 2 > rules.maxHeaders) return plainAnswer(431);
  if (headerLines(head.rawHeaders, 'host').length !== 1) return plainAnswer(400);
  if (headerLines(head.rawHeaders, 'origin').length > 1) return plainAnswer(400);
  if (head.method !== 'CONNECT' && !head.target.startsWith('/')) return plainAnswer(400);
  return undefined;
}

/** No request has a use for a body here, so none is read. */
function hasBody(head: RequestHead): boolean {
  const lengths = headerLines(head.rawHeaders, 'content-length');
  return lengths.some((length) => length !== '0') || headerLines(head.rawHeaders, 'transfer-encoding').length > 0;
}

function answerPath(path: string, head: RequestHead, rules: GateRules): Answer {
  if (isFromElsewhere(head) && !isSandboxPath(path)) return plainAnswer(403);
  if (path === '/healthz') return plainAnswer(204);
  const [known] = headerLines(head.rawHeaders, 'if-none-match');
  return rules.files.answer(path, known) ?? (isPagePath(path) ? NO_SUCH_PAGE : plainAnswer(404));
}

/** Paths below which the page has its places: who mistypes one is a person. */
function isPagePath(path: string): boolean {
  return /^\/(?:r|x|repl|settings)(?:\/|$)/.test(path);
}

/** Says nothing of the path: it is not echoed. */
const NO_SUCH_PAGE = textAnswer(404, 'There is no page at this address. Go to / for the list of runs.\n');

/**
 * Whether a browser says that another site asks, in any way but a visit of the page itself. The sandbox document is
 * another site to us (its origin is opaque), which is why its script is exempt.
 */
function isFromElsewhere(head: RequestHead): boolean {
  const [site] = headerLines(head.rawHeaders, 'sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const [mode] = headerLines(head.rawHeaders, 'sec-fetch-mode');
  const [destination] = headerLines(head.rawHeaders, 'sec-fetch-dest');
  return mode !== 'navigate' || destination !== 'document';
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** 16 bytes in base64 (RFC 6455 §4.1). */
const SOCKET_KEY = /^[+/0-9A-Za-z]{22}==$/;

/** Checks what RFC 6455 §4.2.1 asks of a client, so that a refusal is ours and carries our headers. */
function refuseHandshake(head: RequestHead): Answer | undefined {
  const line = (name: string): string[] => headerLines(head.rawHeaders, name);
  if (head.method !== 'GET') return plainAnswer(405, { Allow: 'GET' });
  const isUpgrade = line('upgrade').join().toLowerCase() === 'websocket';
  if (!isUpgrade) return plainAnswer(426, { Upgrade: 'websocket' });
  const protocols = line('sec-websocket-protocol')
    .join()
    .split(',')
    .map((name) => name.trim());
  const isWellFormed = protocols.every((name) => TOKEN.test(name)) && new Set(protocols).size === protocols.length;
  if (!isWellFormed || !protocols.includes(SUBPROTOCOL)) return plainAnswer(400);
  if (line('sec-websocket-version').join() !== '13') return plainAnswer(426, { 'Sec-WebSocket-Version': '13' });
  if (!SOCKET_KEY.test(line('sec-websocket-key').join())) return plainAnswer(400);
  return undefined;
}
