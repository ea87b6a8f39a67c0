import type { RecordFrame } from '../record/decode.ts';
import { Attachment, type AttachmentListener, type AttachmentPort } from './attachment.ts';
import { ConnectionLostError } from './errors.ts';

/** All attachments of a client; gives each record frame to the one that waits for it. */
export class Attachments {
  readonly #port: AttachmentPort;
  readonly #all = new Set<Attachment>();

  constructor(port: Omit<AttachmentPort, 'removed'>) {
    this.#port = {
      clock: port.clock,
      attach: (run, from, credit) => port.attach(run, from, credit),
      detach: (attachment) => port.detach(attachment),
      credit: (attachment, bytes) => port.credit(attachment, bytes),
      removed: (attachment) => this.#all.delete(attachment),
    };
  }

  /** @param isOpen when false, `resume` will ask for it. */
  add(run: string, from: number, listener: AttachmentListener, isOpen: boolean): Attachment {
    const attachment = new Attachment(this.#port, run, from, listener);
    this.#all.add(attachment);
    if (isOpen) this.#ask(attachment);
    return attachment;
  }

  /** @throws ProtocolError when the frame leaves a hole. */
  receive(frame: RecordFrame, frameBytes: number): void {
    const ofRun = [...this.#all].filter((attachment) => attachment.run === frame.run);
    const waiting = ofRun.filter((attachment) => attachment.expects(frame));
    const [behind] = waiting.sort((a, b) => a.nextSeq - b.nextSeq);
    const chosen = behind ?? (ofRun.length === 1 ? ofRun[0] : undefined);
    chosen?.receive(frame, frameBytes);
  }

  resume(): void {
    for (const attachment of [...this.#all]) this.#ask(attachment);
  }

  cut(): void {
    for (const attachment of this.#all) attachment.cut();
  }

  fail(error: Error): void {
    for (const attachment of [...this.#all]) attachment.fail(error);
  }

  #ask(attachment: Attachment): void {
    attachment.resume().catch((error: unknown) => {
      if (!(error instanceof ConnectionLostError)) {
        attachment.fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
}
