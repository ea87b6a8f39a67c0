import { closeSync, constants, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Journal, JournalFields } from '../session/journal.ts';

/**
 * Where accepted and refused connections are written down, and every spawn, signal and exit. Never throws: a full disk
 * loses entries, not the agent, and what was lost is counted in the next entry that can be written.
 */
export type Audit = Journal;

/** Longest text of one field, in UTF-16 units: what a peer sent may be long. */
const MAX_TEXT = 512;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/** Everything but printable ASCII: a log must not move a terminal's cursor nor hide what it says. */
const UNSAFE = /[^\x20-\x7e]/gu;

/**
 * JSON lines in a file, mode 0600. When the file is full it becomes `PATH.1`, so that the log takes at most twice
 * `maxBytes`.
 */
export class AuditLog implements Audit {
  readonly #path: string;
  readonly #maxBytes: number;
  /** Null once closed: the number may belong to a socket by then. */
  #fd: number | null;
  #size: number;
  /** Entries that could not be written since the last one that could. */
  #lost = 0;

  /** @throws Error of open(2), as when `path` is a symbolic link */
  constructor(path: string, maxBytes: number) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    const fd = openSync(path, FLAGS, 0o600);
    this.#fd = fd;
    this.#size = fstatSync(fd).size;
  }

  record(event: string, fields: JournalFields = {}): void {
    if (this.#fd === null) return;
    const time = new Date().toISOString();
    const lost = this.#lost === 0 ? '' : auditLine({ time, event: 'entries-lost', count: this.#lost });
    const lines = Buffer.from(lost + auditLine({ time, event, ...fields }));
    try {
      if (this.#size + lines.length > this.#maxBytes) this.#fd = this.#rotate(this.#fd);
      this.#size += writeSync(this.#fd, lines);
      this.#lost = 0;
    } catch {
      // Nobody to tell now: the log is what failed.
      this.#lost += 1;
    }
  }

  /** Ends the log; what is recorded later is dropped. */
  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #rotate(full: number): number {
    try {
      renameSync(this.#path, `${this.#path}.1`);
    } catch (error) {
      // Moved before, when there was no descriptor for the new file: only that is still to be made.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const fd = openSync(this.#path, FLAGS, 0o600);
    this.#size = 0;
    closeSync(full);
    return fd;
  }
}

function auditLine(entry: JournalFields): string {
  const cut = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}...` : value;
  const escape = (character: string): string =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  return `${JSON.stringify(entry, cut).replace(UNSAFE, escape)}\n`;
}
