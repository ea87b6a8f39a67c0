import type { RunInfo } from '@pipescope/protocol';
import { decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { makeGate } from '../../test/gate.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

const sh = (script: string) => ['sh', '-c', script];
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');

describe('a watch', () => {
  it('sends counts and the last rows, at most two frames ahead of what was drawn', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['cat'], { stdin: 'pipe' });
    const { attachment } = (await client.request('watch', { run: run.run, tail: 3 })) as { attachment: number };
    await client.until(() => client.rowsFrames.length === 1);
    let sent = 0;
    const line = async (n: number) => {
      client.stdin(run.run, sent, `line ${n}\n`);
      sent += 7;
      await client.until(() => client.messages.some((m) => m.op === 'stdin' && m.accepted === sent));
    };
    for (let n = 1; n <= 5; n++) await line(n);
    await client.request('sync', {});
    expect(client.rowsFrames.length).toBe(2);
    client.tell({ op: 'ack', attachment });
    client.tell({ op: 'ack', attachment });
    const last = await client.until(() => client.rowsFrames.find((frame) => frame.counts.rows === 10));
    expect(last.tag).toBe(attachment);
    expect(last.rows.map((row) => row.number)).toEqual([8, 9, 10]);
    expect(last.counts.streams).toMatchObject({ stdin: { bytes: 35, lines: 5 }, stdout: { bytes: 35, lines: 5 } });
  });

  it('in a flood sends some thirty frames a second, and the last one is whole', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(sh('yes | head -c 200000000'));
    const started = performance.now();
    const { attachment } = (await client.request('watch', { run: run.run, tail: 10 })) as { attachment: number };
    let drawn = 0;
    await client.until(() => {
      for (; drawn < client.rowsFrames.length; drawn++) client.tell({ op: 'ack', attachment });
      return client.rowsFrames.at(-1)?.counts.streams.stdout?.ended === true;
    });
    const seconds = (performance.now() - started) / 1_000;
    expect(client.rowsFrames.length).toBeLessThanOrEqual(seconds * 31 + 3);
    const last = client.rowsFrames.at(-1);
    expect(last?.counts.rows).toBe(100_000_000);
    expect(last?.rows.at(-1)).toMatchObject({ number: 100_000_000, offset: 199_999_998, length: 2 });
  });
});

describe('bytes of a real child', () => {
  it('are exactly those of a line that a row carries only the beginning of', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(sh(`printf 'one\\n'; head -c 300000 /dev/zero | tr '\\0' '\\377'; echo`));
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    const row = (await client.rows(run.run, 2, 1)).rows[0];
    expect(row).toMatchObject({ cut: true, length: 300_001, offset: 4 });
    const { offset, pieces } = await client.askBytes(run.run, 'stdout', row?.offset ?? 0, row?.length ?? 0);
    expect(offset).toBe(4);
    expect(Buffer.concat(pieces).equals(Buffer.concat([Buffer.alloc(300_000, 0xff), Buffer.from('\n')]))).toBe(true);
    expect((await client.askBytes(run.run, 'stderr', 0, 10)).pieces).toEqual([]);
  });
});

describe('rows of a real child', () => {
  it('are right at any position, also long, empty, mixed and without a last newline', async () => {
    const client = new TestClient(testHub({ memoryPerRun: 64 * 1024 * 1024 }));
    const script = `seq 1 3000; echo; echo; head -c 1000000 /dev/zero | tr '\\0' x; echo; (seq 5000 9000 >&2) & seq 4000 8000; wait; printf end`;
    const run = await client.spawn(sh(script));
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    const expected: { stream: number; line: number; offset: number; text: string; whole: boolean }[] = [];
    const open = new Map<number, (typeof expected)[number]>();
    const count = new Map<number, number>();
    for (const { stream, offset, payload } of client.entries(run.run, EntryKind.data)) {
      let at = 0;
      for (const part of text(payload).match(/[^\n]*\n|[^\n]+/g) ?? []) {
        const row = open.get(stream) ?? {
          stream,
          line: (count.get(stream) ?? 0) + 1,
          offset: offset + at,
          text: '',
          whole: false,
        };
        if (!open.has(stream)) expected.push(row);
        count.set(stream, row.line);
        row.text += part;
        row.whole = part.endsWith('\n');
        if (row.whole) open.delete(stream);
        else open.set(stream, row);
        at += part.length;
      }
    }
    expect(expected.length).toBe(3_000 + 3 + 4_001 + 4_001 + 1);
    for (let i = 0; i < 150; i++) {
      const from = 1 + ((i * 7_919) % expected.length);
      const { rows, counts } = await client.rows(run.run, from, 40);
      expect(counts).toMatchObject({ rows: expected.length, firstRow: 1, from });
      expect(
        rows.map((row) => [
          row.number,
          row.stream,
          row.line,
          row.offset,
          row.length,
          text(row.bytes),
          row.unterminated,
        ]),
      ).toEqual(
        expected
          .slice(from - 1, from + 39)
          .map((row, j) => [
            from + j,
            row.stream,
            row.line,
            row.offset,
            row.text.length,
            row.text.replace('\n', '').slice(0, 4_096),
            !row.whole,
          ]),
      );
    }
  });
});

