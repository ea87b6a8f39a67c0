/** How a process ended and what it used, as wait4(2) tells it. */
export interface ExitStatus {
  /** 0-255; -N when ended by signal N, real-time signals included; null when something else collected the status. */
  readonly returncode: number | null;
  /** Whether a core file was written. */
  readonly coreDumped: boolean;
  /** CPU seconds of the process and of those of its children it waited for. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** The most memory any one of these held, in KiB; null when it could not be told. */
  readonly maxRssKib: number | null;
}

/** `struct rusage` on 64-bit Linux: two timevals, then maxrss. */
export const RUSAGE_SIZE = 144;

/** The status of a process that something else has reaped. */
export const LOST_STATUS: ExitStatus = {
  returncode: null,
  coreDumped: false,
  userSeconds: 0,
  systemSeconds: 0,
  maxRssKib: null,
};

/**
 * Reads what wait4(2) wrote.
 * @param floorKib memory of this process when it made the child. The kernel counts it as the child's, which shared it
 *   until exec, so that a maximum is known only when it is above.
 */
export function exitStatus(status: number, usage: Uint8Array, floorKib: number): ExitStatus {
  const view = new DataView(usage.buffer, usage.byteOffset, usage.length);
  const number = (offset: number): number => Number(view.getBigInt64(offset, true));
  const maxRss = number(32);
  const signal = status & 0x7f;
  return {
    returncode: signal === 0 ? (status >> 8) & 0xff : -signal,
    coreDumped: signal !== 0 && (status & 0x80) !== 0,
    userSeconds: number(0) + number(8) / 1e6,
    systemSeconds: number(16) + number(24) / 1e6,
    maxRssKib: maxRss > floorKib ? maxRss : null,
  };
}
