import { expect, test } from 'vitest';
import { ResendQueue } from './resend-queue.ts';

/** A generator of numbers that looks random and is the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

test('pieces are the bytes in order from where it was rewound, however they were pushed, sent and accepted', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = numbers(seed);
    const queue = new ResendQueue();
    let pushed = 0;
    let sent = 0;
    let accepted = 0;
    const seen: number[][] = [];
    const due: number[][] = [];
    for (let step = 0; step < 100; step++) {
      const what = next(4);
      if (what === 0) {
        const from = pushed;
        const chunk = Uint8Array.from({ length: 1 + next(9) }, (_, index) => (from + index) & 255);
        queue.push(chunk);
        pushed += chunk.length;
      } else if (what === 1) {
        const most = 1 + next(12);
        const piece = queue.piece(most);
        seen.push([...piece]);
        const from = sent;
        due.push(Array.from({ length: Math.min(most, pushed - sent) }, (_, index) => (from + index) & 255));
        queue.sent(piece.length);
        sent += piece.length;
      } else if (what === 2) {
        const more = next(pushed - accepted + 1);
        accepted += more;
        sent = Math.max(sent, accepted);
        queue.accepted(more);
      } else {
        queue.rewind();
        sent = accepted;
      }
    }
    expect(seen).toEqual(due);
  }
});
