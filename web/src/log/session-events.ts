import type { RunInfo } from '../state/protocol.ts';
import type { SessionStore } from '../state/session-store.ts';
import { knownEvents, type RunEvent } from './run-events.ts';

/** The events of a run as this page knows them now. */
export function sessionEvents(run: RunInfo, store: SessionStore): readonly RunEvent[] {
  return knownEvents(run, store.ownSessions, store.knowsOf(run), store.connection.knownUntil);
}
