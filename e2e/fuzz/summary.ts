/** What a differential run is asked for. */
export interface Campaign {
  /** Name or path of the interpreter. */
  readonly python: string;
  readonly seed: number;
  readonly programs: number;
}

/** A line on a run without differences: how many, how fast, and who judged how many of them. */
export function summary(
  what: string,
  count: number,
  milliseconds: number,
  peer: string,
  judged: ReadonlyMap<string, number>,
): string {
  const rate = Math.round(count / (milliseconds / 1000)).toLocaleString('en');
  const judges = [...judged]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, times]) => `${times.toLocaleString('en')} by ${name === 'CPython' ? peer : name}`);
  return `${count.toLocaleString('en')} ${what} alike in ${(milliseconds / 1000).toFixed(1)} s (${rate}/s): ${judges.join(', ')}`;
}
