import { type ClientKey, parsePairingCode } from './protocol.ts';

const CHANNEL = 'pipescope';
const ANSWER_MS = 800;

/** What tabs of one origin say to each other. A code is sent only to the tab that asked, once. */
type TabMessage =
  | { readonly say: 'need'; readonly tab: string }
  | { readonly say: 'have'; readonly tab: string; readonly from: string }
  | { readonly say: 'please'; readonly tab: string; readonly from: string }
  | { readonly say: 'code'; readonly tab: string; readonly code: string };

const isTabMessage = (data: unknown): data is TabMessage =>
  typeof data === 'object' && data !== null && 'say' in data && 'tab' in data && typeof data.tab === 'string';

/** Asks the other tabs of this agent for a way in; null when none is connected (or none answers in time). */
export function askOtherTabs(): Promise<ClientKey | null> {
  const channel = new BroadcastChannel(CHANNEL);
  const tab = crypto.randomUUID();
  return new Promise<ClientKey | null>((resolve) => {
    let timer = setTimeout(finish, ANSWER_MS, null);
    function finish(key: ClientKey | null): void {
      clearTimeout(timer);
      channel.close();
      resolve(key);
    }
    let asked = false;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isTabMessage(data) || data.tab !== tab) return;
      if (data.say === 'have' && !asked) {
        asked = true;
        clearTimeout(timer);
        timer = setTimeout(finish, 4 * ANSWER_MS, null);
        channel.postMessage({ say: 'please', tab, from: data.from } satisfies TabMessage);
      } else if (data.say === 'code') finish(parsePairingCode(`p=${data.code}`));
    };
    channel.postMessage({ say: 'need', tab } satisfies TabMessage);
  });
}

/** Lets other tabs in while `able()` says this one is connected; `mint` has the agent make a one-use code. */
export function letOtherTabsIn(able: () => boolean, mint: () => Promise<string>): void {
  const channel = new BroadcastChannel(CHANNEL);
  const from = crypto.randomUUID();
  const served = new Set<string>();
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isTabMessage(data) || !able()) return;
    if (data.say === 'need') {
      channel.postMessage({ say: 'have', tab: data.tab, from } satisfies TabMessage);
    } else if (data.say === 'please' && data.from === from && !served.has(data.tab)) {
      served.add(data.tab);
      mint().then(
        (code) => channel.postMessage({ say: 'code', tab: data.tab, code } satisfies TabMessage),
        () => undefined,
      );
    }
  };
}
