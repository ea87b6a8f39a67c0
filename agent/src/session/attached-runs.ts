import type { Attachment } from './attachment.ts';
import type { Run } from './run.ts';

/** The attachments of one connection, by run. */
export class AttachedRuns {
  readonly #runs = new Map<Run, { readonly attachments: Set<Attachment>; source: Attachment | null }>();

  add(attachment: Attachment): void {
    const known = this.#runs.get(attachment.run);
    if (known === undefined) this.#runs.set(attachment.run, { attachments: new Set([attachment]), source: null });
    else known.attachments.add(attachment);
  }

  delete(attachment: Attachment): void {
    const known = this.#runs.get(attachment.run);
    known?.attachments.delete(attachment);
    if (known?.attachments.size === 0) this.#runs.delete(attachment.run);
  }

  /** Frames of this attachment come next. False when the last ones of its run were its own too. */
  changeSource(attachment: Attachment): boolean {
    const known = this.#runs.get(attachment.run);
    if (known === undefined || known.source === attachment) return false;
    known.source = attachment;
    return true;
  }

  /** Seq up to which every attachment of the run has been sent the record; null when it has none. */
  leastSent(run: Run): number | null {
    let least: number | null = null;
    for (const { position } of this.#runs.get(run)?.attachments ?? []) least = Math.min(least ?? position, position);
    return least;
  }
}
