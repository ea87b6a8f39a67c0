/** Exit statuses of the commands; those above 63 are from sysexits.h. */
export const EXIT = {
  ok: 0,
  /** What was asked for could not be done: the words before it say why. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The agent would be open to the network without protection (EX_CONFIG). */
  config: 78,
} as const;

/** An end of a command that people can understand: its message is printed as it is, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
