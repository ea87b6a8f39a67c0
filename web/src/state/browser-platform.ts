import { type Platform, type Socket, type SocketEvents, SUBPROTOCOL } from './protocol.ts';

const utf8 = new TextEncoder();

function openSocket(url: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => events.open();
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === 'string') events.text(data);
    else events.binary(new Uint8Array(data));
  };
  socket.onclose = ({ code, reason }) => events.close(code, reason);
  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(typeof message === 'string' ? message : new Uint8Array(message));
    },
    close(code, reason) {
      socket.close(code, reason);
    },
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  };
}

/** What the client needs from a browser: WebSocket, WebCrypto (secure contexts only) and timers. */
export const browserPlatform: Platform = {
  clock: {
    now: () => performance.now(),
    schedule(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  openSocket,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  async hmacSha256(key, text) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), hmac, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign(hmac, imported, utf8.encode(text)));
  },
  async hkdfSha256(ikm, salt, info, length) {
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(ikm), 'HKDF', false, ['deriveBits']);
    const how = { name: 'HKDF', hash: 'SHA-256', salt: utf8.encode(salt), info: utf8.encode(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, imported, length * 8));
  },
};
