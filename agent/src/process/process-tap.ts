import type { ExitStatus } from '../os/exit-status.ts';

/** Sees everything that goes through a child's pipes, and the exit, before the child's consumer does. */
export interface ProcessTap {
  /** One read(2) of stdout (1) or stderr (2). */
  data(stream: 1 | 2, bytes: Uint8Array): void;
  /**
   * Bytes of stdin as one write(2) accepted them. `unseen`: the terminal did not show what is typed, as for a password.
   */
  accepted(bytes: Uint8Array, unseen: boolean): void;
  /** The stream is over: at its end, failed, or (stdin) closed here or by the child. */
  eof(stream: 0 | 1 | 2): void;
  /** The process has ended and is reaped; its pipes may still hold output. */
  exited(status: ExitStatus): void;
}
