import { afterEach } from 'vitest';
import { Hub } from '../src/session/hub.ts';
import type { Journal } from '../src/session/journal.ts';

const hubs: Hub[] = [];

/** An agent without sockets; whatever it started is ended after the test. */
export function testHub(limits: Record<string, number> = {}, journal?: Journal): Hub {
  const hub = new Hub({ limits: { termMillis: 200, ...limits }, ...(journal && { journal }) });
  hubs.push(hub);
  return hub;
}

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.shutdown()));
});
