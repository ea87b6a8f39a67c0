import type {
  AgentMessage,
  BytesFrame,
  ClientMessage,
  ClientOp,
  ConsumerName,
  Entry,
  RecordFrame,
  RowsFrame,
  RunInfo,
  SpawnSpec,
} from '@pipescope/protocol';
import { decodeFrame, EntryKind, encodeStdin, FrameKind } from '@pipescope/protocol';
import type { Connection, Identity } from '../src/session/connection.ts';
import type { Hub } from '../src/session/hub.ts';
import type { Session } from '../src/session/session.ts';

type Failure = Extract<AgentMessage, { op: 'failed' }>;
type Fields<Op extends ClientOp> = Omit<Extract<ClientMessage, { op: Op }>, 'op' | 'id'>;

/** An answer `failed`. */
export class Failed extends Error {
  readonly error: Failure['error'];
  /** The run that did not start. */
  readonly run: string | undefined;
  constructor({ error, run }: Failure) {
    super(`${error.name}: ${error.message}`);
    this.error = error;
    this.run = run;
  }
}

/** What a client sees of one attachment: entries in order, and how many frame bytes it took. */
export interface Received {
  readonly entries: Entry[];
  frameBytes: number;
  nextSeq: number;
}

/** A client at the seam where the transport would be: what it is sent stays in memory, in order. */
export class TestClient implements Connection {
  readonly session: Session;
  readonly messages: AgentMessage[] = [];
  readonly rowsFrames: RowsFrame[] = [];
  readonly bytesFrames: BytesFrame[] = [];
  /** By run. */
  readonly received = new Map<string, Received>();
  /** Set it to make the socket look full. */
  bufferedAmount = 0;
  closed: { code: number; reason: string } | null = null;
  #nextId = 1;
  #onDrain: (() => void) | null = null;
  readonly #waiters = new Set<() => void>();

  constructor(hub: Hub, identity: Partial<Identity> = {}) {
    this.session = hub.openSession({ keyId: 'testkey1', role: 'owner', ...identity });
    this.session.attach(this);
  }

  send(message: AgentMessage): void {
    this.messages.push(structuredClone(message));
    this.#wake();
  }

  sendFrame(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind === FrameKind.bytes) this.bytesFrames.push(frame);
    if (frame.kind === FrameKind.rows) this.rowsFrames.push(frame);
    else if (frame.kind === FrameKind.record) this.#receive(frame, bytes.length);
    this.#wake();
  }

  onDrain(listener: () => void): void {
    this.#onDrain = listener;
  }

  drain(): void {
    this.bufferedAmount = 0;
    this.#onDrain?.();
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
    this.session.detach(this);
    this.#wake();
  }

  /** Sends a request and waits for its answer. */
  async request<Op extends ClientOp>(op: Op, fields: Fields<Op>): Promise<unknown> {
    const id = this.#nextId++;
    this.session.message({ op, id, ...fields } as unknown as ClientMessage);
    const answer = await this.until(() => this.messages.find((m) => 're' in m && m.re === id));
    if (answer.op === 'failed') throw new Failed(answer);
    return answer.op === 'done' ? answer.value : undefined;
  }

  /** Sends a message that has no answer. */
  tell(message: Extract<ClientMessage, { op: 'credit' | 'ack' | 'taken' | 'ping' }>): void {
    this.session.message(message);
  }

  async spawn(
    argv: string[],
    more: Partial<SpawnSpec> = {},
    consumer: ConsumerName = 'follow',
    once = `once ${this.#nextId}`,
    readAhead?: 0,
  ): Promise<RunInfo> {
    const value = await this.request('spawn', { once, spec: spec(argv, more), consumer, readAhead });
    return (value as { run: RunInfo }).run;
  }

  /** The run as last told to a client that has asked for the list. */
  info(run: string): RunInfo | undefined {
    for (const message of this.messages.toReversed()) {
      const found = message.op === 'runs' ? message.runs.find((each) => each.run === run) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Starts to receive a run's record. */
  async attach(run: string, from = 0, credit = Number.MAX_SAFE_INTEGER): Promise<number> {
    this.received.set(run, { entries: [], frameBytes: 0, nextSeq: from });
    return ((await this.request('attach', { run, from, credit })) as { attachment: number }).attachment;
  }

  stdin(run: string, offset: number, text: string): void {
    this.session.frame(encodeStdin(run, offset, new Uint8Array(Buffer.from(text))));
  }

  /** The answer to a request for rows. */
  async rows(run: string, from: number, count: number): Promise<RowsFrame> {
    const id = this.#nextId++;
    this.session.message({ op: 'rows', id, run, from, count });
    return this.until(() => this.rowsFrames.find((frame) => frame.tag === id));
  }

  /** The answer to a request for bytes. */
  async askBytes(
    run: string,
    stream: 'stdin' | 'stdout' | 'stderr',
    offset: number,
    count: number,
  ): Promise<BytesFrame> {
    const id = this.#nextId++;
    this.session.message({ op: 'bytes', id, run, stream, offset, count });
    return this.until(() => this.bytesFrames.find((frame) => frame.tag === id));
  }

  entries(run: string, kind?: EntryKind): Entry[] {
    const { entries } = this.received.get(run) ?? { entries: [] };
    return kind === undefined ? entries : entries.filter((entry) => entry.kind === kind);
  }

  /** All bytes received of a stream. */
  bytes(run: string, stream: 0 | 1 | 2): Buffer {
    return Buffer.concat(
      this.entries(run, EntryKind.data)
        .filter((entry) => entry.stream === stream)
        .map((entry) => entry.payload),
    );
  }

  /** Waits until the record received has an entry of this kind. */
  entry(run: string, kind: EntryKind, stream?: number): Promise<Entry> {
    return this.until(() => this.entries(run, kind).find((e) => stream === undefined || e.stream === stream));
  }

  /** Waits until `look` finds something; looks whenever something was sent here. */
  until<T>(look: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = look();
        if (found === undefined || found === false) return;
        this.#waiters.delete(check);
        resolve(found);
      };
      this.#waiters.add(check);
      check();
    });
  }

  #receive(frame: RecordFrame, bytes: number): void {
    const received = this.received.get(frame.run);
    if (received === undefined) return;
    if (frame.seq > received.nextSeq) throw new Error(`a hole before ${frame.seq}, expected ${received.nextSeq}`);
    received.frameBytes += bytes;
    received.entries.push(...frame.entries.filter((entry) => entry.seq >= received.nextSeq));
    received.nextSeq = frame.nextSeq;
  }

  #wake(): void {
    for (const check of [...this.#waiters]) check();
  }
}

/** A whole spec with pipes for output, and for stdin /dev/null. */
export function spec(argv: string[], more: Partial<SpawnSpec> = {}): SpawnSpec {
  return {
    argv,
    executable: null,
    shell: false,
    stdin: 'devnull',
    stdout: 'pipe',
    stderr: 'pipe',
    limit: 65_536,
    cwd: null,
    env: null,
    startNewSession: true,
    processGroup: null,
    umask: null,
    closeFds: true,
    restoreSignals: true,
    pipeSize: null,
    columns: 80,
    rows: 24,
    user: null,
    group: null,
    extraGroups: null,
    ...more,
  };
}
