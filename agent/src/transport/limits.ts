/**
 * What a peer of the socket may use up. Every number can be set with `--limit NAME=N` and is told to clients in
 * `welcome.limits`.
 */
export interface TransportLimits {
  /** TCP connections open at once; one more is closed unanswered. */
  readonly connections: number;
  /** WebSockets that are upgraded but not authenticated; one more is answered 503. */
  readonly unauthenticated: number;
  /** Authenticated WebSockets of one key; one more is closed with 4429. */
  readonly connectionsPerKey: number;
  /** Bytes of a request's head. */
  readonly headerBytes: number;
  /** Header lines of a request. */
  readonly headers: number;
  /** Milliseconds for a request's head. */
  readonly headersTimeout: number;
  /** Milliseconds for a whole request. */
  readonly requestTimeout: number;
  /** Milliseconds a connection is kept for a next request: the page's files come within one second. */
  readonly keepAliveTimeout: number;
  /** Milliseconds an HTTP socket may be idle, also while it takes an answer. */
  readonly idleTimeout: number;
  /** Milliseconds from the upgrade in which `hello` counts. */
  readonly helloTimeout: number;
  /** Milliseconds from the upgrade to a good `auth`. */
  readonly authTimeout: number;
  /** Failed authentications in a minute, over all sockets, before each further one is delayed. */
  readonly failedAuthsPerMinute: number;
  /** Milliseconds by which a failed authentication above that is delayed. */
  readonly failedAuthDelay: number;
  /** Wrong proofs after which a pairing code is void. */
  readonly wrongProofsPerCode: number;
  /** Milliseconds a pairing code lives. */
  readonly codeLifetime: number;
  /** Pairing codes open at once; the oldest leaves. */
  readonly openCodes: number;
  /** Keys of pages remembered; the one unused for longest leaves. */
  readonly pageKeys: number;
  /** Bytes of a WebSocket message before authentication. */
  readonly maxPayloadBeforeAuth: number;
  /** Bytes of a WebSocket message from an authenticated client. */
  readonly maxPayload: number;
  /** Frames of one WebSocket message. */
  readonly maxFragments: number;
  /** Pieces of one frame waiting for its rest, before authentication. */
  readonly maxBufferedChunksBeforeAuth: number;
  /** The same for an authenticated client, whose network may cut a large frame into small pieces. */
  readonly maxBufferedChunks: number;
  /** Pongs waiting to be sent. */
  readonly maxPendingPongs: number;
  /** Control messages a second; above the burst, reading pauses. */
  readonly messagesPerSecond: number;
  /** Control messages that may come at once. */
  readonly messageBurst: number;
  /** Milliseconds a client may stay above the rate before it is closed with 4429. */
  readonly messageOverrun: number;
  /** Depth of a control message's JSON. */
  readonly jsonDepth: number;
  /** Keys of one JSON object. */
  readonly jsonKeys: number;
  /** Bytes of one JSON string. */
  readonly jsonString: number;
  /** Bytes that may wait for a client that does not read before its socket is cut. */
  readonly bufferedAmount: number;
  /** Milliseconds between pings; two without any sign of life and the socket is cut. */
  readonly pingInterval: number;
  /** Milliseconds a client has to answer a close. */
  readonly closeTimeout: number;
  /** Bytes of the audit log before it is rotated once. */
  readonly auditBytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** The limits in force unless the user says otherwise. */
export const DEFAULT_TRANSPORT_LIMITS: TransportLimits = {
  connections: 512,
  unauthenticated: 16,
  connectionsPerKey: 64,
  headerBytes: 8 * KIB,
  headers: 64,
  headersTimeout: 3_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 1_000,
  idleTimeout: 10_000,
  helloTimeout: 3_000,
  authTimeout: 5_000,
  failedAuthsPerMinute: 10,
  failedAuthDelay: 1_000,
  wrongProofsPerCode: 5,
  codeLifetime: 10 * 60_000,
  openCodes: 64,
  pageKeys: 1_024,
  maxPayloadBeforeAuth: KIB,
  maxPayload: 4 * MIB,
  maxFragments: 64,
  maxBufferedChunksBeforeAuth: 1_024,
  maxBufferedChunks: 64 * KIB,
  maxPendingPongs: 8,
  messagesPerSecond: 5_000,
  messageBurst: 20_000,
  messageOverrun: 10_000,
  jsonDepth: 8,
  jsonKeys: 64,
  jsonString: 2 * MIB,
  bufferedAmount: 8 * MIB,
  pingInterval: 15_000,
  closeTimeout: 2_000,
  auditBytes: 4 * MIB,
};
