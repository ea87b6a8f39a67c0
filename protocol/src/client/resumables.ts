import type { Clock } from '../base/clock.ts';
import type { AgentMessage } from '../messages/events.ts';
import type { ClientMessageInput } from '../messages/requests.ts';
import type { Frame } from '../record/decode.ts';
import { FrameKind } from '../record/frame.ts';
import { encodeStdin } from '../record/stdin.ts';
import { Attachments } from './attachments.ts';
import { RunForgottenError } from './errors.ts';
import { attachmentReply, valueOf } from './replies.ts';
import type { Request } from './request-manager.ts';
import { STDIN_WINDOW } from './stdin-channel.ts';
import { StdinChannels } from './stdin-channels.ts';
import { Watches } from './watch.ts';

/** The way to the agent, as what goes on over cuts uses it. */
export interface ResumablesPort {
  readonly clock: Clock;
  /** True while there is an open connection. */
  isOpen(): boolean;
  /** True when this client may change runs. */
  isOwner(): boolean;
  /** @param repeat may be sent again after a cut */
  ask(request: Request, repeat: boolean): Promise<unknown>;
  /** False, and nothing is sent, unless there is an open connection. */
  send(message: ClientMessageInput | Uint8Array): boolean;
  /** Bytes the agent takes ahead of what the child has read, when it says so. */
  stdinQueue(): number | undefined;
}

/** What goes on where it was after a cut: attachments, watches, and what is typed. */
export class Resumables {
  readonly attachments: Attachments;
  readonly watches: Watches;
  readonly channels: StdinChannels;
  readonly #port: ResumablesPort;

  constructor(port: ResumablesPort) {
    this.#port = port;
    const detach = (attachment: number) => {
      port.ask({ op: 'detach', attachment }, false).catch(() => undefined);
    };
    this.attachments = new Attachments({
      clock: port.clock,
      attach: async (run, from, credit) =>
        valueOf(attachmentReply, await port.ask({ op: 'attach', run, from, credit }, false)).attachment,
      detach,
      credit: (attachment, bytes) => port.send({ op: 'credit', attachment, bytes }),
    });
    this.watches = new Watches({
      watch: async (run, tail) =>
        valueOf(attachmentReply, await port.ask({ op: 'watch', run, tail }, false)).attachment,
      detach,
      ack: (attachment) => port.send({ op: 'ack', attachment }),
    });
    this.channels = new StdinChannels({
      window: () => Math.min(STDIN_WINDOW, port.stdinQueue() ?? STDIN_WINDOW),
      send: (run, offset, bytes) => port.send(encodeStdin(run, offset, bytes)),
      isOpen: () => port.isOpen(),
      eof: async (run, offset) => void (await port.ask({ op: 'stdinEof', run, offset }, false)),
      abort: async (run) => void (await port.ask({ op: 'stdinAbort', run }, true)),
    });
  }

  /** Sends a request, behind all that was typed before it. False when there is no connection. */
  sendRequest(message: ClientMessageInput): boolean {
    this.channels.flush();
    return this.#port.send(message);
  }

  /** There is a connection again. */
  resume(): void {
    this.attachments.resume();
    this.watches.resume();
    // Who may only look may not send stdin, not even nothing: the agent would end the connection.
    if (this.#port.isOwner()) this.channels.resume();
  }

  /** What the agent says without having been asked. */
  message(message: AgentMessage): void {
    if (message.op === 'stdin') this.channels.report(message);
    else if (message.op === 'source') this.attachments.source(message.run, message.attachment);
  }

  /** A frame that is no answer. @throws ProtocolError when it cannot be. */
  frame(frame: Frame, bytes: number): void {
    if (frame.kind === FrameKind.record) this.attachments.receive(frame, bytes);
    else if (frame.kind === FrameKind.rows) this.watches.receive(frame);
  }

  /** The agent has dropped the run. */
  gone(run: string): void {
    const error = new RunForgottenError(run);
    this.attachments.failRun(run, error);
    this.watches.failRun(run, error);
    this.channels.failRun(run, error);
  }

  /** The connection is gone. */
  cut(): void {
    this.attachments.cut();
    this.watches.cut();
  }

  /** It will not come back. */
  fail(error: Error): void {
    this.attachments.fail(error);
    this.watches.fail(error);
    this.channels.fail(error);
  }
}
