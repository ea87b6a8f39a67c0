import { crc32 } from '../../base/crc32.ts';
import { encodeUtf8 } from '../../base/utf8.ts';
import type { AgentMessage } from '../../messages/events.ts';
import type { Hello } from '../../messages/handshake.ts';
import type { ClientMessage } from '../../messages/requests.ts';
import type { RunInfo } from '../../messages/run.ts';
import { decodeFrame } from '../../record/decode.ts';
import { FrameWriter, runBytes } from '../../record/encode.ts';
import { EntryKind, StreamId } from '../../record/entry.ts';
import { FrameKind } from '../../record/frame.ts';
import { encodeBase64Url } from '../base64url.ts';
import { digest, type PeerSocket } from './world.ts';

export const RUN = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const CODE_SECRET = new Uint8Array(16).fill(7);

interface ModelEntry {
  readonly kind: EntryKind;
  readonly stream: StreamId;
  readonly offset: number;
  readonly payload: Uint8Array;
}

/** As much of an agent as the client can tell apart: one run, whose record grows when told to. */
export class ModelAgent {
  agentId = 'agent-1';
  /** Once keys seen by spawn and signal: how often each was done. */
  readonly spawned = new Set<string>();
  readonly signalled = new Set<string>();
  readonly received: { op: string; [key: string]: unknown }[] = [];
  readonly entries: ModelEntry[] = [];
  stdin: number[] = [];
  stdinEnded = false;
  /** Sends at most this many entries per frame. */
  entriesPerFrame = 2;
  readonly #keys = new Map<string, Uint8Array>();
  readonly #live = new Set<ModelSession>();
  #codes = new Map([['CODE0001', CODE_SECRET]]);
  #outBytes = 0;
  #outCrc = 0;

  accept(peer: PeerSocket): void {
    const session = new ModelSession(this, peer);
    this.#live.add(session);
    peer.receive = (message) => session.receive(message);
    peer.closed = () => this.#live.delete(session);
  }

