/** One measured number beside its peer's, as `--json` prints it. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly peer: string;
  readonly peerValue: number;
  /** value / peerValue. */
  readonly ratio: number;
  /** What the ratio should be, e.g. `>= 3`. */
  readonly goal: string;
  readonly ok: boolean;
}

/** Which way is better, and how far the ratio should go that way. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** Puts a figure together from the rounds of both sides; the median of each counts. */
export function figure(name: string, unit: string, rounds: Rounds, peer: string, goal: Goal): Figure {
  const value = median(rounds.ours);
  const peerValue = median(rounds.peers);
  const ratio = value / peerValue;
  return {
    name,
    unit,
    value,
    peer,
    peerValue,
    ratio,
    goal: 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`,
    ok: 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost,
  };
}

export interface Rounds {
  readonly ours: readonly number[];
  readonly peers: readonly number[];
}

/** Rounds of each measurement, unless it says otherwise; odd, so that the median is a round that was. */
const ROUNDS = 5;

/** Measures both sides by turns, the first one changing every round, so that a slow spell of the machine hits both. */
export async function alternate(
  ours: () => Promise<number>,
  peers: () => Promise<number>,
  count = ROUNDS,
): Promise<Rounds> {
  const rounds = { ours: [] as number[], peers: [] as number[] };
  for (let round = 0; round < count; round += 1) {
    if (round % 2 === 0) rounds.ours.push(await ours());
    rounds.peers.push(await peers());
    if (round % 2 === 1) rounds.ours.push(await ours());
  }
  return rounds;
}

/** The middle of the sorted numbers. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Fails the bench: a figure over wrong content is worth nothing. */
export function mustEqual(what: string, ours: unknown, peers: unknown): void {
  if (ours !== peers) throw new Error(`${what} differ: ours ${String(ours)}, the peer's ${String(peers)}`);
}
