import type { Clock } from '../base/clock.ts';
import type { RunInfo } from '../messages/run.ts';
import { osError } from '../process/errors.ts';
import { hasParentEnd, hasTerminal } from '../process/terminal.ts';
import type { ExitSink, ProcessTransport } from '../process/transport.ts';
import { type ConsumerPayload, type Entry, EntryKind, StreamId } from '../record/entry.ts';
import { decodePayload } from '../record/payload.ts';
import type { Attachment, AttachmentListener } from './attachment.ts';
import { LeaseLostError, ProtocolError } from './errors.ts';
import { RemoteReadEnd } from './remote-read-end.ts';
import { RemoteWriteEnd } from './remote-write-end.ts';
import type { StdinChannel } from './stdin-channel.ts';

/** Largest signal number Linux knows. */
const MAX_SIGNAL = 64;
/** What asyncio reports when something else has collected the status. */
const RETURNCODE_UNKNOWN = 255;

/** Bytes of each output that had been taken when this client became the consumer. */
export interface Taken {
  readonly stdout: number;
  readonly stderr: number;
}

/** What a remote process needs of the client. */
export interface TransportPort {
  readonly clock: Clock;
  /** Name of this client in the record. */
  session(): string | null;
  attach(run: string, from: number, listener: AttachmentListener): Attachment;
  stdin(run: string): StdinChannel;
  taken(run: string, stream: 'stdout' | 'stderr', taken: number, want: boolean): void;
  close(run: string): Promise<void>;
  signal(run: string, signal: number, target: 'process' | 'group'): Promise<void>;
  resize(run: string, columns: number, rows: number): Promise<void>;
  /** Calls back when reports are due, until told to stop: before a barrier, and (`again`) after a new connection. */
  onReport(listener: (again: boolean) => void): () => void;
}

/** A process at the agent, of which this client is the consumer (`script`). */
export class RemoteTransport implements ProcessTransport {
  readonly pid: number;
  readonly stdin: RemoteWriteEnd | null;
  readonly stdout: RemoteReadEnd | null;
  readonly stderr: RemoteReadEnd | null;
  readonly #port: TransportPort;
  readonly #run: string;
  readonly #from: Taken | null;
  readonly #hasTerminal: boolean;
  readonly #attachment: Attachment;
  readonly #stopReports: () => void;
  #sink: ExitSink | null = null;
  #returncode: number | null = null;
  #lostTo: Error | null = null;

