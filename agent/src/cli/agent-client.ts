import { randomBytes } from 'node:crypto';
import {
  type AgentInfo,
  type AgentMessage,
  agentMessage,
  type ClientMessageInput,
  challenge,
  PROTOCOL_VERSION,
  SUBPROTOCOL,
  welcome,
} from '@pipescope/protocol';
import * as v from 'valibot';
import { type RawData, WebSocket } from 'ws';
import type { CliKeyFile } from '../transport/agent-files.ts';
import { type Exchange, isProof, proof } from '../transport/proof.ts';
import { CommandError } from './exit-code.ts';

/** Milliseconds to wait for the agent to accept, and for each reply. */
const TIMEOUT = 5_000;

/** A request without its number. */
export type AgentRequest = ClientMessageInput extends infer Message
  ? Message extends { id: number }
    ? Omit<Message, 'id'>
    : never
  : never;

/** A short-lived connection of a command to the agent that runs, by the key in its state directory. */
export class AgentClient {
  /** What the agent says about itself, once it has proved that it is the one that wrote the key file. */
  readonly agent: AgentInfo;
  readonly #socket: WebSocket;
  readonly #inbox: Inbox;
  #lastId = 0;

  private constructor(socket: WebSocket, inbox: Inbox, agent: AgentInfo) {
    this.#socket = socket;
    this.#inbox = inbox;
    this.agent = agent;
  }

  /**
   * Connects and proves both sides to each other.
   * @param wsUrl `ws://HOST/ws`, `wss://HOST/ws` or `ws+unix:PATH:/ws`
   * @throws CommandError when no agent that knows the key answers there
   */
  static async connect(wsUrl: string, key: CliKeyFile): Promise<AgentClient> {
    // The certificate need not be valid for the name used here: the proof below is bound to the key instead.
    const socket = new WebSocket(wsUrl, SUBPROTOCOL, { handshakeTimeout: TIMEOUT, rejectUnauthorized: false });
    const inbox = new Inbox(socket);
    try {
      const agent = await shakeHands(socket, inbox, hostOf(wsUrl), key);
      return new AgentClient(socket, inbox, agent);
    } catch (error) {
      socket.terminate();
      throw error;
    }
  }

  /**
   * Sends a request and waits for its reply.
   * @param hear gets what the agent tells of itself meanwhile
   * @throws CommandError with the words of the agent when it failed
   */
  async request(request: AgentRequest, hear?: (message: AgentMessage) => void): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#socket.send(JSON.stringify({ ...request, id }));
    for (;;) {
      const message: AgentMessage = v.parse(agentMessage, await this.#inbox.next());
      if (message.op === 'done' && message.re === id) return message.value;
      if (message.op === 'failed' && message.re === id) throw new CommandError(message.error.message);
      hear?.(message);
    }
  }

  close(): void {
    this.#socket.close();
  }
}

async function shakeHands(socket: WebSocket, inbox: Inbox, host: string, key: CliKeyFile): Promise<AgentInfo> {
  await inbox.opened;
  const secret = Buffer.from(key.key, 'base64url');
  const cn = randomBytes(16).toString('base64url');
  const session = randomBytes(16).toString('base64url');
  const hello = { op: 'hello', v: PROTOCOL_VERSION, kind: 'cli', auth: 'key', keyId: key.keyId, cn, session };
  socket.send(JSON.stringify(hello));
  const { agentId, sn } = v.parse(challenge, await inbox.next());
  if (agentId !== key.agentId) throw new CommandError('The agent at this address is another one: it was started again');
  const exchange: Exchange = { agentId, origin: '', host, cn, sn };
  socket.send(JSON.stringify({ op: 'auth', mac: proof(secret, 'c', exchange).toString('base64url') }));
  const { mac, agent } = v.parse(welcome, await inbox.next());
  if (!isProof(mac, proof(secret, 's', exchange))) {
    throw new CommandError('What answers at the address of the agent cannot prove that it is the agent');
  }
  return agent;
}

/** The Host header ws sends for a URL. */
function hostOf(wsUrl: string): string {
  return wsUrl.startsWith('ws+unix:') ? 'localhost' : new URL(wsUrl).host;
}

/** Messages of a socket, one at a time. */
class Inbox {
  /** Settles once the socket is open or cannot be. */
  readonly opened: Promise<void>;
  readonly #messages: unknown[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: WebSocket) {
    this.opened = new Promise((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', (error) => reject(new CommandError(`Cannot reach the agent: ${error.message}`)));
    });
    this.opened.catch(() => undefined);
    socket.on('message', (data: RawData, isBinary) => {
      if (!isBinary) this.#push(JSON.parse((data as Buffer).toString('utf8')));
    });
    socket.on('close', (code, reason) => {
      this.#failure = new CommandError(`The agent closed the connection (${code}): ${reason.toString('utf8')}`);
      this.#wake?.();
    });
  }

  /** The next message; rejects when none comes. */
  async next(): Promise<unknown> {
    const timer = setTimeout(() => {
      this.#failure = new CommandError(`The agent did not answer within ${TIMEOUT / 1_000} s`);
      this.#wake?.();
    }, TIMEOUT);
    try {
      while (this.#messages.length === 0) {
        if (this.#failure !== undefined) throw this.#failure;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      return this.#messages.shift();
    } finally {
      clearTimeout(timer);
    }
  }

  #push(message: unknown): void {
    this.#messages.push(message);
    this.#wake?.();
  }
}
