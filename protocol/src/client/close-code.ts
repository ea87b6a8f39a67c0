import type { Refusal, RefusalReason } from './connection-status.ts';

/** Close codes the agent uses, by meaning. */
export const CloseCode = {
  normal: 1000,
  badMessage: 4400,
  authFailed: 4401,
  notAllowed: 4403,
  authTimeout: 4408,
  version: 4409,
  gone: 4410,
  tooMany: 4429,
} as const;

const FRESH_LINK =
  'Press Enter in the terminal of the agent (or run `npx pipescope link` in its folder) for a fresh link.';

const WORDS: Readonly<Record<RefusalReason, string>> = {
  'bad-key': `The agent is there but does not know this key: it was used, has expired or was taken back. ${FRESH_LINK}`,
  'agent-restarted': `The agent was restarted and its earlier processes are gone; what was seen is kept, read only. ${FRESH_LINK}`,
  version: 'This client and the agent speak different protocol versions. Reload the page from the agent.',
  impostor: `What answers at this address could not prove that it knows the key, so nothing was sent to it. ${FRESH_LINK}`,
  ended: `The agent has ended this session. ${FRESH_LINK}`,
  protocol: 'The agent sent something this client cannot read. Reload the page from the agent.',
};

export function refusal(reason: RefusalReason, closeCode: number | null = null, words = WORDS[reason]): Refusal {
  return { reason, words, closeCode };
}

/**
 * The refusal a close code stands for; null for a cut, after which trying again makes sense.
 * @param why what the agent said with it
 */
export function refusalOf(closeCode: number, why: string): Refusal | null {
  switch (closeCode) {
    case CloseCode.authFailed:
      return refusal('bad-key', closeCode);
    case CloseCode.version:
      return refusal('version', closeCode);
    case CloseCode.gone:
      return refusal('ended', closeCode);
    case CloseCode.badMessage:
    case CloseCode.notAllowed:
      return refusal('protocol', closeCode, refusedWords(closeCode, why));
    default:
      return null;
  }
}

function refusedWords(closeCode: number, why: string): string {
  const code = `The agent refused what this client sent (close code ${closeCode})`;
  return why === '' ? `${code}.` : `${code}: ${why.replace(/\.$/, '')}.`;
}
