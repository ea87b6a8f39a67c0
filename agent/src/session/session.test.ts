import { execFileSync } from 'node:child_process';
import { crc32 } from 'node:zlib';
import type { RunInfo } from '@pipescope/protocol';
import { decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { type Failed, TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

const sh = (script: string) => ['sh', '-c', script];
const output = (argv: string[]) => execFileSync(argv[0] as string, argv.slice(1), { maxBuffer: 1e9 });
const exitOf = async (client: TestClient, run: RunInfo) =>
  decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));

describe('a run over a session', () => {
  it('records seq 1 100000 exactly, with its end, sum and exit after the data', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['seq', '1', '100000']);
    expect(run).toMatchObject({ state: 'running', number: 1, consumers: { stdout: 'follow', stderr: 'follow' } });
    await client.attach(run.run);
    const exit = await exitOf(client, run);
    expect(exit).toMatchObject({ returncode: 0, unread: { stdout: 0, stderr: 0 }, streamsOpen: [] });
    const eof = decodePayload(EntryKind.eof, await client.entry(run.run, EntryKind.eof, 1));
    const expected = output(['seq', '1', '100000']);
    const bytes = client.bytes(run.run, 1);
    expect(bytes.equals(expected)).toBe(true);
    expect(eof).toEqual({ bytes: expected.length, crc32: crc32(expected) });
    const kinds = client.entries(run.run).map((entry) => entry.kind);
    expect(kinds.indexOf(EntryKind.exit)).toBeGreaterThan(kinds.lastIndexOf(EntryKind.data));
    expect(client.entries(run.run).map((entry) => entry.seq)).toEqual(kinds.map((_, i) => i));
  });

  it('gives a late viewer with small credit the same bytes, and never more than its credit', async () => {
    const agent = testHub();
    const client = new TestClient(agent);
    const run = await client.spawn(['seq', '1', '20000']);
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    const late = new TestClient(agent, { keyId: 'viewer01' });
    let credit = 3_000;
    const attachment = await late.attach(run.run, 0, credit);
    const received = late.received.get(run.run);
    if (received === undefined) throw new Error('not attached');
    let before = 0;
    while (late.entries(run.run, EntryKind.exit).length === 0) {
      await late.until(() => received.frameBytes > before);
      expect(received.frameBytes).toBeLessThanOrEqual(credit);
      before = received.frameBytes;
      credit = before + 3_000 + (credit % 1_777);
      late.tell({ op: 'credit', attachment, bytes: credit });
    }
    expect(late.bytes(run.run, 1).equals(output(['seq', '1', '20000']))).toBe(true);
  });

  it('tells a viewer that fell behind what it missed, and row numbers stay right', async () => {
    const client = new TestClient(testHub({ memoryPerRun: 1_000_000 }));
    const argv = sh('yes | head -c 100000000');
    const run = await client.spawn(argv);
    const attachment = await client.attach(run.run, 0, 0);
    await client.request('list', {});
    await client.until(() => client.messages.some((m) => m.op === 'runs' && m.runs[0]?.state === 'exited'));
    client.tell({ op: 'credit', attachment, bytes: Number.MAX_SAFE_INTEGER });
    const gap = decodePayload(EntryKind.gap, await client.entry(run.run, EntryKind.gap));
    await client.entry(run.run, EntryKind.exit);
    const kept = client.bytes(run.run, 1).length;
    expect(gap.bytes.stdout + kept).toBe(100_000_000);
    expect(kept).toBeLessThan(1_000_000);
    const rows = await client.rows(run.run, 1, 2);
    expect(rows.counts.rows).toBe(50_000_000);
    expect(rows.rows[0]).toMatchObject({
      number: rows.counts.firstRow,
      line: rows.counts.firstRow,
      offset: (rows.counts.firstRow - 1) * 2,
      length: 2,
    });
    expect((await client.rows(run.run, 50_000_000, 5)).rows).toHaveLength(1);
  });

  it('numbers rows over stdin, stdout and stderr, with an open row at the end', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(sh('read a; echo "got $a"; echo problem >&2; printf tail'), { stdin: 'pipe' });
    await client.attach(run.run);
    client.stdin(run.run, 0, 'hello\n');
    await client.entry(run.run, EntryKind.exit);
    const { rows, counts } = await client.rows(run.run, 1, 10);
    const texts = rows.map((row) => [row.number, row.stream, row.line, Buffer.from(row.bytes).toString()]);
    expect(counts.rows).toBe(4);
    expect(texts[0]).toEqual([1, 0, 1, 'hello']);
    expect(
      texts
        .slice(1)
        .filter(([, stream]) => stream === 1)
        .map(([, , line, text]) => [line, text]),
    ).toEqual([
      [1, 'got hello'],
      [2, 'tail'],
    ]);
    expect(texts.find(([, stream]) => stream === 2)?.slice(2)).toEqual([1, 'problem']);
    expect(rows.find((row) => Buffer.from(row.bytes).toString() === 'tail')?.unterminated).toBe(true);
  });

  it('repeated spawn, stdin and signal happen once', async () => {
    const agent = testHub();
    const client = new TestClient(agent, { session: 'tab' });
    const run = await client.spawn(['cat'], { stdin: 'pipe' }, 'follow', 'same');
    client.stdin(run.run, 0, 'one\n');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.data, 1);
    const again = new TestClient(agent, { session: 'tab' });
    expect(client.closed?.code).toBe(4000);
    expect((await again.spawn(['cat'], { stdin: 'pipe' }, 'follow', 'same')).run).toBe(run.run);
    await again.attach(run.run);
    again.stdin(run.run, 0, 'one\ntwo\n');
    await again.until(() => again.bytes(run.run, 1).toString() === 'one\ntwo\n');
    await again.request('stdinEof', { run: run.run, offset: 8 });
    expect(await exitOf(again, run)).toMatchObject({ returncode: 0 });
    expect(again.messages.findLast((m) => m.op === 'stdin')).toMatchObject({ accepted: 8, closed: null });
    expect([...agent.registry.all()]).toHaveLength(1);
  });

  it('a hole in stdin closes the connection, an empty frame asks how far it has come', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['cat'], { stdin: 'pipe' });
    client.stdin(run.run, 0, 'abc');
    client.stdin(run.run, 3, '');
    await client.until(() => client.messages.some((m) => m.op === 'stdin' && m.accepted === 3));
    client.stdin(run.run, 4, 'x');
    expect(client.closed).toEqual({ code: 4400, reason: 'Stdin must go on at 3, not at 4.' });
  });

  it('a start that fails is an error and a failed run, for a script only an error', async () => {
    const agent = testHub();
    const client = new TestClient(agent);
    const error = { name: 'FileNotFoundError', code: 'ENOENT', errno: 2, path: '/no/such/program' };
    const hint = { kind: 'not-found', suggestion: null, lookedIn: [] };
    const failed = (await client.spawn(['/no/such/program']).catch((reason: unknown) => reason)) as Failed;
    expect(failed).toMatchObject({ error: { ...error, hint } });
    const scripts = (await client
      .spawn(['/no/such/program'], {}, 'script')
      .catch((reason: unknown) => reason)) as Failed;
    expect(scripts.run).toBeUndefined();
    expect(scripts.error).toEqual({
      ...error,
      strerror: 'No such file or directory',
      message: "[Errno 2] No such file or directory: '/no/such/program'",
    });
    const { runs } = (await client.request('list', {})) as { runs: RunInfo[] };
    expect(runs).toMatchObject([{ run: failed.run, state: 'failed', pid: null, error: { ...error, hint } }]);
  });

  it('the run of a failed start is told before its name, and a repeat has the same answer', async () => {
    const client = new TestClient(testHub());
    await client.request('list', {});
    for (let round = 0; round < 20; round++) {
      const start = () =>
        client.spawn(['nosuchprogram'], {}, 'follow', `try ${round}`).catch((reason: unknown) => reason);
      const { run, error } = (await start()) as Failed;
      const told = client.messages.flatMap((m) => (m.op === 'runs' ? m.runs : [])).filter((info) => info.run === run);
      expect(told).toMatchObject([{ number: round + 1, state: 'failed', error: { hint: { kind: 'not-found' } } }]);
      expect(await start()).toMatchObject({ run, error });
    }
  });

  it('a signal is recorded with who sent it', async () => {
    const client = new TestClient(testHub(), { session: 'me' });
    const run = await client.spawn(['sleep', '60']);
    await client.attach(run.run);
    await client.request('signal', { run: run.run, once: 's1', signal: 15, target: 'group' });
    await client.request('signal', { run: run.run, once: 's1', signal: 15, target: 'group' });
    expect(await exitOf(client, run)).toMatchObject({ returncode: -15 });
    const signals = client.entries(run.run, EntryKind.signal).map((e) => decodePayload(EntryKind.signal, e));
    expect(signals).toEqual([{ signal: 15, target: 'group', by: 'me' }]);
    const { runs } = (await client.request('list', {})) as { runs: RunInfo[] };
    expect(runs[0]).toMatchObject({ state: 'exited', signalled: { signal: 15, by: 'me' }, exit: { returncode: -15 } });
    expect(runs[0]?.signals).toMatchObject([{ signal: 15, target: 'group', by: 'me' }]);
    const sentAt = runs[0]?.signalled?.time ?? Number.NaN;
    expect(sentAt).toBeGreaterThan(0);
    expect(sentAt).toBeLessThanOrEqual(runs[0]?.exit?.time ?? Number.NaN);
    await expect(
      client.request('signal', { run: run.run, once: 's2', signal: 15, target: 'process' }),
    ).rejects.toMatchObject({ error: { name: 'ProcessLookupError' } });
  });

  it('a viewer may neither look nor touch, until it is decided what it may see', async () => {
    const agent = testHub();
    const owner = new TestClient(agent);
    const run = await owner.spawn(['sleep', '60'], { stdin: 'pipe', envDiff: [['TOKEN', 'x']] });
    expect(run).toMatchObject({ argv: ['sleep', '60'], envNames: ['TOKEN'] });
    const viewer = new TestClient(agent, { role: 'viewer', keyId: 'viewer01' });
    for (const refused of [
      viewer.request('list', {}),
      viewer.attach(run.run),
      viewer.request('bytes', { run: run.run, stream: 'stdin', offset: 0, count: 1 }),
      viewer.request('close', { run: run.run }),
    ]) {
      await expect(refused).rejects.toMatchObject({ error: { code: 'PS_NOT_ALLOWED' } });
    }
    viewer.stdin(run.run, 0, 'x');
    expect(viewer.closed?.code).toBe(4403);
  });

  it('500 runs that write, complain and fail are all recorded whole', async () => {
    const client = new TestClient(testHub());
    const runs = await Promise.all(
      Array.from({ length: 500 }, (_, i) => client.spawn(sh('echo out; echo err >&2; exit 3'), {}, 'follow', `n${i}`)),
    );
    expect(new Set(runs.map((run) => run.run)).size).toBe(500);
    for (const run of runs) {
      await client.attach(run.run);
      expect(await exitOf(client, run)).toMatchObject({
        returncode: 3,
        streamsOpen: [],
        unread: { stdout: 0, stderr: 0 },
      });
      expect(client.bytes(run.run, 1).toString()).toBe('out\n');
      expect(client.bytes(run.run, 2).toString()).toBe('err\n');
    }
  });
});