  secretOf(hello: Hello): Uint8Array | undefined {
    return (hello.auth === 'code' ? this.#codes : this.#keys).get(hello.keyId);
  }

  /** A code is used up; the key it becomes has the code's name. */
  redeem(keyId: string, secret: Uint8Array): void {
    this.#codes.delete(keyId);
    this.#keys.set(keyId, secret);
  }

  restart(): void {
    this.agentId += '+';
    this.#keys.clear();
  }

  get runInfo(): RunInfo {
    const stream = { bytes: this.#outBytes, lines: 0, ended: false };
    return {
      run: RUN,
      number: 1,
      state: 'running',
      argv: ['cat'],
      shell: false,
      stdin: 'pipe',
      stdout: 'pipe',
      stderr: 'inherit',
      cwd: null,
      envNames: [],
      startNewSession: false,
      pid: 42,
      startedAt: 0,
      consumers: { stdout: 'script', stderr: null },
      streams: { stdin: { ...stream, bytes: this.stdin.length }, stdout: stream, stderr: null },
    };
  }

  out(text: string): void {
    const payload = encodeUtf8(text);
    this.#add({ kind: EntryKind.data, stream: StreamId.stdout, offset: this.#outBytes, payload });
    this.#outBytes += payload.length;
    this.#outCrc = crc32(payload, this.#outCrc);
  }

  json(kind: EntryKind, stream: StreamId, payload: object, offset = 0): void {
    this.#add({ kind, stream, offset, payload: encodeUtf8(JSON.stringify(payload)) });
  }

  eof(): void {
    this.json(EntryKind.eof, StreamId.stdout, { bytes: this.#outBytes, crc32: this.#outCrc });
  }

  exit(returncode: number): void {
    const usage = { coreDumped: false, userSeconds: 0, systemSeconds: 0, maxRssKib: null };
    const streams = { unread: { stdout: 0, stderr: 0 }, streamsOpen: [] };
    this.json(EntryKind.exit, StreamId.none, { returncode, ...usage, ...streams });
  }

  typed(offset: number, bytes: Uint8Array): void {
    for (const byte of bytes.subarray(Math.max(0, this.stdin.length - offset))) this.stdin.push(byte);
  }

  #add(entry: ModelEntry): void {
    this.entries.push(entry);
    for (const session of this.#live) session.pump();
  }
}

class ModelSession {
  readonly #agent: ModelAgent;
  readonly #peer: PeerSocket;
  readonly #attachments = new Map<number, { next: number; credit: number; sent: number }>();
  #hello: Hello | null = null;
  #known = false;
  /** Attachment whose frames were sent last. */
  #source: number | null = null;

  constructor(agent: ModelAgent, peer: PeerSocket) {
    this.#agent = agent;
    this.#peer = peer;
  }

  receive(message: string | Uint8Array): void {
    if (message instanceof Uint8Array) this.#frame(message);
    else if (this.#known) this.#take(JSON.parse(message) as ClientMessage);
    else this.#greet(JSON.parse(message) as Hello | { op: 'auth'; mac: string });
  }

  pump(): void {
    for (const [attachment, place] of this.#attachments) {
      while (place.next < this.#agent.entries.length && place.sent < place.credit) {
        const part = this.#agent.entries.slice(place.next, place.next + this.#agent.entriesPerFrame);
        const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(RUN), seq: place.next, time: 0 });
        for (const { kind, stream, offset, payload } of part) writer.append(kind, stream, offset, 0, payload);
        const frame = writer.seal();
        place.next += part.length;
        place.sent += frame.length;
        if (this.#source !== attachment) this.#send({ op: 'source', run: RUN, attachment });
        this.#source = attachment;
        this.#peer.send(frame);
      }
    }
  }

  #greet(message: Hello | { op: 'auth'; mac: string }): void {
    const { agentId } = this.#agent;
    if (message.op === 'hello') {
      this.#hello = message;
      this.#peer.send(JSON.stringify({ op: 'challenge', v: 1, agentId, sn: 'S'.repeat(22) }));
      return;
    }
    const hello = this.#hello;
    const secret = hello === null ? undefined : this.#agent.secretOf(hello);
    if (hello === null || secret === undefined || message.mac !== this.#mac('c', hello, secret)) {
      this.#peer.close(4401);
      return;
    }
    const salt = hello.cn + 'S'.repeat(22);
    const derived = digest([...secret, ...encodeUtf8(`${salt} pipescope tab key`)], 32);
    if (hello.auth === 'code') this.#agent.redeem(hello.keyId, derived);
    this.#known = true;
    const agent = { version: '0', host: 'h', pid: 1, root: false, home: '/', cwd: '/', startedAt: 0 };
    const session = hello.session ?? 'session';
    const rest = { role: 'owner', session, keyId: hello.keyId, agent, limits: {}, capabilities: [] };
    this.#peer.send(JSON.stringify({ op: 'welcome', mac: this.#mac('s', hello, secret), ...rest }));
  }

  #mac(side: string, { cn }: Hello, secret: Uint8Array): string {
    const parts = [side, this.#agent.agentId, 'http://h', 'h', cn, 'S'.repeat(22)];
    return encodeBase64Url(digest([...secret, ...encodeUtf8(JSON.stringify(parts))], 32));
  }

  #frame(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind !== FrameKind.stdin) return;
    for (const chunk of frame.chunks) this.#agent.typed(chunk.offset, chunk.bytes);
    this.#send({ op: 'stdin', run: RUN, offered: this.#agent.stdin.length, accepted: this.#agent.stdin.length });
  }

  #take(message: ClientMessage): void {
    const agent = this.#agent;
    agent.received.push(message);
    switch (message.op) {
      case 'ping':
        return this.#send({ op: 'pong', t: message.t });
      case 'list':
        const runs = agent.spawned.size > 0 ? [agent.runInfo] : [];
        return this.#done(message.id, { runs, total: runs.length });
      case 'spawn':
        agent.spawned.add(message.once);
        return this.#done(message.id, { run: agent.runInfo });
      case 'signal':
        agent.signalled.add(message.once);
        return this.#done(message.id, {});
      case 'attach':
        this.#attachments.set(message.id, { next: message.from, credit: message.credit, sent: 0 });
        this.#done(message.id, { attachment: message.id, from: message.from });
        return this.pump();
      case 'credit': {
        const place = this.#attachments.get(message.attachment);
        if (place !== undefined) place.credit = Math.max(place.credit, message.bytes);
        return this.pump();
      }
      case 'detach':
        this.#attachments.delete(message.attachment);
        return this.#done(message.id, {});
      case 'stdinEof':
        agent.stdinEnded = true;
        this.#send({ op: 'stdin', run: RUN, offered: agent.stdin.length, accepted: agent.stdin.length, closed: null });
        return this.#done(message.id, {});
      case 'ack':
      case 'taken':
        return;
      default:
        return this.#done(message.id, {});
    }
  }

  #done(re: number, value: unknown): void {
    this.#send({ op: 'done', re, value });
  }

  #send(message: AgentMessage): void {
    this.#peer.send(JSON.stringify(message));
  }
}
