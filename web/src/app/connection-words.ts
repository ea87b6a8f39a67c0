import type { Admission } from '../state/connection.ts';
import type { ConnectionStatus } from '../state/protocol.ts';
import { t } from '../strings/message.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import type { IconName } from '../ui/icons.ts';

/** The connection in a word, a shape and a colour. */
export interface ConnectionBadge {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'mut';
  readonly words: string;
  /** Time to the agent and back, where it is known. */
  readonly latency: string;
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
  const badge = (icon: IconName, tone: ConnectionBadge['tone'], words: string, latency = ''): ConnectionBadge => ({
    icon,
    tone,
    words,
    latency,
  });
  if (status === null) {
    return admission === 'needs-link'
      ? badge('ring', 'bad', t('shell.badgeNoKey'))
      : badge('half', 'mut', t('shell.badgeConnecting'));
  }
  switch (status.state) {
    case 'connected': {
      if (readOnly) return badge('diamond', 'mut', t('shell.badgeReadOnly'));
      const { latencyMs: ms } = status;
      const latency = ms === null ? '' : ms < 1 ? t('shell.latencyLow') : t('shell.latency', { ms: Math.round(ms) });
      return badge('live', 'ok', t('shell.connected'), latency);
    }
    case 'connecting':
      return badge('half', 'mut', t('shell.badgeConnecting'));
    case 'reconnecting': {
      const seconds = secondsToTry(status, now);
      return badge(
        'half',
        'bad',
        seconds === null ? t('shell.badgeReconnecting') : t('shell.badgeReconnectingIn', { seconds }),
      );
    }
    case 'offline': {
      const time = formatTimeOfDay(status.lastHeardAt ?? status.since);
      return badge('ring', 'bad', t('shell.badgeOffline', { time }));
    }
    case 'refused': {
      const restarted = status.refusal?.reason === 'agent-restarted';
      return badge('diamond', 'bad', t(restarted ? 'shell.badgeRestarted' : 'shell.badgeRefused'));
    }
    case 'closed':
      return badge('ring', 'mut', t('shell.badgeClosed'));
  }
}

/** What the page says while it is not connected, and what a person can do about it. */
export interface LossWords {
  readonly title: string;
  /** Whole sentences; backquotes mark code. */
  readonly sentences: readonly string[];
  readonly can: 'try-now' | 'paste-link' | 'reload';
}

/** Null while connected, and while nothing can be said yet. `host` as in the address, `shown` when runs are on screen. */
export function lossWords(
  status: ConnectionStatus | null,
  admission: Admission,
  host: string,
  shown: boolean,
  now: number,
): LossWords | null {
  const needLink = (title: string, ...sentences: string[]): LossWords => ({
    title,
    sentences: [...sentences, t('shell.howToLink')],
    can: 'paste-link',
  });
  if (status === null) return admission === 'needs-link' ? needLink(t('shell.noKeyTitle')) : null;
  const seconds = secondsToTry(status, now);
  const again = seconds === null ? t('shell.lossAgainNow') : t('shell.lossAgain', { seconds });
  const { lastHeardAt } = status;
  const kept = shown && lastHeardAt !== null ? [t('shell.lossKept', { time: formatTimeOfDay(lastHeardAt) })] : [];
  switch (status.state) {
    case 'connected':
    case 'connecting':
    case 'closed':
      return null;
    case 'reconnecting':
      return { title: t('shell.lossTitle'), sentences: [...kept, again], can: 'try-now' };
    case 'offline':
      return {
        title: t('shell.offlineTitle', { host }),
        sentences: [t('shell.offlineWords'), t('shell.offlineTunnel'), ...kept, again],
        can: 'try-now',
      };
    case 'refused':
      switch (status.refusal?.reason) {
        case 'agent-restarted':
          return needLink(
            t('shell.restartedTitle', { time: formatTimeOfDay(status.since) }),
            ...(shown ? [t('shell.restartedWords')] : []),
          );
        case 'bad-key':
        case undefined:
          return needLink(t('shell.noKeyTitle'));
        case 'version':
          return { title: t('shell.versionTitle'), sentences: [t('shell.versionWords')], can: 'reload' };
        case 'impostor':
          return needLink(t('shell.impostorTitle'), t('shell.impostorWords'));
        case 'ended':
          return needLink(t('shell.endedTitle'), ...kept);
        case 'protocol':
          return { title: t('shell.refusedTitle'), sentences: [status.refusal.words], can: 'reload' };
      }
  }
}
