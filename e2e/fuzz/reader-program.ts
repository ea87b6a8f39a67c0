import fc from 'fast-check';

/** A call that reads. Bytes are written as latin-1 text. */
export type ReadStep =
  | readonly ['read', count: number]
  | readonly ['line']
  | readonly ['next']
  | readonly ['exactly', count: number]
  | readonly ['until', separators: readonly string[]];

/** Something that happens to a reader: bytes (a text some times over), the end, an error, a cancelled read. */
export type FeedStep =
  | readonly ['data', text: string, times: number]
  | readonly ['eof']
  | readonly ['fail', errno: number, message: string]
  | readonly ['cancel', read: number];

/**
 * One turn of the event loop: reads begin, then the reader is fed, then everything that can go on does. A read never
 * begins after a feed of the same turn: what asyncio does then depends on which of two coroutines runs first.
 */
export type Turn = readonly [reads: readonly ReadStep[], feeds: readonly FeedStep[]];

/** What is done to one reader. At its end every read that still waits is cancelled. */
export interface ReaderProgram {
  readonly limit: number;
  /** Whether there is a transport to pause. */
  readonly transport: boolean;
  readonly turns: readonly Turn[];
}

/** Whether some `readuntil` names more than one separator, which CPython has known since 3.13. */
export function usesSeveralSeparators({ turns }: ReaderProgram): boolean {
  return turns.some(([reads]) => reads.some((step) => step[0] === 'until' && step[1].length !== 1));
}

/** Few letters, so that separators appear, half appear and overlap by chance. */
const letter = fc.constantFrom('a', 'a', 'b', '\n', 'ÿ');
const text = (max: number) => fc.array(letter, { maxLength: max }).map((letters) => letters.join(''));
const oneSeparator = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('\n', 'ab', 'aab', 'aa', 'abab', 'a\n', 'b') },
  { weight: 3, arbitrary: text(5) },
);

const readStep = (size: number, several: boolean): fc.Arbitrary<ReadStep> => {
  const count = fc.integer({ min: -2, max: 3 * size });
  const separators: fc.Arbitrary<string[]> = several
    ? fc.array(oneSeparator, { minLength: 1, maxLength: 3 })
    : oneSeparator.map((separator) => [separator]);
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constant('read' as const), count) },
    { weight: 1, arbitrary: fc.constant(['read', -1] as const) },
    { weight: 4, arbitrary: fc.constant(['line'] as const) },
    { weight: 1, arbitrary: fc.constant(['next'] as const) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('exactly' as const), count) },
    { weight: 5, arbitrary: fc.tuple(fc.constant('until' as const), separators) },
  );
};

const feedStep = (times: fc.Arbitrary<number>): fc.Arbitrary<FeedStep> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.tuple(fc.constant('data' as const), text(12), times) },
    { weight: 1, arbitrary: fc.constant(['eof'] as const) },
    { weight: 1, arbitrary: fc.constant(['fail', 5, 'Input/output error'] as const) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('cancel' as const), fc.nat(6)) },
  );

const programOf = (size: number, times: fc.Arbitrary<number>, several: boolean): fc.Arbitrary<ReaderProgram> =>
  fc.record({
    limit: fc.integer({ min: 1, max: size }),
    transport: fc.boolean(),
    turns: fc.array(
      fc.tuple(fc.array(readStep(size, several), { maxLength: 2 }), fc.array(feedStep(times), { maxLength: 3 })),
      { minLength: 1, maxLength: 8 },
    ),
  });

/**
 * Programs of a few bytes, mostly with one separator at a time, and now and then of thousands of bytes, which the
 * queue below the reader keeps in other ways.
 */
export const readerPrograms = (): fc.Arbitrary<ReaderProgram> => {
  const large = fc.constantFrom(1, 80, 130, 700, 2500);
  return fc.oneof(
    { weight: 150, arbitrary: programOf(12, fc.constant(1), false) },
    { weight: 48, arbitrary: programOf(12, fc.constant(1), true) },
    { weight: 1, arbitrary: programOf(9000, large, false) },
    { weight: 1, arbitrary: programOf(9000, large, true) },
  );
};
