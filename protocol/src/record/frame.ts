/**
 * A frame is several entries of one run in one binary message. It holds nothing of a connection, so the same
 * bytes go to every viewer. Little-endian throughout.
 *
 *      0  u8   version, 1                     entry:  0  u8   kind
 *      1  u8   kind                                   1  u8   stream
 *      2  u16  flags, 0                               2  u16  flags
 *      4  u32  length of what follows the header      4  u32  payload length
 *      8  16 B run ULID                               8  u64  offset
 *     24  u64  seq of the first entry                16  u64  time, microseconds since spawn
 *     32  u64  time of the first entry               24  payload, then at once the next entry
 *     40  u32  number of entries
 *     44  u32  tag: 0, or the request or attachment a rows or bytes frame answers
 */
export const FRAME_VERSION = 1;
/** Bytes before the first entry. */
export const FRAME_HEADER_BYTES = 48;
/** Bytes of an entry before its payload. */
export const ENTRY_HEADER_BYTES = 24;
/** Largest frame anyone accepts, in bytes: what the socket's largest message allows. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** What a frame holds. */
export const FrameKind = {
  /** Consecutive entries of a record. */
  record: 1,
  /** Rows by number, an answer. */
  rows: 2,
  /** Bytes for a child's stdin, from client to agent. */
  stdin: 3,
  /** Bytes of one stream, an answer. */
  bytes: 4,
} as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

/** Where the parts of a frame's header are. */
export const HeaderAt = {
  version: 0,
  kind: 1,
  flags: 2,
  body: 4,
  run: 8,
  seq: 24,
  time: 32,
  count: 40,
  tag: 44,
} as const;
/** Where the parts of an entry's header are, from its first byte. */
export const EntryAt = { kind: 0, stream: 1, flags: 2, length: 4, offset: 8, time: 16 } as const;

/** Flags of an entry; what is not named is 0. */
export const EntryFlag = {
  /**
   * On the last entry of a record frame, kind data: the entry's bytes go on in the next frame, whose first entry
   * has the same seq and the next offset. Made for a viewer whose credit is smaller than the entry; never stored.
   */
  more: 1,
  /** On a row: no newline has come (yet). */
  unterminated: 1,
  /** On a row: only its first bytes are here. */
  cut: 2,
} as const;

/** Kinds of entries in a rows frame. */
export const RowsEntryKind = { counts: 64, row: 65 } as const;

/** Bytes that are not a frame of this version. Says what is wrong and where. */
export class FrameError extends Error {
  static {
    this.prototype.name = 'FrameError';
  }
  readonly code = 'PS_BAD_FRAME';
}
