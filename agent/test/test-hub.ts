import { afterEach } from 'vitest';
import { Hub } from '../src/session/hub.ts';

const hubs: Hub[] = [];

/** An agent without sockets; whatever it started is ended after the test. */
export function testHub(limits: Record<string, number> = {}): Hub {
  const hub = new Hub({ limits: { termMillis: 200, ...limits } });
  hubs.push(hub);
  return hub;
}

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.shutdown()));
});
