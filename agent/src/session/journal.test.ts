import { EntryKind } from '@pipescope/protocol';
import { beforeEach, expect, test } from 'vitest';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import type { JournalFields } from './journal.ts';

let entries: (JournalFields & { event: string })[];
beforeEach(() => {
  entries = [];
});
const journal = {
  record: (event: string, fields: JournalFields = {}) => void entries.push({ event, ...fields }),
};
const noted = (...events: string[]) => entries.filter(({ event }) => events.includes(event));

test('who started what, who signalled it and how it ended are noted, in that order', async () => {
  const client = new TestClient(testHub({}, journal), { session: 'me' });
  const { run, pid } = await client.spawn(['sleep', '60'], { cwd: '/' });
  await client.attach(run);
  await client.request('signal', { run, once: 's', signal: 0, target: 'process' });
  await client.request('signal', { run, once: 't', signal: 15, target: 'group' });
  await client.entry(run, EntryKind.exit);
  await Promise.resolve();
  expect(entries).toEqual([
    { event: 'spawn', run, number: 1, argv: ['sleep', '60'], cwd: '/', by: 'me', pid },
    { event: 'signal', run, pid, signal: 15, target: 'group', by: 'me' },
    { event: 'exit', run, pid, returncode: -15 },
  ]);
});

test('a start that fails or is refused is noted with its reason, and so is what a role may not do', async () => {
  const agent = testHub({ runsRunning: 1 }, journal);
  const client = new TestClient(agent, { session: 'me' });
  await expect(client.spawn(['/nowhere'])).rejects.toThrow('No such file');
  await client.spawn(['sleep', '60']);
  await expect(client.spawn(['echo', 'x'])).rejects.toThrow('already');
  const viewer = new TestClient(agent, { role: 'viewer', keyId: 'viewer01', session: 'other' });
  await expect(viewer.request('list', {})).rejects.toThrow('may not use');
  expect(noted('spawn-failed', 'spawn-refused', 'op-refused')).toEqual([
    expect.objectContaining({ argv: ['/nowhere'], by: 'me', error: expect.stringContaining('FileNotFoundError') }),
    expect.objectContaining({ argv: ['echo', 'x'], by: 'me', error: expect.stringContaining('run already') }),
    { event: 'op-refused', op: 'list', role: 'viewer', by: 'other' },
  ]);
});

test('an entry has the beginning of long arguments, and nothing of the environment', async () => {
  const client = new TestClient(testHub({}, journal));
  const envDiff: [string, string][] = [['TOKEN', 'hunter2']];
  await client.spawn(['true', ...Array.from({ length: 1_000 }, () => 'argument')], { envDiff });
  const [spawned] = noted('spawn');
  expect(spawned?.['cut']).toBeGreaterThan(6_000);
  expect(JSON.stringify(entries).length).toBeLessThan(3_000);
  expect(JSON.stringify(entries)).not.toMatch(/TOKEN|hunter2/);
});

test('a run that is closed is noted with who closed it', async () => {
  const client = new TestClient(testHub({}, journal), { session: 'me' });
  const { run } = await client.spawn(['sleep', '60']);
  await client.attach(run);
  await client.request('close', { run });
  await client.entry(run, EntryKind.exit);
  expect(noted('close')).toEqual([{ event: 'close', run, by: 'me' }]);
});