describe('a connection that takes nothing', () => {
  it('slows neither the run nor another viewer; when it drains, it gets what is held and a gap for the rest', async () => {
    const agent = testHub({ memoryPerRun: 1_000_000 });
    const slow = new TestClient(agent, { session: 'slow' });
    const quick = new TestClient(agent, { session: 'quick' });
    const gate = makeGate();
    const run = await slow.spawn(sh(`read -r line <${gate.path}; head -c 20000000 /dev/zero`));
    await slow.attach(run.run);
    await quick.attach(run.run);
    slow.bufferedAmount = 9_000_000;
    await gate.open();
    await quick.entry(run.run, EntryKind.exit);
    expect(quick.bytes(run.run, 1).length).toBe(20_000_000);
    expect(slow.bytes(run.run, 1).length).toBe(0);
    slow.drain();
    await slow.entry(run.run, EntryKind.exit);
    const gap = decodePayload(EntryKind.gap, await slow.entry(run.run, EntryKind.gap));
    expect(gap.bytes.stdout + slow.bytes(run.run, 1).length).toBe(20_000_000);
  });
});

describe('answers of rows and bytes', () => {
  it('wait for room in the socket, in order, and are made only then', async () => {
    const client = new TestClient(testHub({ answersWaiting: 3 }));
    const run = await client.spawn(['cat'], { stdin: 'pipe' });
    await client.attach(run.run);
    client.bufferedAmount = 9_000_000;
    const asked = [client.rows(run.run, 1, 10), client.askBytes(run.run, 'stdout', 0, 10)] as const;
    const unknown = client.request('bytes', {
      run: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      stream: 'stdout',
      offset: 0,
      count: 1,
    });
    const refused = client.request('rows', { run: run.run, from: 1, count: 1 });
    await expect(refused).rejects.toMatchObject({ error: { code: 'PS_TOO_MANY' } });
    expect([client.rowsFrames.length, client.bytesFrames.length]).toEqual([0, 0]);
    client.stdin(run.run, 0, 'late\n');
    await client.until(() => client.messages.some((m) => m.op === 'stdin' && m.accepted === 5));
    // What is sent of the record before the socket tells that it has room must not hide that answers wait.
    client.bufferedAmount = 0;
    client.stdin(run.run, 5, 'more\n');
    await client.until(() => client.bytes(run.run, 1).length === 10);
    expect([client.rowsFrames.length, client.bytesFrames.length]).toEqual([0, 0]);
    client.drain();
    expect((await asked[0]).counts.streams.stdin).toMatchObject({ bytes: 10 });
    expect(Buffer.concat((await asked[1]).pieces).toString()).toBe('late\nmore\n');
    await expect(unknown).rejects.toMatchObject({ error: { code: 'PS_NO_SUCH_RUN' } });
  });
});

describe('attachments of one run', () => {
  it('are told apart by whose frames come next, said once until that changes', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(sh('head -c 300000 /dev/zero'));
    const sources = () => client.messages.flatMap((message) => (message.op === 'source' ? [message.attachment] : []));
    const first = await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    expect(sources()).toEqual([first]);
    await client.request('detach', { attachment: first });
    const second = await client.attach(run.run, 0, 2_000);
    const before = client.received.get(run.run)?.frameBytes;
    await client.until(() => sources().length === 2 && client.received.get(run.run)?.frameBytes !== before);
    const third = await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    client.tell({ op: 'credit', attachment: second, bytes: Number.MAX_SAFE_INTEGER });
    await client.request('sync', {});
    expect(sources()).toEqual([first, second, third, second]);
  });
});

describe('the list', () => {
  it('tells changes at once while little happens and at most twenty times a second in a flood', async () => {
    const client = new TestClient(testHub());
    await client.request('list', {});
    const started = performance.now();
    await client.spawn(sh('yes | head -c 200000000'));
    const isDone = () => client.messages.some((m) => m.op === 'runs' && m.runs[0]?.state === 'exited');
    await client.until(isDone);
    const pushes = client.messages.filter((m) => m.op === 'runs').length;
    expect(pushes).toBeLessThanOrEqual((performance.now() - started) / 50 + 3);
  });

  it('says what was forgotten; a run that still runs cannot be', async () => {
    const client = new TestClient(testHub());
    await client.request('list', {});
    const run = await client.spawn(['sleep', '60']);
    await expect(client.request('forget', { run: run.run })).rejects.toMatchObject({
      error: { code: 'PS_STILL_RUNS' },
    });
    await client.request('close', { run: run.run });
    await client.until(() => client.messages.some((m) => m.op === 'runs' && m.runs[0]?.state === 'exited'));
    await client.request('forget', { run: run.run });
    expect(client.messages).toContainEqual({ op: 'gone', run: run.run });
    await expect(client.request('attach', { run: run.run, from: 0, credit: 0 })).rejects.toMatchObject({
      error: { code: 'PS_NO_SUCH_RUN' },
    });
  });

  it('remembers so many runs; the oldest ended ones go first', async () => {
    const agent = testHub({ runsRemembered: 3 });
    const client = new TestClient(agent);
    const runs: RunInfo[] = [await client.spawn(['sleep', '60'])];
    for (let i = 0; i < 4; i++) {
      const run = await client.spawn(['true']);
      await client.attach(run.run);
      await client.entry(run.run, EntryKind.exit);
      runs.push(run);
    }
    expect(Array.from(agent.registry.all(), (run) => run.number)).toEqual([1, 4, 5]);
  });
});
