import type { ConsumerName, StepHow } from '@pipescope/protocol';
import type { Record } from '../recording/record.ts';
import { RequestError } from './request-error.ts';
import type { OutputFd, RunOutput } from './run-output.ts';
import { ScriptBacklog } from './script-backlog.ts';

/** Who takes the output of one run: of each stream exactly one at any time. A script does by a lease. */
export class RunConsumers {
  readonly #backlog: ScriptBacklog;
  #outputs: readonly RunOutput[] = [];
  #lease: string | null;

  /**
   * @param lease session whose script reads from the start, or null
   * @param backlog bytes of record that a script may not have been sent before reading stops
   */
  constructor(record: Record, lease: string | null, backlog: number) {
    this.#lease = lease;
    this.#backlog = new ScriptBacklog(record, backlog, (held) => {
      for (const output of this.#outputs) if (output.consumer === 'script') output.hold(held);
    });
    if (lease !== null) this.#backlog.begin();
  }

  /** The session whose script reads the output, or null. */
  get lease(): string | null {
    return this.#lease;
  }

  /** The process has started: these are the streams to read. */
  begin(outputs: readonly RunOutput[]): void {
    this.#outputs = outputs;
  }

  /** Who takes a stream; null when it is no pipe. */
  of(fd: OutputFd): ConsumerName | null {
    return this.#find(fd)?.consumer ?? null;
  }

  /** Bytes of a stream that were taken; 0 when it is no pipe. */
  takenOf(fd: OutputFd): number {
    return this.#find(fd)?.taken ?? 0;
  }

  /** Bytes that wait in the pipe of a stream that is not read now; null for any other. */
  waitingOf(fd: OutputFd): number | null {
    return this.#find(fd)?.waiting ?? null;
  }

  /**
   * Names another consumer of one or both streams; a script's lease ends when it has no stream left.
   * @param by session that names it
   * @param readAhead 0: a paused stream takes nothing more from the kernel
   */
  name(consumer: 'follow' | 'paused' | 'step', by: string, fd?: OutputFd, readAhead?: 0): void {
    for (const output of this.#outputs) {
      if (fd === undefined || fd === output.fd) output.setConsumer(consumer, by, readAhead);
    }
    if (!this.#outputs.some((output) => output.consumer === 'script')) this.#endLease();
  }

  /**
   * One read by hand.
   * @param left its asker is gone: a wait ends, and nothing is taken
   * @throws RequestError when there is no such stream or a script reads it; what the read throws.
   */
  async step(fd: OutputFd, how: StepHow, by: string, left: AbortSignal): Promise<{ bytes: number; taken: number }> {
    const output = this.#find(fd);
    if (output === undefined) throw new RequestError('PS_NO_PIPE', `There is no pipe on fd ${fd} to read from.`);
    if (output.consumer === 'script') {
      const words = 'A script reads this stream. Make yourself its consumer first: then the script loses it.';
      throw new RequestError('PS_LEASED', words);
    }
    if (output.consumer !== 'step') output.setConsumer('step', by);
    const bytes = await output.step(how, left);
    return { bytes, taken: output.taken };
  }

  /**
   * The script of `session` reads from now on, from where the former consumer stood.
   * @param by the session's name in the record
   */
  takeLease(session: string, by: string): void {
    this.#lease = session;
    for (const output of this.#outputs) output.setConsumer('script', by);
    this.#backlog.begin();
  }

  /** The script of `session` is gone: its streams stay where they are, paused. */
  loseLease(session: string): void {
    if (this.#lease !== session) return;
    for (const output of this.#outputs) if (output.consumer === 'script') output.setConsumer('paused');
    this.#endLease();
  }

  /** The script of `session` has taken `total` bytes in all. Ignored from anyone else. */
  taken(session: string, fd: OutputFd, total: number, want: boolean): void {
    if (this.#lease !== session) return;
    const output = this.#find(fd);
    if (output?.consumer === 'script') output.take(total, want);
  }

  /** The script of `session` has been sent the record up to `seq`. */
  sent(session: string, seq: number): void {
    if (this.#lease === session) this.#backlog.sent(seq);
  }

  #find(fd: OutputFd): RunOutput | undefined {
    return this.#outputs.find((output) => output.fd === fd);
  }

  #endLease(): void {
    this.#lease = null;
    this.#backlog.end();
  }
}
