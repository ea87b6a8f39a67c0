import type { AgentFile } from '../transport/agent-files.ts';

/** What `start --json` prints: where the agent is and how to get in. `url` carries a one-use code. */
export type ReadyLine = Omit<AgentFile, 'v'>;

/** What the supervisor asks the agent, over Node's channel between the two. */
export type ToAgent = { readonly type: 'link' } | { readonly type: 'stop' };

/** What the agent tells its supervisor. */
export type FromAgent =
  /** It listens and can be used. */
  | { readonly type: 'ready'; readonly ready: ReadyLine }
  /** A fresh one-use link. */
  | { readonly type: 'link'; readonly url: string }
  /** Another agent has the state directory. */
  | { readonly type: 'claimed' }
  /** It cannot start; the words are for people. */
  | { readonly type: 'failed'; readonly message: string; readonly exitCode: number };

/** Sends to the supervisor, if there is one. */
export function tellSupervisor(message: FromAgent): void {
  if (process.connected) process.send?.(message);
}

/** Who in the agent takes what the supervisor says. */
export interface SupervisorListener {
  link(): void;
  stop(): void;
  /** The supervisor has died, in whatever way. */
  gone(): void;
}

/** Listens to the supervisor, if there is one. */
export function listenTo(listener: SupervisorListener): void {
  if (!process.connected) return;
  process.on('message', (message: ToAgent) => {
    if (message.type === 'link') listener.link();
    if (message.type === 'stop') listener.stop();
  });
  process.on('disconnect', () => listener.gone());
}
