/** Lines that are shown of a paste. */
const FIRST_LINES = 6;
/** Bytes of a paste that are looked at for them. */
const LOOKED_AT = 2_048;
const NEWLINE = 10;

/** What there is to know of a paste before it is sent. */
export interface PasteFacts {
  readonly bytes: number;
  /** Lines begun: one without a newline at its end counts. */
  readonly lines: number;
  readonly endsWithNewline: boolean;
  /** The text of the first few lines, cut. */
  readonly first: string;
  /** True when `first` is not all. */
  readonly more: boolean;
}

/** Looks at bytes that are about to be sent. */
export function pasteFacts(bytes: Uint8Array): PasteFacts {
  let newlines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) newlines += 1;
  const endsWithNewline = bytes.at(-1) === NEWLINE;
  const head = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT), { stream: true });
  const first = head.split('\n').slice(0, FIRST_LINES).join('\n');
  return {
    bytes: bytes.length,
    lines: newlines + (endsWithNewline || bytes.length === 0 ? 0 : 1),
    endsWithNewline,
    first,
    more: first.length < head.trimEnd().length || bytes.length > LOOKED_AT,
  };
}
