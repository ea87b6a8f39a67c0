import { closeFd, duplicateFd } from '../os/fd.ts';
import { unreadBytes } from '../os/pipe.ts';
import { type Pty, resizePty } from '../os/pty.ts';

/**
 * The terminal of one child, seen from this process.
 *
 *     held --leader exited, nothing left to read--> released --last program has closed it--> end of file --> closed
 *
 * While held, this process keeps the programs' side open too: a program may close the terminal and open it again, and
 * output that is on its way must not be overtaken by the end. What reads it calls `progress` after each read and
 * `closed` at the end; it owns the master, and nothing here touches it after that.
 */
export class Terminal {
  /** What the reader reads. Whoever does takes it over. */
  readonly master: number;
  readonly #pty: Pty;
  #leaderExited = false;
  #held = true;
  #open = true;

  constructor(pty: Pty) {
    this.#pty = pty;
    this.master = pty.master;
  }

  /** What a child opens. */
  get path(): string {
    return this.#pty.path;
  }

  /** A second descriptor of the master, for a writer: two watches on one are not possible. */
  duplicateMaster(): number {
    return duplicateFd(this.master, 3);
  }

  /** Sets the size; nothing once it is closed. */
  resize(columns: number, rows: number): void {
    if (this.#open) resizePty(this.#pty, columns, rows);
  }

  /** The child has exited; others may still have the terminal open. */
  leaderExited(): void {
    this.#leaderExited = true;
    this.progress();
  }

  /** Something may have been read. */
  progress(): void {
    if (this.#leaderExited && this.#held && this.#open && unreadBytes(this.master) === 0) this.#release();
  }

  /** The reader has closed the master. */
  closed(): void {
    this.#open = false;
    this.#release();
  }

  #release(): void {
    if (!this.#held) return;
    this.#held = false;
    closeFd(this.#pty.slave);
  }
}
