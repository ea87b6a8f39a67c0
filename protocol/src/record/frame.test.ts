import { describe, expect, it } from 'vitest';
import type { RecordFrame } from './decode.ts';
import { decodeFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { FrameError, FrameKind, MAX_FRAME_BYTES } from './frame.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { RowsWriter } from './rows.ts';
import { encodeStdin } from './stdin.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const start = { kind: FrameKind.record, run: runBytes(RUN), seq: 5, time: 1_000 };

const RUN_HEX = hex(runBytes(RUN));

/** Every kind of entry a record can hold, as bytes, written by hand from the layout. */
const golden: { name: string; kind: EntryKind; stream: StreamId; offset: number; payload: Uint8Array; hex: string }[] =
  [
    {
      name: 'spawn',
      kind: EntryKind.spawn,
      stream: StreamId.none,
      offset: 0,
      payload: encodePayload(EntryKind.spawn, { pid: 7, wall: 1 }),
      hex: '01ff0000 12000000 0000000000000000 e803000000000000 7b22706964223a372c2277616c6c223a317d',
    },
    {
      name: 'data',
      kind: EntryKind.data,
      stream: StreamId.stdout,
      offset: 2 ** 32 + 2,
      payload: ascii('hi\n\xff'),
      hex: '02010000 04000000 0200000001000000 e803000000000000 68690aff',
    },
    {
      name: 'eof',
      kind: EntryKind.eof,
      stream: StreamId.stderr,
      offset: 3,
      payload: encodePayload(EntryKind.eof, { bytes: 3, crc32: 9 }),
      hex: '03020000 15000000 0300000000000000 e803000000000000 7b226279746573223a332c226372633332223a397d',
    },
    {
      name: 'exit',
      kind: EntryKind.exit,
      stream: StreamId.none,
      offset: 0,
      payload: ascii(
        '{"returncode":-9,"coreDumped":false,"userSeconds":0.5,"systemSeconds":0,"maxRssKib":null,"unread":{"stdout":1,"stderr":0},"streamsOpen":["stdout"]}',
      ),
      hex: `04ff0000 93000000 0000000000000000 e803000000000000 ${hex(
        ascii(
          '{"returncode":-9,"coreDumped":false,"userSeconds":0.5,"systemSeconds":0,"maxRssKib":null,"unread":{"stdout":1,"stderr":0},"streamsOpen":["stdout"]}',
        ),
      )}`,
    },
    {
      name: 'signal',
      kind: EntryKind.signal,
      stream: StreamId.none,
      offset: 0,
      payload: encodePayload(EntryKind.signal, { signal: 15, target: 'group', by: 's' }),
      hex: `05ff0000 27000000 0000000000000000 e803000000000000 ${hex(ascii('{"signal":15,"target":"group","by":"s"}'))}`,
    },
    {
      name: 'flow',
      kind: EntryKind.flow,
      stream: StreamId.stdout,
      offset: 0,
      payload: encodePayload(EntryKind.flow, { paused: true, reason: 'consumer' }),
      hex: `06010000 23000000 0000000000000000 e803000000000000 ${hex(ascii('{"paused":true,"reason":"consumer"}'))}`,
    },
    {
      name: 'consumer',
      kind: EntryKind.consumer,
      stream: StreamId.stderr,
      offset: 0,
      payload: encodePayload(EntryKind.consumer, { consumer: 'follow' }),
      hex: `07020000 15000000 0000000000000000 e803000000000000 ${hex(ascii('{"consumer":"follow"}'))}`,
    },
    {
      name: 'spawn on a terminal',
      kind: EntryKind.spawn,
      stream: StreamId.none,
      offset: 0,
      payload: encodePayload(EntryKind.spawn, { pid: 7, wall: 1, terminal: { columns: 80, rows: 24 } }),
      hex: `01ff0000 36000000 0000000000000000 e803000000000000 ${hex(ascii('{"pid":7,"wall":1,"terminal":{"columns":80,"rows":24}}'))}`,
    },
    {
      name: 'resize',
      kind: EntryKind.resize,
      stream: StreamId.none,
      offset: 0,
      payload: encodePayload(EntryKind.resize, { columns: 100, rows: 40, by: 's' }),
      hex: `09ff0000 22000000 0000000000000000 e803000000000000 ${hex(ascii('{"columns":100,"rows":40,"by":"s"}'))}`,
    },
    {
      name: 'gap',
      kind: EntryKind.gap,
      stream: StreamId.none,
      offset: 9,
      payload: encodePayload(EntryKind.gap, {
        fromSeq: 5,
        toSeq: 9,
        reason: 'memory',
        bytes: { stdin: 0, stdout: 4, stderr: 0 },
      }),
      hex: `08ff0000 53000000 0900000000000000 e803000000000000 ${hex(
        ascii('{"fromSeq":5,"toSeq":9,"reason":"memory","bytes":{"stdin":0,"stdout":4,"stderr":0}}'),
      )}`,
    },
  ];

/** What becomes of bytes: `frame`, or the name of the error. */
function outcome(bytes: Uint8Array): string {
  try {
    decodeFrame(bytes);
    return 'frame';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

describe('golden bytes', () => {
  it.each(golden)('a record frame with one $name entry', ({ kind, stream, offset, payload, hex: entryHex }) => {
    const writer = new FrameWriter(start);
    writer.append(kind, stream, offset, 1_000, payload);
    const bytes = writer.seal();
    const entry = unhex(entryHex);
    const body = hex(Uint8Array.of(entry.length & 255, entry.length >> 8, 0, 0));
    expect(hex(bytes)).toBe(`01010000${body}${RUN_HEX}0500000000000000e8030000000000000100000000000000${hex(entry)}`);
    const frame = decodeFrame(bytes) as RecordFrame;
    expect(frame.run).toBe(RUN);
    expect(frame.entries).toEqual([{ kind, stream, seq: 5, offset, time: 1_000, payload }]);
    expect(frame.nextSeq).toBe(kind === EntryKind.gap ? 9 : 6);
  });

  it('a rows frame', () => {
    const streams = { stdin: null, stdout: { bytes: 3, lines: 2, ended: false }, stderr: null };
    const counts = { rows: 2, firstRow: 1, from: 1, streams };
    const writer = new RowsWriter({ run: runBytes(RUN), tag: 77, counts, first: 1 });
    const row = { stream: StreamId.stdout, line: 1, offset: 0, time: 9, length: 2, bytes: ascii('a'), cut: false };
    writer.append({ ...row, unterminated: false });
    writer.append({ ...row, line: 2, offset: 2, length: 1, bytes: ascii('b'), unterminated: true });
    const json = hex(ascii(JSON.stringify(counts)));
    const bytes = writer.seal();
    expect(hex(bytes)).toBe(
      `01020000${hex(Uint8Array.of(json.length / 2 + 24 + 82))}000000${RUN_HEX}010000000000000000000000000000000300 00004d000000
       40ff0000${hex(Uint8Array.of(json.length / 2))}00000000000000000000000000000000000000${json}
       41010000110000000000000000000000090000000000000001000000000000000200000000000000 61
       41010100110000000200000000000000090000000000000002000000000000000100000000000000 62`.replaceAll(/\s/g, ''),
    );
    expect(decodeFrame(bytes)).toEqual({
      kind: FrameKind.rows,
      run: RUN,
      tag: 77,
      counts,
      rows: [
        { ...row, number: 1, unterminated: false },
        { ...row, number: 2, line: 2, offset: 2, length: 1, bytes: ascii('b'), unterminated: true },
      ],
    });
  });

  it('a stdin frame', () => {
    const bytes = encodeStdin(RUN, 300, ascii('x\n'));
    expect(hex(bytes)).toBe(
      `010300001a000000${RUN_HEX}0000000000000000000000000000000001000000000000000200000002000000 2c01000000000000 0000000000000000 780a`.replaceAll(
        ' ',
        '',
      ),
    );
    expect(decodeFrame(bytes)).toEqual({
      kind: FrameKind.stdin,
      run: RUN,
      chunks: [{ offset: 300, bytes: ascii('x\n') }],
    });
  });
});

describe('a record frame', () => {
  const three = () => {
    const writer = new FrameWriter({ ...start, capacity: 64 });
    writer.append(EntryKind.data, StreamId.stdout, 0, 1_000, ascii('one\n'));
    writer.append(EntryKind.data, StreamId.stderr, 0, 1_001, new Uint8Array(0));
    writer.append(EntryKind.data, StreamId.stdout, 4, 1_002, ascii('two'));
    return writer.seal();
  };

  it('gives payloads as views on its own bytes', () => {
    const bytes = three();
    const frame = decodeFrame(bytes) as RecordFrame;
    expect(frame.entries.map((entry) => [entry.seq, entry.payload.buffer === bytes.buffer])).toEqual([
      [5, true],
      [6, true],
      [7, true],
    ]);
  });

  it('is refused when cut at any byte or when a byte follows it', () => {
    const bytes = three();
    for (let end = 0; end < bytes.length; end++) expect(() => decodeFrame(bytes.slice(0, end))).toThrow(FrameError);
    expect(() => decodeFrame(Uint8Array.from([...bytes, 0]))).toThrow(FrameError);
  });

  it('with any one byte changed is decoded within its bounds or refused with FrameError, never anything else', () => {
    for (const bytes of [three(), encodeStdin(RUN, 1, ascii('abc'))]) {
      for (let at = 0; at < bytes.length; at++) {
        for (const flip of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
          const bad = bytes.slice();
          bad[at] = (bad[at] as number) ^ flip;
          expect(outcome(bad)).toMatch(/^(frame|FrameError)$/);
        }
      }
    }
  });

  it.each([
    ['version', 0, 2, 'version 2'],
    ['frame kind', 1, 9, 'unknown frame kind 9'],
    ['frame flags', 2, 1, 'unknown frame flags 1'],
    ['body length', 4, 0, 'promises 0 bytes'],
    ['no entries', 40, 0, 'no entries'],
    ['too many entries', 43, 1, 'do not fit'],
    ['seq beyond 2^53-1', 31, 1, 'seq beyond'],
    ['time beyond 2^53-1', 38, 0x20, 'time beyond'],
    ['entry kind', 48, 99, 'unknown kind 99'],
    ['stream', 49, 3, 'names stream 3'],
    ['flags of an inner entry', 50, 1, 'unknown flags 1'],
    ['payload length', 55, 0x7f, 'entry 0 promises'],
    ['offset beyond 2^53-1', 62, 0x20, 'offset of entry 0 beyond'],
  ])('with a wrong %s says so', (_what, at, value, words) => {
    const bytes = three();
    bytes[at] = value;
    expect(() => decodeFrame(bytes)).toThrow(words);
  });

  it('is accepted at the largest size and refused one byte above it', () => {
    const ofSize = (bytes: number) => {
      const writer = new FrameWriter(start);
      writer.append(EntryKind.data, 1, 0, 0, new Uint8Array(bytes - 72));
      return writer.seal();
    };
    expect(decodeFrame(ofSize(MAX_FRAME_BYTES)).kind).toBe(FrameKind.record);
    expect(() => decodeFrame(ofSize(MAX_FRAME_BYTES + 1))).toThrow('the most is 4194304');
  });
});

describe('payloads', () => {
  it('that are not UTF-8, not JSON or not what the kind promises are refused with words', () => {
    const read = (payload: Uint8Array) => () => decodePayload(EntryKind.eof, { payload });
    expect(read(ascii('"\xff"'))).toThrow('not UTF-8');
    expect(read(ascii('{'))).toThrow('not JSON');
    expect(read(ascii('{"bytes":-1,"crc32":0}'))).toThrow(/bytes: .*>=0/);
    expect(read(ascii('{"bytes":1,"crc32":2,"other":3}'))()).toEqual({ bytes: 1, crc32: 2 });
  });
});
