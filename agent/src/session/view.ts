import type { AgentMessage } from '@pipescope/protocol';
import type { Limits } from '../recording/limits.ts';
import { AttachedRuns } from './attached-runs.ts';
import { Attachment } from './attachment.ts';
import type { Connection } from './connection.ts';
import { RequestError } from './request-error.ts';
import type { Run } from './run.ts';
import { runInfo } from './run-info.ts';
import type { RunListener, RunRegistry } from './run-registry.ts';
import { RunsPush } from './runs-push.ts';
import type { Session } from './session.ts';
import { Watch } from './watch.ts';

/** Numbers of attachments begin here, so that none is also the id of a request: both are tags of rows frames. */
const FIRST_ATTACHMENT = 0x8000_0000;

/**
 * What one connection sees: attachments, watches, the list. It ends with the connection; a client that comes back
 * attaches again where it was.
 */
export class View implements RunListener {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #registry: RunRegistry;
  readonly #limits: Limits;
  readonly #attachments = new Map<number, { readonly attachment: Attachment; readonly stop: () => void }>();
  readonly #attachedRuns = new AttachedRuns();
  readonly #watches = new Map<number, Watch>();
  readonly #push: RunsPush;
  /** Answers that wait for room, in the order in which they were asked for. */
  #answers: (() => void)[] = [];
  /** Of work that is only worth doing while somebody is here. */
  readonly #working = new Set<AbortController>();
  #lastId = FIRST_ATTACHMENT;
  #unsubscribe: (() => void) | null = null;
  /** Something has waited for room since all was served last. */
  #full = false;

