import type { AgentMessage } from '../messages/events.ts';
import { StdinChannel, type StdinPort } from './stdin-channel.ts';
import { fromWireError } from './wire-values.ts';

/** One channel for each run that this client has typed into. */
export class StdinChannels {
  readonly #port: StdinPort;
  readonly #channels = new Map<string, StdinChannel>();

  constructor(port: StdinPort) {
    this.#port = port;
  }

  /** The same object every time. */
  get(run: string): StdinChannel {
    const known = this.#channels.get(run);
    if (known !== undefined) return known;
    const channel = new StdinChannel(this.#port, run);
    this.#channels.set(run, channel);
    return channel;
  }

  report({ run, offered, accepted, closed }: Extract<AgentMessage, { op: 'stdin' }>): void {
    const reason = closed === undefined ? null : { error: closed === null ? null : fromWireError(closed) };
    // It may come before whoever started or took the run over has asked for its channel; of a run that is not known the
    // bytes that asked may have been under way when it was forgotten, and there is no channel any more.
    const channel = closed?.code === 'PS_NO_SUCH_RUN' ? this.#channels.get(run) : this.get(run);
    channel?.report(accepted, reason, offered);
  }

  /** Sends now what was written and waits for the end of its turn. */
  flush(): void {
    for (const channel of this.#channels.values()) channel.flush();
  }

  /** Nothing more will be accepted for this run. */
  failRun(run: string, error: Error): void {
    const channel = this.#channels.get(run);
    this.#channels.delete(run);
    channel?.report(channel.accepted, { error });
  }

  resume(): void {
    for (const channel of this.#channels.values()) channel.resume();
  }

  /** Nothing will be accepted any more. */
  fail(error: Error): void {
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    for (const channel of channels) channel.report(channel.accepted, { error });
  }
}
