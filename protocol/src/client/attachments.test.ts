import { expect, test } from 'vitest';
import { encodeUtf8 } from '../base/utf8.ts';
import { decodeFrame, type RecordFrame } from '../record/decode.ts';
import { FrameWriter, runBytes } from '../record/encode.ts';
import { type Entry, EntryKind, StreamId } from '../record/entry.ts';
import { EntryFlag, FrameKind } from '../record/frame.ts';
import { Attachments } from './attachments.ts';
import { RUN } from './testing/model-agent.ts';

interface Part {
  readonly text: string;
  readonly offset: number;
  readonly more?: boolean;
  readonly stream?: StreamId;
}

function frame(seq: number, parts: readonly Part[]): RecordFrame {
  const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(RUN), seq, time: 0 });
  for (const { text, offset, more, stream = StreamId.stdout } of parts) {
    writer.append(EntryKind.data, stream, offset, 0, encodeUtf8(text), more === true ? EntryFlag.more : 0);
  }
  return decodeFrame(writer.seal()) as RecordFrame;
}

function gap(from: number, to: number): RecordFrame {
  const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(RUN), seq: from, time: 0 });
  const payload = { fromSeq: from, toSeq: to, reason: 'memory', bytes: { stdin: 0, stdout: 10, stderr: 0 } };
  writer.append(EntryKind.gap, StreamId.none, to, 0, encodeUtf8(JSON.stringify(payload)));
  return decodeFrame(writer.seal()) as RecordFrame;
}

function setUp() {
  let nextId = 0;
  const detached: number[] = [];
  const asked: number[] = [];
  const attachments = new Attachments({
    clock: { now: () => 0, schedule: () => () => undefined },
    attach: async (_run, from) => {
      asked.push(from);
      return ++nextId;
    },
    detach: (attachment) => detached.push(attachment),
    credit: () => undefined,
  });
  const begin = (from: number) => {
    const entries: Entry[] = [];
    const attachment = attachments.add(RUN, from, { entries: (some) => void entries.push(...some) }, true);
    const text = () => entries.map((entry) => Buffer.from(entry.payload).toString()).join('');
    return { attachment, entries, text };
  };
  /** Begins, and waits until it has its number and its frames are announced. */
  const attach = async (from: number) => {
    const begun = begin(from);
    await new Promise(setImmediate);
    attachments.source(RUN, nextId);
    return begun;
  };
  return { attachments, attach, begin, detached, asked };
}

test('entries that come again are passed over', async () => {
  const { attachments, attach } = setUp();
  const { entries, text } = await attach(0);
  attachments.receive(
    frame(0, [
      { text: 'ab', offset: 0 },
      { text: 'cd', offset: 2 },
    ]),
    1,
  );
  attachments.receive(
    frame(1, [
      { text: 'cd', offset: 2 },
      { text: 'ef', offset: 4 },
    ]),
    1,
  );
  attachments.receive(frame(0, [{ text: 'ab', offset: 0 }]), 1);
  expect(entries.map((entry) => entry.seq)).toEqual([0, 1, 2]);
  expect(text()).toBe('abcdef');
});

test('a hole without a gap entry is a protocol error; a gap entry goes on behind it', async () => {
  const { attachments, attach } = setUp();
  const { attachment, text } = await attach(0);
  attachments.receive(frame(0, [{ text: 'ab', offset: 0 }]), 1);
  expect(() => attachments.receive(frame(2, [{ text: 'x', offset: 3 }]), 1)).toThrow('entry 2 of run');
  attachments.receive(gap(1, 5), 1);
  expect(attachment.nextSeq).toBe(5);
  attachments.receive(frame(5, [{ text: 'z', offset: 12 }]), 1);
  expect(text()).toContain('ab{');
  expect(text()).toMatch(/\}z$/);
});

test('a gap may begin within an entry of which a part was here, and is told once', async () => {
  const { attachments, attach } = setUp();
  const { attachment, entries } = await attach(7);
  attachments.receive(frame(7, [{ text: 'abc', offset: 10, more: true }]), 1);
  expect(attachment.nextSeq).toBe(7);
  attachments.receive(gap(7, 12), 1);
  expect(attachment.nextSeq).toBe(12);
  attachments.receive(frame(12, [{ text: 'z', offset: 40 }]), 1);
  expect(entries.map(({ seq, kind }) => [seq, kind])).toEqual([
    [7, EntryKind.data],
    [7, EntryKind.gap],
    [12, EntryKind.data],
  ]);
});

