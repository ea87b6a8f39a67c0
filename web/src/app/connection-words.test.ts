import { expect, test } from 'vitest';
import type { ConnectionStatus } from '../state/protocol.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import { connectionBadge, lossWords } from './connection-words.ts';

const HEARD = 1_800_000_000_000;
const status = (state: ConnectionStatus['state'], more: Partial<ConnectionStatus> = {}): ConnectionStatus => ({
  state,
  since: HEARD,
  lastHeardAt: HEARD,
  latencyMs: null,
  nextTryAt: null,
  refusal: null,
  ...more,
});

test('the badge is a word for every state', () => {
  const badge = (s: ConnectionStatus | null) => connectionBadge(s, 'admitted', false, 1000).words;
  expect(badge(null)).toBe('connecting');
  expect(badge(status('connected', { latencyMs: 12.3 }))).toBe('connected');
  expect(connectionBadge(status('connected', { latencyMs: 12.3 }), 'admitted', false, 0).latency).toBe('12 ms');
  expect(badge(status('connected'))).toBe('connected');
  expect(badge(status('reconnecting', { nextTryAt: 3500 }))).toBe('reconnecting (3 s)');
  expect(badge(status('offline'))).toBe(`offline since ${formatTimeOfDay(HEARD)}`);
  const refusal = { reason: 'agent-restarted' as const, words: '', closeCode: null };
  expect(badge(status('refused', { refusal }))).toBe('agent restarted');
  expect(connectionBadge(status('connected'), 'admitted', true, 0).words).toBe('read only');
  expect(connectionBadge(null, 'needs-link', false, 0).words).toBe('not let in');
});

test('a cut says what is shown and when it tries again', () => {
  expect(lossWords(status('reconnecting', { nextTryAt: 3000 }), 'admitted', 'h:1', true, 0)).toMatchObject({
    title: 'Not connected.',
    sentences: [`Showing what arrived until ${formatTimeOfDay(HEARD)}.`, 'Trying again in 3 s.'],
    can: 'try-now',
  });
});

test('nobody there says how to start it', () => {
  const words = lossWords(status('offline', { lastHeardAt: null }), 'admitted', 'localhost:7777', false, 0);
  expect(words?.title).toBe('No agent answers at localhost:7777.');
  expect(words?.sentences[0]).toContain(
    'Start it with `npm start` in the pipescope folder and this page connects by itself.',
  );
  expect(words?.sentences[1]).toMatch(/`ssh -L`.*tunnel.*fresh link/);
});

test('an unknown tab is told how to get a link and may paste one', () => {
  const refusal = { reason: 'bad-key' as const, words: '', closeCode: 4401 };
  for (const words of [
    lossWords(null, 'needs-link', 'h', false, 0),
    lossWords(status('refused', { refusal }), 'admitted', 'h', false, 0),
  ]) {
    expect(words).toMatchObject({ title: 'The agent is there but does not know this tab.', can: 'paste-link' });
  }
});

test('while connected nothing is said', () => {
  expect(lossWords(status('connected'), 'admitted', 'h', true, 0)).toBeNull();
  expect(lossWords(null, 'asking', 'h', false, 0)).toBeNull();
});

test('another version of the protocol can only be mended by loading the page again', () => {
  const refusal = { reason: 'version' as const, words: '', closeCode: 4409 };
  expect(lossWords(status('refused', { refusal }), 'admitted', 'h', true, 0)?.can).toBe('reload');
});
