import { describe, expect, it } from 'vitest';
import { encodeBytes } from './bytes.ts';
import { decodeFrame } from './decode.ts';
import { runBytes } from './encode.ts';
import { StreamId } from './entry.ts';
import { FrameError, FrameKind } from './frame.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const RUN_HEX = hex(runBytes(RUN));

describe('a bytes frame', () => {
  const whole = { run: RUN, tag: 9, stream: StreamId.stderr, offset: 300 };

  it('has golden bytes', () => {
    const bytes = encodeBytes({ ...whole, pieces: [ascii('a\xff'), ascii('b')] });
    expect(hex(bytes)).toBe(
      `0104000033000000${RUN_HEX}0000000000000000000000000000000002000000 09000000
       02020000020000002c010000000000000000000000000000 61ff
       02020000010000002e010000000000000000000000000000 62`.replaceAll(/\s/g, ''),
    );
    expect(decodeFrame(bytes)).toEqual({ kind: FrameKind.bytes, ...whole, pieces: [ascii('a\xff'), ascii('b')] });
  });

  it('may hold nothing', () => {
    expect(decodeFrame(encodeBytes({ ...whole, pieces: [] }))).toEqual({ kind: FrameKind.bytes, ...whole, pieces: [] });
  });

  it('has no holes, one stream and no flags', () => {
    for (const [at, value] of [
      [48 + 8, 45],
      [48 + 1, 3],
      [48 + 2, 1],
      [48, 3],
    ] as const) {
      const bytes = encodeBytes({ ...whole, pieces: [ascii('a\xff'), ascii('b')] });
      bytes[at] = value;
      expect(() => decodeFrame(bytes)).toThrow(FrameError);
    }
  });
});
