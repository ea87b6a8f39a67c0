import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromAgent, ReadyLine, ToAgent } from './channel.ts';

const BIN = fileURLToPath(new URL('../../bin/pipescope.mjs', import.meta.url));
/** MiB of V8 heap an agent may use; records are kept outside of it. */
const AGENT_HEAP = 1_024;
/** Milliseconds an agent has to end itself before it is killed. */
const PATIENCE = 3_500;

/** How the agent process ended. */
export interface AgentEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What the agent tells. */
export interface AgentEvents {
  ready(ready: ReadyLine): void;
  link(url: string): void;
}

/** An agent that could not start: its own words, or that another one has the state directory. */
export type StartFailure = Extract<FromAgent, { type: 'failed' | 'claimed' }>;

/** The agent process, seen from its parent. */
export class AgentProcess {
  readonly pid: number | undefined;
  /** Resolves when the process has ended, in whatever way. */
  readonly ended: Promise<AgentEnd>;
  /** Why it could not start, if it said so. */
  failure: StartFailure | undefined;
  readonly #child: ChildProcess;
  #isStopping = false;

  /**
   * Starts the agent in a session of its own, so that Ctrl-C reaches only its parent.
   * @param args options of `start`, as typed
   */
  constructor(args: readonly string[], events: AgentEvents) {
    const argv = [`--max-old-space-size=${AGENT_HEAP}`, BIN, 'agent', ...args];
    this.#child = spawn(process.execPath, argv, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.pid = this.#child.pid;
    this.ended = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('exit', (code, signal) => resolve({ code, signal }));
    });
    this.#child.on('message', (message: FromAgent) => {
      if (message.type === 'ready') events.ready(message.ready);
      else if (message.type === 'link') events.link(message.url);
      else this.failure = message;
    });
  }

  /** Whether it was asked to end. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Asks for a fresh link; it comes as an event. */
  askForLink(): void {
    this.#tell({ type: 'link' });
  }

  /** Asks it to end its runs and itself, and kills it if it does not. */
  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#tell({ type: 'stop' });
    setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE).unref();
  }

  #tell(message: ToAgent): void {
    // Between its death and our notice of it, sending fails; the end is told by `ended`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
