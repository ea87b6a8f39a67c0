import type { Admission } from '../state/connection.ts';
import type { ConnectionStatus } from '../state/protocol.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import type { IconName } from '../ui/icons.ts';

/** The connection in a word, a shape and a colour. */
export interface ConnectionBadge {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'mut';
  readonly words: string;
}

/** Seconds until the next attempt, at least 1; null when none is planned. */
export function secondsToTry(status: ConnectionStatus, now: number): number | null {
  return status.nextTryAt === null ? null : Math.max(1, Math.ceil((status.nextTryAt - now) / 1000));
}

/** What the badge beside the name says. `now` is the platform clock in milliseconds. */
export function connectionBadge(
  status: ConnectionStatus | null,
  admission: Admission,
  readOnly: boolean,
  now: number,
): ConnectionBadge {
  if (status === null) {
    return admission === 'needs-link'
      ? { icon: 'ring', tone: 'bad', words: 'not let in' }
      : { icon: 'half', tone: 'mut', words: 'connecting' };
  }
  switch (status.state) {
    case 'connected': {
      if (readOnly) return { icon: 'diamond', tone: 'mut', words: 'read only' };
      const { latencyMs } = status;
      const latency = latencyMs === null ? '' : latencyMs < 1 ? ' <1 ms' : ` ${Math.round(latencyMs)} ms`;
      return { icon: 'live', tone: 'ok', words: `connected${latency}` };
    }
    case 'connecting':
      return { icon: 'half', tone: 'mut', words: 'connecting' };
    case 'reconnecting': {
      const seconds = secondsToTry(status, now);
      return { icon: 'half', tone: 'bad', words: seconds === null ? 'reconnecting' : `reconnecting (${seconds} s)` };
    }
    case 'offline':
      return {
        icon: 'ring',
        tone: 'bad',
        words: `offline since ${formatTimeOfDay(status.lastHeardAt ?? status.since)}`,
      };
    case 'refused': {
      const restarted = status.refusal?.reason === 'agent-restarted';
      return { icon: 'diamond', tone: 'bad', words: restarted ? 'agent restarted' : 'refused' };
    }
    case 'closed':
      return { icon: 'ring', tone: 'mut', words: 'closed' };
  }
}

/** What the page says while it is not connected: the sentence, and whether a link can be pasted. */
export interface LossWords {
  readonly title: string;
  readonly words: string;
  readonly paste: boolean;
  /** True when trying again at once makes sense. */
  readonly retry: boolean;
}

const HOW_TO_LINK =
  "Press Enter in the agent's terminal (or run `npx pipescope link` in its folder) for a fresh link, or paste one.";

/** Null while connected, and while nothing can be said yet. `host` as in the address, `shown` when runs are on screen. */
export function lossWords(
  status: ConnectionStatus | null,
  admission: Admission,
  host: string,
  shown: boolean,
  now: number,
): LossWords | null {
  const notKnown: LossWords = {
    title: 'The agent is there but does not know this tab.',
    words: HOW_TO_LINK,
    paste: true,
    retry: false,
  };
  if (status === null) return admission === 'needs-link' ? notKnown : null;
  const seconds = secondsToTry(status, now);
  const again = seconds === null ? 'Trying again now.' : `Trying again in ${seconds} s.`;
  const kept = status.lastHeardAt === null ? '' : `Showing what arrived until ${formatTimeOfDay(status.lastHeardAt)}.`;
  switch (status.state) {
    case 'connected':
    case 'connecting':
    case 'closed':
      return null;
    case 'reconnecting':
      return { title: 'Not connected.', words: shown ? `${kept} ${again}` : again, paste: false, retry: true };
    case 'offline':
      return {
        title: `No agent answers at ${host}.`,
        words: `Is it running? Start it with \`npm start\` in the pipescope folder and this page connects by itself. ${shown ? kept : ''} ${again}`,
        paste: false,
        retry: true,
      };
    case 'refused':
      switch (status.refusal?.reason) {
        case 'agent-restarted':
          return {
            title: `The agent was restarted at ${formatTimeOfDay(status.since)}.`,
            words: `Its earlier processes are gone; what you saw is kept below, read only. ${HOW_TO_LINK}`,
            paste: true,
            retry: false,
          };
        case 'bad-key':
        case undefined:
          return notKnown;
        default:
          return { title: 'The agent will not go on.', words: status.refusal?.words ?? '', paste: true, retry: true };
      }
  }
}