test('an entry in parts is put together once, also when the whole comes again after a cut between the parts', async () => {
  const whole: Part = { text: 'abcdef', offset: 10 };
  const next: Part = { text: 'gh', offset: 16 };
  const part = (from: number, to: number): Part => {
    const more = to < whole.text.length;
    return { text: whole.text.slice(from, to), offset: whole.offset + from, more };
  };
  for (let first = 1; first < 6; first++) {
    for (const again of [false, true]) {
      const { attachments, attach } = setUp();
      const { attachment, text } = await attach(7);
      attachments.receive(frame(7, [part(0, first)]), 1);
      expect(attachment.nextSeq).toBe(7);
      if (again) {
        attachments.receive(frame(7, [part(0, 3)]), 1);
        attachments.receive(frame(7, [part(3, 6), next]), 1);
      } else {
        attachments.receive(frame(7, [part(first, 6), next]), 1);
      }
      expect(text()).toBe('abcdefgh');
      expect(attachment.nextSeq).toBe(9);
    }
  }
});

test('a part that is missing is a protocol error', async () => {
  const { attachments, attach } = setUp();
  await attach(0);
  attachments.receive(frame(0, [{ text: 'ab', offset: 0, more: true }]), 1);
  expect(() => attachments.receive(frame(0, [{ text: 'ef', offset: 4 }]), 1)).toThrow('byte 4 of a stream');
});

test('attachments of one run each get their own copy, each in parts of its own', async () => {
  const { attachments, attach } = setUp();
  const a = await attach(0);
  const b = await attach(0);
  const late = await attach(1);
  const [whole, rest] = [frame(0, [{ text: 'abcd', offset: 0 }]), frame(1, [{ text: 'ef', offset: 4 }])];
  const give = (source: number, one: RecordFrame) => {
    attachments.source(RUN, source);
    attachments.receive(one, 1);
  };
  // The one with less credit is served first: both wait at the same byte, and a position tells nothing.
  give(2, frame(0, [{ text: 'ab', offset: 0, more: true }]));
  give(1, whole);
  give(1, rest);
  give(3, rest);
  give(2, frame(0, [{ text: 'cd', offset: 2 }]));
  attachments.receive(rest, 1);
  expect([a.text(), b.text(), late.text()]).toEqual(['abcdef', 'abcdef', 'ef']);
});

test('what is under way for an attachment that was closed does not reach the next one of that run', async () => {
  const { attachments, begin, detached } = setUp();
  const closed = begin(0);
  await new Promise(setImmediate);
  attachments.source(RUN, 1);
  attachments.receive(frame(0, [{ text: 'ab', offset: 0 }]), 1);
  closed.attachment.close();
  expect(detached).toEqual([1]);
  const next = begin(0);
  attachments.receive(frame(1, [{ text: 'cd', offset: 2 }]), 1);
  // Its frames may come before its answer has been seen.
  attachments.source(RUN, 2);
  attachments.receive(frame(0, [{ text: 'abc', offset: 0, more: true }]), 1);
  await new Promise(setImmediate);
  attachments.receive(frame(0, [{ text: 'd', offset: 3 }]), 1);
  expect([closed.text(), next.text()]).toEqual(['ab', 'abcd']);
});

test('after a cut it asks for the rest; closed before the answer it is detached', async () => {
  const { attachments, attach, asked, detached } = setUp();
  const { attachment } = await attach(0);
  attachments.receive(frame(0, [{ text: 'ab', offset: 0 }]), 1);
  attachments.cut();
  attachments.resume();
  attachment.close();
  await new Promise(setImmediate);
  expect(asked).toEqual([0, 1]);
  expect(detached).toEqual([2]);
});

test('parts of entries of two streams do not mix their offsets', async () => {
  const { attachments, attach } = setUp();
  const { entries } = await attach(0);
  const err = StreamId.stderr;
  attachments.receive(frame(0, [{ text: 'abc', offset: 1_000, more: true }]), 1);
  const rest = { text: 'def', offset: 1_003 };
  attachments.receive(frame(0, [rest, { text: 'uvw', offset: 10, more: true, stream: err }]), 1);
  attachments.receive(frame(1, [{ text: 'xyz', offset: 13, stream: err }]), 1);
  const bytes = (stream: StreamId) =>
    Buffer.concat(entries.filter((entry) => entry.stream === stream).map((entry) => entry.payload)).toString();
  expect([bytes(StreamId.stdout), bytes(err)]).toEqual(['abcdef', 'uvwxyz']);
});

test('bytes that are missing within a stream are a protocol error, though the numbers of the entries go on', async () => {
  const { attachments, attach } = setUp();
  await attach(0);
  attachments.receive(frame(0, [{ text: 'ab', offset: 0 }]), 1);
  expect(() => attachments.receive(frame(1, [{ text: 'ef', offset: 4 }]), 1)).toThrow('byte 4 of a stream');
  expect(() =>
    attachments.receive(
      frame(1, [
        { text: 'b', offset: 1 },
        { text: 'b', offset: 1 },
      ]),
      1,
    ),
  ).toThrow('byte 1');
});
