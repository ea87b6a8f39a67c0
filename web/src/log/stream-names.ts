const STDIN = { stream: 'stdin', word: 'in' } as const;
const STDOUT = { stream: 'stdout', word: 'out' } as const;
const STDERR = { stream: 'stderr', word: 'err' } as const;

/** The names of a stream: as streams are called, and as the mark beside its lines is written. */
export type StreamNames = typeof STDIN | typeof STDOUT | typeof STDERR;

/** @param stream 0 stdin, 1 stdout, 2 stderr */
export function streamNames({ stream }: { readonly stream: number }): StreamNames {
  return stream === 0 ? STDIN : stream === 2 ? STDERR : STDOUT;
}

/** Bytes up to which a line that came cut can be shown or copied whole. */
export const SHOW_ALL_BYTES = 1_000_000;