  constructor(connection: Connection, session: Session, registry: RunRegistry, limits: Limits) {
    this.#connection = connection;
    this.#session = session;
    this.#registry = registry;
    this.#limits = limits;
    this.#push = new RunsPush(limits.runsPushMillis, (runs) => this.#sendRuns(runs));
    connection.onDrain(() => this.#drained());
  }

  /** The connection this view belongs to. */
  get connection(): Connection {
    return this.#connection;
  }

  send(message: AgentMessage): void {
    this.#connection.send(message);
  }

  /**
   * Sends a frame that answers a request: now, or when the socket has room; it is made only then. Rejects with what
   * `make` throws.
   * @throws RequestError when too many wait
   */
  answer(make: () => Uint8Array): Promise<undefined> | undefined {
    if (this.#answers.length === 0 && this.#hasRoom()) {
      this.#connection.sendFrame(make());
      return undefined;
    }
    if (this.#answers.length >= this.#limits.answersWaiting) {
      throw new RequestError('PS_TOO_MANY', `${this.#answers.length} answers wait already. Read them first.`);
    }
    return new Promise((resolve, reject) => {
      this.#answers.push(() => {
        try {
          this.#connection.sendFrame(make());
          resolve(undefined);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  /** From now on changes of runs are told. */
  subscribe(): void {
    this.#unsubscribe ??= this.#registry.listen(this);
  }

  changed(run: Run): void {
    this.#push.changed(run);
  }

  gone(run: Run): void {
    this.#push.gone(run);
    for (const [id, { attachment }] of this.#attachments) if (attachment.run === run) this.detach(id);
    for (const [id, watch] of this.#watches) if (watch.run === run) this.detach(id);
    this.send({ op: 'gone', run: run.id });
  }

  attach(run: Run, from: number, credit: number): { attachment: number; from: number } {
    const id = this.#newId();
    const pump = () => this.#pump(attachment);
    const attachment = new Attachment(id, run, from, credit, pump);
    this.#attachments.set(id, { attachment, stop: run.record.onGrow(pump) });
    this.#attachedRuns.add(attachment);
    setImmediate(pump);
    return { attachment: id, from: attachment.position };
  }

  watch(run: Run, tail: number): number {
    const id = this.#newId();
    this.#watches.set(id, new Watch(id, run, tail, this.#limits, (frame) => this.#sendIfRoom(frame)));
    return id;
  }

  /** Ends an attachment or watch; nothing happens when there is none. */
  detach(id: number): void {
    const attached = this.#attachments.get(id);
    if (attached !== undefined) {
      this.#detach(attached);
      this.#tellSent(attached.attachment.run);
    }
    this.#watches.get(id)?.close();
    this.#watches.delete(id);
  }

  grant(id: number, credit: number): void {
    const attached = this.#attachments.get(id);
    if (attached === undefined) return;
    attached.attachment.grant(credit);
    this.#pump(attached.attachment);
  }

  ack(id: number): void {
    this.#watches.get(id)?.ack();
  }

  /** Does something whose result only this connection can be told; the signal says that the connection is gone. */
  async whileOpen<Result>(work: (left: AbortSignal) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    this.#working.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#working.delete(controller);
    }
  }

  /** Sends everything that is due. */
  flush(): void {
    for (const { attachment } of this.#attachments.values()) this.#pump(attachment);
    for (const watch of this.#watches.values()) watch.flush();
    this.flushRuns();
  }

  /** Tells now of the runs that have changed. */
  flushRuns(): void {
    this.#push.flush();
  }

  close(): void {
    // What a script was not sent stays so: the others go with its own attachment.
    for (const attached of [...this.#attachments.values()]) this.#detach(attached);
    for (const id of [...this.#watches.keys()]) this.detach(id);
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#push.stop();
    this.#answers = [];
    for (const controller of this.#working) controller.abort();
  }

  #detach({ attachment, stop }: { readonly attachment: Attachment; readonly stop: () => void }): void {
    stop();
    attachment.close();
    this.#attachments.delete(attachment.id);
    this.#attachedRuns.delete(attachment);
  }

  /** A script may have several attachments of its run; which one feeds it is not known here, so the last one counts. */
  #tellSent(run: Run): void {
    if (run.consumers.lease !== this.#session.key) return;
    const sent = this.#attachedRuns.leastSent(run);
    if (sent !== null) run.consumers.sent(this.#session.key, sent);
  }

  #newId(): number {
    if (this.#attachments.size + this.#watches.size >= this.#limits.attachments) {
      throw new RequestError('PS_TOO_MANY', `${this.#limits.attachments} attachments are open. Detach some first.`);
    }
    return ++this.#lastId;
  }

  /** Sends what one attachment may have. */
  #pump(attachment: Attachment): void {
    if (!this.#attachments.has(attachment.id)) return;
    while (this.#hasRoom()) {
      const frame = attachment.next();
      if (frame === null) break;
      this.#sendRecord(attachment, frame);
    }
    this.#tellSent(attachment.run);
  }

  /** Frames name their run only, so it is said first whose they are. */
  #sendRecord(attachment: Attachment, frame: Uint8Array): void {
    const { id, run } = attachment;
    if (this.#attachedRuns.changeSource(attachment)) this.send({ op: 'source', run: run.id, attachment: id });
    this.#connection.sendFrame(frame);
  }

  #sendIfRoom(frame: Uint8Array): boolean {
    if (!this.#hasRoom()) return false;
    this.#connection.sendFrame(frame);
    return true;
  }

  /** False while the socket has enough: everyone on this connection waits for it to drain, and nobody else does. */
  #hasRoom(): boolean {
    const isFull = this.#connection.bufferedAmount > this.#limits.sendBuffer;
    this.#full ||= isFull;
    return !isFull;
  }

  /** One frame of each in turn, so that no attachment waits behind the flood of another. */
  #drained(): void {
    if (!this.#full || !this.#hasRoom()) return;
    this.#full = false;
    while (this.#answers.length > 0 && this.#hasRoom()) this.#answers.shift()?.();
    for (const watch of this.#watches.values()) watch.wake();
    this.#push.flush();
    let more = true;
    while (more) {
      more = false;
      for (const { attachment } of this.#attachments.values()) {
        if (!this.#hasRoom()) return;
        const frame = attachment.next();
        if (frame === null) continue;
        this.#sendRecord(attachment, frame);
        this.#tellSent(attachment.run);
        more = true;
      }
    }
  }

  #sendRuns(runs: readonly Run[]): boolean {
    if (!this.#hasRoom()) return false;
    this.send({ op: 'runs', runs: runs.map((run) => runInfo(run, this.#session.identity.role)) });
    return true;
  }
}
