import type { RecordFrame } from '../record/decode.ts';
import { Attachment, type AttachmentListener, type AttachmentPort } from './attachment.ts';
import { ConnectionLostError } from './errors.ts';

/** A frame that came before it was known whose it is. */
interface EarlyFrame {
  readonly source: number;
  readonly frame: RecordFrame;
  readonly bytes: number;
}

/**
 * All attachments of a client; gives each record frame to the one it was sent for. Frames name only their run: whose
 * they are the agent says (`source`) before the first one, and whenever that changes.
 */
export class Attachments {
  readonly #port: AttachmentPort;
  readonly #all = new Set<Attachment>();
  readonly #byNumber = new Map<number, Attachment>();
  /** By run: number of the attachment whose frames come now. */
  readonly #sources = new Map<string, number>();
  #early: EarlyFrame[] = [];

  constructor(port: Omit<AttachmentPort, 'removed' | 'numbered'>) {
    this.#port = {
      clock: port.clock,
      attach: (run, from, credit) => port.attach(run, from, credit),
      detach: (attachment) => port.detach(attachment),
      credit: (attachment, bytes) => port.credit(attachment, bytes),
      numbered: (id, attachment) => this.#numbered(id, attachment),
      removed: (attachment) => this.#removed(attachment),
    };
  }

  /** @param isOpen when false, `resume` will ask for it. */
  add(run: string, from: number, listener: AttachmentListener, isOpen: boolean): Attachment {
    const attachment = new Attachment(this.#port, run, from, listener);
    this.#all.add(attachment);
    if (isOpen) this.#ask(attachment);
    return attachment;
  }

  /** The record frames of this run that follow are those of this attachment. */
  source(run: string, attachment: number): void {
    this.#sources.set(run, attachment);
  }

  /**
   * A frame may come in the same turn as the answer that numbers its attachment, so it is kept while an answer is
   * awaited. One of an attachment that was closed meanwhile is dropped.
   * @throws ProtocolError when the frame leaves a hole.
   */
  receive(frame: RecordFrame, bytes: number): void {
    const source = this.#sources.get(frame.run);
    if (source !== undefined) this.#give({ source, frame, bytes });
  }

  resume(): void {
    for (const attachment of [...this.#all]) this.#ask(attachment);
  }

  cut(): void {
    this.#byNumber.clear();
    this.#sources.clear();
    this.#early = [];
    for (const attachment of this.#all) attachment.cut();
  }

  fail(error: Error): void {
    for (const attachment of [...this.#all]) attachment.fail(error);
  }

  /** Ends those of one run. */
  failRun(run: string, error: Error): void {
    for (const attachment of [...this.#all]) if (attachment.run === run) attachment.fail(error);
    this.#sources.delete(run);
  }

  #give(early: EarlyFrame): void {
    const attachment = this.#byNumber.get(early.source);
    if (attachment !== undefined) attachment.receive(early.frame, early.bytes);
    else if (this.#isAwaited(early.frame.run)) this.#early.push(early);
  }

  /** True while an answer is to come that numbers an attachment of this run. */
  #isAwaited(run: string): boolean {
    for (const attachment of this.#all) if (attachment.run === run && attachment.id === null) return true;
    return false;
  }

  #numbered(id: number, attachment: Attachment): void {
    this.#byNumber.set(id, attachment);
    for (const early of this.#early.splice(0)) this.#give(early);
  }

  #removed(attachment: Attachment): void {
    this.#all.delete(attachment);
    if (attachment.id !== null) this.#byNumber.delete(attachment.id);
    this.#early = this.#early.filter(({ frame }) => this.#isAwaited(frame.run));
  }

  #ask(attachment: Attachment): void {
    attachment.resume().catch((error: unknown) => {
      if (!(error instanceof ConnectionLostError)) {
        attachment.fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
}