  /**
   * @param info as `spawn` with consumer `script` answered it
   * @param taken of a process that somebody else has read up to there
   */
  constructor(port: TransportPort, info: RunInfo, limit: number, taken: Taken | null = null) {
    this.#port = port;
    this.#from = taken;
    this.#run = info.run;
    this.#hasTerminal = hasTerminal(info);
    this.pid = info.pid ?? 0;
    const readEnd = (name: 'stdout' | 'stderr') =>
      hasParentEnd(name, info)
        ? new RemoteReadEnd(port.clock, limit, (all, want) => port.taken(info.run, name, all, want), taken?.[name])
        : null;
    const stdin = hasParentEnd('stdin', info) ? port.stdin(info.run) : null;
    this.stdin = stdin === null ? null : new RemoteWriteEnd(stdin, info.stdin === 'pty');
    this.stdout = readEnd('stdout');
    this.stderr = readEnd('stderr');
    this.#stopReports = port.onReport((again) => {
      this.#eachReadEnd((end) => (again ? end.resumeConnection() : end.report()));
    });
    this.#attachment = port.attach(info.run, 0, {
      entries: (entries) => {
        for (const entry of entries) this.#take(entry);
      },
      ended: (error) => this.#lost(error),
    });
  }

  /** The run's ULID. */
  get run(): string {
    return this.#run;
  }

  get returncode(): number | null {
    return this.#returncode;
  }

  start(sink: ExitSink): void {
    this.#sink = sink;
    const { returncode } = this;
    const lost = this.#lostTo;
    if (returncode !== null) this.#port.clock.schedule(() => sink.exited(returncode), 0);
    else if (lost !== null) this.#port.clock.schedule(() => sink.lost?.(lost), 0);
  }

  sendSignal(signal: number): void {
    this.#send(signal, 'process');
  }

  sendSignalToGroup(signal: number): void {
    this.#send(signal, 'group');
  }

  resize(columns: number, rows: number): void {
    if (!this.#hasTerminal) throw osError('ENOTTY');
    this.#port.resize(this.#run, columns, rows).catch(() => undefined);
  }

  close(): void {
    // First: the end of its stdin might have it exit by itself before it is killed.
    this.#port.close(this.#run).catch(() => undefined);
    this.stdin?.abort();
    this.#eachReadEnd((end) => end.close());
    this.#releaseWhenDone();
  }

  /**
   * The kernel's answer comes too late for a throw, so a refusal (EPERM) is not heard of here; `Client.signal` waits
   * for it. That the process was already gone is no news then.
   */
  #send(signal: number, target: 'process' | 'group'): void {
    if (!Number.isInteger(signal) || signal < 0 || signal > MAX_SIGNAL) throw osError('EINVAL');
    if (this.#returncode !== null && target === 'process') return;
    this.#eachReadEnd((end) => end.report());
    this.#port.signal(this.#run, signal, target).catch(() => undefined);
  }

  #take(entry: Entry): void {
    const end = this.#endOf(entry.stream);
    switch (entry.kind) {
      case EntryKind.data:
        end?.arrive(entry.payload, entry.offset);
        break;
      case EntryKind.eof:
        end?.end(null);
        this.#releaseWhenDone();
        break;
      case EntryKind.flow: {
        const { paused, reason } = decodePayload(EntryKind.flow, entry);
        if (reason === 'consumer') end?.agentPaused(paused);
        break;
      }
      case EntryKind.exit:
        this.#exited(decodePayload(EntryKind.exit, entry).returncode ?? RETURNCODE_UNKNOWN);
        break;
      case EntryKind.gap: {
        const { bytes } = decodePayload(EntryKind.gap, entry);
        // Of a stream that others have read, the beginning may be gone.
        if (this.#from !== null && bytes.stdout <= this.#from.stdout && bytes.stderr <= this.#from.stderr) break;
        const words = 'The agent let bytes of this stream go before they could be sent.';
        if (bytes.stdout > 0) this.stdout?.end(new ProtocolError(words));
        if (bytes.stderr > 0) this.stderr?.end(new ProtocolError(words));
        break;
      }
      case EntryKind.consumer:
        if (end !== null) this.#consumer(end, decodePayload(EntryKind.consumer, entry));
        break;
      case EntryKind.spawn:
      case EntryKind.signal:
      case EntryKind.resize:
        // What a script did itself, or what changes nothing for it.
        break;
    }
  }

  #consumer(end: RemoteReadEnd, { consumer, by }: ConsumerPayload): void {
    if (consumer === 'script' && by === this.#port.session()) end.own();
    else if (end.owned) {
      const who = by === undefined ? 'This client was away for too long' : 'Somebody else has become its consumer';
      end.end(new LeaseLostError(`${who}: the stream is read as "${consumer}" now. Take the run over to go on.`));
      this.#releaseWhenDone();
    }
  }

  #exited(returncode: number): void {
    if (this.#returncode !== null) return;
    this.#returncode = returncode;
    this.#sink?.exited(returncode);
    this.#releaseWhenDone();
  }

  #lost(error: Error): void {
    this.#eachReadEnd((end) => end.end(error));
    this.#stopReports();
    if (this.#returncode !== null) return;
    this.#lostTo = error;
    this.#sink?.lost?.(error);
  }

  /** Once it has exited and its outputs have ended, the record holds nothing this process could still need. */
  #releaseWhenDone(): void {
    if (this.#returncode === null) return;
    if (this.stdout?.finished === false || this.stderr?.finished === false) return;
    this.#attachment.close();
    this.#stopReports();
  }

  #endOf(stream: StreamId): RemoteReadEnd | null {
    if (stream === StreamId.stdout) return this.stdout;
    return stream === StreamId.stderr ? this.stderr : null;
  }

  #eachReadEnd(run: (end: RemoteReadEnd) => void): void {
    if (this.stdout !== null) run(this.stdout);
    if (this.stderr !== null) run(this.stderr);
  }
}
