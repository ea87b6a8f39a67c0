import { AgentProcess, type StartFailure } from './agent-process.ts';
import { announce } from './banner.ts';
import { tellSupervisor } from './channel.ts';
import { hasBrowser, openBrowser } from './open-browser.ts';
import type { StartOptions } from './options.ts';
import { onEnterKey } from './terminal-keys.ts';

/** Where the agent meets its user: the terminal with its keys, and the browser that is opened for them. */
export class FrontDesk {
  readonly #options: StartOptions;
  readonly #stateDir: string;
  readonly #spared = new Set<number>();
  #agent: AgentProcess | undefined;
  #wantsBrowser: boolean;

  constructor(options: StartOptions, stateDir: string) {
    this.#options = options;
    this.#stateDir = stateDir;
    this.#wantsBrowser = options.open && !options.json && process.stdout.isTTY && hasBrowser();
  }

  /** Sessions that live on when the agent ends: the browser is the user's. Grows. */
  get spared(): ReadonlySet<number> {
    return this.#spared;
  }

  /** Why the agent could not start, if it said so. */
  get failure(): StartFailure | undefined {
    return this.#agent?.failure;
  }

  /** Whether the agent was asked to end. */
  get isStopping(): boolean {
    return this.#agent?.isStopping ?? false;
  }

  /**
   * Starts the agent; the terminal's keys and signals go to it from then on.
   * @param args options of `start`, as typed
   */
  startAgent(args: readonly string[]): AgentProcess {
    const options = this.#options;
    const agent = new AgentProcess(args, {
      ready: (ready) => {
        tellSupervisor({ type: 'ready', ready });
        announce(ready, options);
        // The printed link stays good: the browser gets one of its own.
        if (this.#wantsBrowser) agent.askForLink();
        const listens = onEnterKey(() => agent.askForLink());
        if (listens && !options.json) process.stdout.write('Press Enter for a fresh link, Ctrl-C to stop.\n');
      },
      link: (url) => this.#hand(url),
    });
    this.#agent = agent;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => agent.stop());
    return agent;
  }

  #hand(url: string): void {
    if (!this.#wantsBrowser) {
      process.stdout.write(this.#options.json ? `${JSON.stringify({ url })}\n` : `  ${url}\n`);
      return;
    }
    this.#wantsBrowser = false;
    const session = openBrowser(url, this.#stateDir);
    if (session !== undefined) this.#spared.add(session);
  }
}
