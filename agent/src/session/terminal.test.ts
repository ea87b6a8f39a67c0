import { crc32 } from 'node:zlib';
import { decodePayload, EntryKind, type RunInfo, StreamId } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { makeGate, outlivedBy } from '../../test/gate.ts';
import { type Failed, TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

const TERMINAL = { stdin: 'pty', stdout: 'pty', stderr: 'pty' } as const;
const bash = (script: string) => ['bash', '-c', script];
const shows = (client: TestClient, run: RunInfo, mark: string) =>
  client.until(() => client.bytes(run.run, 1).includes(mark));

describe('a run on a terminal', () => {
  it('is one stream with its typed bytes, and says so with its size', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['cat'], { ...TERMINAL, startNewSession: false, columns: 100 });
    expect(run).toMatchObject({
      stdin: 'pty',
      stdout: 'pty',
      stderr: 'pty',
      startNewSession: true,
      terminal: { columns: 100, rows: 24 },
      consumers: { stdout: 'follow', stderr: null },
      streams: { stdin: { bytes: 0 }, stdout: { bytes: 0 }, stderr: null },
    });
    await client.attach(run.run);
    client.stdin(run.run, 0, 'typed\n\x04');
    const exit = decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));
    expect(exit).toMatchObject({ returncode: 0, unread: { stdout: 0 }, streamsOpen: [] });
    expect(client.bytes(run.run, 0).toString()).toBe('typed\n\x04');
    const shown = client.bytes(run.run, 1);
    expect(shown.toString()).toBe('typed\r\ntyped\r\n');
    const eof = decodePayload(EntryKind.eof, await client.entry(run.run, EntryKind.eof, 1));
    expect(eof).toEqual({ bytes: shown.length, crc32: crc32(shown) });
    const spawned = decodePayload(EntryKind.spawn, await client.entry(run.run, EntryKind.spawn));
    expect(spawned.terminal).toEqual({ columns: 100, rows: 24 });
  });

  it('is resized for the child, for the record and for the list', async () => {
    const client = new TestClient(testHub());
    const script = 'trap "stty size" WINCH; echo ready; while :; do read -t 60 || exit 0; done';
    const run = await client.spawn(bash(script), TERMINAL);
    await client.request('list', {});
    await client.attach(run.run);
    await shows(client, run, 'ready');
    await client.request('resize', { run: run.run, columns: 132, rows: 43 });
    await client.request('resize', { run: run.run, columns: 132, rows: 43 });
    await shows(client, run, '43 132');
    client.stdin(run.run, 0, '\x04');
    await client.entry(run.run, EntryKind.exit);
    const resizes = client.entries(run.run, EntryKind.resize);
    expect(resizes.map(({ stream }) => stream)).toEqual([StreamId.none]);
    expect(resizes.map((entry) => decodePayload(EntryKind.resize, entry))).toEqual([
      { columns: 132, rows: 43, by: client.session.id },
    ]);
    await client.until(() =>
      client.messages.some((m) => m.op === 'runs' && m.runs.some(({ terminal }) => terminal?.columns === 132)),
    );
  });

  it('records the exit behind all that the child has written', async () => {
    const client = new TestClient(testHub());
    for (let i = 0; i < 10; i++) {
      const run = await client.spawn(['/bin/echo', 'x'.repeat(20_480)], TERMINAL);
      await client.attach(run.run);
      await client.entry(run.run, EntryKind.exit);
      expect(client.bytes(run.run, 1)).toHaveLength(20_482);
      expect(client.entries(run.run).at(-1)?.kind).toBe(EntryKind.exit);
    }
  });

  it('keeps of what is typed unseen, such as a password, only how long it was', async () => {
    const client = new TestClient(testHub());
    const gate = makeGate();
    const script = `read -r a; read -r go <${gate.path}; stty -echo; echo now; read -r b; stty echo; echo then; read -r c; echo "$a $b $c"`;
    const run = await client.spawn(bash(script), TERMINAL);
    await client.attach(run.run);
    client.stdin(run.run, 0, 'user\n');
    await client.entry(run.run, EntryKind.data, 0);
    await gate.open();
    await shows(client, run, 'now');
    client.stdin(run.run, 5, 'secret\n');
    await shows(client, run, 'then');
    client.stdin(run.run, 12, 'more\n');
    await client.entry(run.run, EntryKind.exit);
    expect(client.bytes(run.run, 1).toString()).toBe('user\r\nnow\r\nthen\r\nmore\r\nuser secret more\r\n');
    expect(client.bytes(run.run, 0).toString()).toBe('user\n******\nmore\n');
  });

  it('does not wait for what others still write to it, and records that too', async () => {
    const client = new TestClient(testHub());
    const gate = makeGate();
    const run = await client.spawn(bash(outlivedBy(gate)), TERMINAL);
    await client.attach(run.run);
    const exit = decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));
    expect(exit.streamsOpen).toEqual(['stdout']);
    expect(client.bytes(run.run, 1).toString()).toBe('early\r\n');
    await gate.open();
    await client.entry(run.run, EntryKind.eof, 1);
    expect(client.bytes(run.run, 1).toString()).toBe('early\r\nlate\r\n');
  });

  it('can have stderr apart, and carry what only stderr shows', async () => {
    const client = new TestClient(testHub());
    const apart = await client.spawn(bash('echo out; echo err >&2'), { ...TERMINAL, stderr: 'pipe' });
    await client.attach(apart.run);
    await client.entry(apart.run, EntryKind.exit);
    expect([1, 2].map((fd) => client.bytes(apart.run, fd as 1 | 2).toString())).toEqual(['out\r\n', 'err\n']);
    const only = await client.spawn(bash('echo out; echo err >&2'), { stderr: 'pty' });
    await client.attach(only.run);
    await client.entry(only.run, EntryKind.exit);
    expect([1, 2].map((fd) => client.bytes(only.run, fd as 1 | 2).toString())).toEqual(['out\n', 'err\r\n']);
  });

  it('cannot be in a given process group, and a run without one cannot be resized', async () => {
    const client = new TestClient(testHub());
    await expect(client.spawn(['true'], { ...TERMINAL, processGroup: 0 })).rejects.toMatchObject({
      error: { name: 'ValueError' },
    } satisfies DeepPartial<Failed>);
    const run = await client.spawn(['true']);
    await expect(client.request('resize', { run: run.run, columns: 80, rows: 24 })).rejects.toMatchObject({
      error: { name: 'OSError', code: 'ENOTTY' },
    } satisfies DeepPartial<Failed>);
    const viewer = new TestClient(testHub(), { role: 'viewer', keyId: 'viewer01' });
    await expect(viewer.request('resize', { run: run.run, columns: 80, rows: 24 })).rejects.toMatchObject({
      error: { code: 'PS_NOT_ALLOWED' },
    } satisfies DeepPartial<Failed>);
  });
});

type DeepPartial<Value> = { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> };
