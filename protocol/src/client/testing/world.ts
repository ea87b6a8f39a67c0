import type { Cancel, Clock } from '../../base/clock.ts';
import { encodeUtf8 } from '../../base/utf8.ts';
import type { Platform } from '../platform.ts';
import type { Socket, SocketEvents } from '../socket.ts';

/** The agent's side of a socket that exists in memory only. */
export interface PeerSocket {
  send(message: string | Uint8Array): void;
  close(code: number): void;
  /** Named by the peer when it accepts the socket. */
  receive: (message: string | Uint8Array) => void;
  closed: () => void;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Time, network and chance moved by hand: one message or timer after the other, the same each time, with a cut at
 * any message wished.
 */
export class World {
  /** Messages carried so far, both ways. */
  carried = 0;
  /** Message number that is lost together with its socket; null for none. */
  cutAt: number | null = null;
  /** False: nobody listens, every new socket fails. */
  reachable = true;
  /** True: whatever is sent is lost, and no end is told. */
  frozen = false;
  /** When each socket was opened. */
  readonly opened: number[] = [];
  readonly #accept: (peer: PeerSocket) => void;
  readonly #tasks: (() => void)[] = [];
  readonly #timers = new Set<Timer>();
  readonly #cuts = new Set<() => void>();
  #now = 1_000;
  #random = 1;

  constructor(accept: (peer: PeerSocket) => void) {
    this.#accept = accept;
  }

  readonly clock: Clock = {
    now: () => this.#now,
    schedule: (run, ms): Cancel => {
      const timer = { at: this.#now + ms, run };
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    },
  };

  readonly platform: Platform = {
    clock: this.clock,
    openSocket: (_url, events) => this.#open(events),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => this.#nextByte()),
    hmacSha256: async (key, text) => digest([...key, ...encodeUtf8(text)], 32),
    hkdfSha256: async (ikm, salt, info, length) => digest([...ikm, ...encodeUtf8(`${salt} ${info}`)], length),
  };

  /** Timers that wait. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Cuts every socket now, telling both ends. */
  cut(): void {
    for (const cut of [...this.#cuts]) cut();
  }

  /** Runs everything until `done`, or nothing is left, or `ms` milliseconds have passed. */
  async run(done: () => boolean, ms = 120_000): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      for (let i = 0; i < 20; i++) await Promise.resolve();
      if (done()) return;
      const task = this.#tasks.shift();
      if (task !== undefined) {
        task();
        continue;
      }
      const timer = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (timer === undefined || timer.at > end) {
        this.#now = end;
        return;
      }
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.run();
    }
  }

  #open(events: SocketEvents): Socket {
    this.opened.push(this.#now);
    let open = this.reachable;
    const end = (code: number) => {
      if (!this.#cuts.delete(cut)) return;
      open = false;
      this.#tasks.push(() => {
        events.close(code, '');
        peer.closed();
      });
    };
    const cut = () => end(1006);
    this.#cuts.add(cut);
    const carry = (deliver: () => void) => {
      if (!open) return;
      this.#tasks.push(() => {
        if (!open && !this.#cuts.has(cut)) return;
        this.carried++;
        if (this.frozen) return;
        if (this.carried === this.cutAt) cut();
        else deliver();
      });
    };
    const peer: PeerSocket = {
      send: (message) => carry(() => (typeof message === 'string' ? events.text(message) : events.binary(message))),
      close: (code) => this.#tasks.push(() => end(code)),
      receive: () => undefined,
      closed: () => undefined,
    };
    if (!open) end(1006);
    else {
      this.#tasks.push(() => {
        this.#accept(peer);
        events.open();
      });
    }
    return {
      send: (message) => carry(() => peer.receive(message)),
      close: (code) => this.#tasks.push(() => end(code)),
      bufferedAmount: 0,
    };
  }

  #nextByte(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random & 255;
  }
}

/** Stands in for a hash: depends on every byte, protects nothing. */
export function digest(bytes: readonly number[], length: number): Uint8Array {
  let state = 0x811c9dc5;
  const mix = (byte: number) => {
    state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  };
  for (const byte of bytes) mix(byte);
  return Uint8Array.from({ length }, (_, i) => {
    mix(i);
    return state & 255;
  });
}
