import fc from 'fast-check';
import { PythonPeer } from './python-peer.ts';
import { type ReaderProgram, readerPrograms } from './reader-program.ts';
import { type PeerAnswer, ruleFor } from './reader-rules.ts';
import { runReaderPrograms } from './run-reader.ts';
import { type Campaign, summary } from './summary.ts';

/** Programs that cross to the peer in one line. */
const BATCH = 500;

/** Runs random programs on our reader, on the model and on CPython's, until there are enough or one differs. */
export async function fuzzReader({ python, seed, programs }: Campaign): Promise<boolean> {
  const peer = await PythonPeer.start(python, 'reader_fuzz.py');
  const arbitrary = readerPrograms();
  const judged = new Map<string, number>();
  const began = performance.now();
  try {
    let done = 0;
    let asked = draw(arbitrary, seed, Math.min(BATCH, programs));
    let answers = peer.ask(asked);
    for (let batch = 0; asked.length > 0; batch += 1) {
      const [current, pending] = [asked, answers];
      done += current.length;
      asked = draw(arbitrary, seed + batch + 1, Math.min(BATCH, programs - done));
      answers = peer.ask(asked);
      const differing = await differences(current, (await pending) as PeerAnswer[], peer, judged);
      if (differing.length === 0) continue;
      await answers;
      console.log(`reader: ${differing.length} of ${current.length} programs differ (seed ${seed + batch})`);
      await shrink(arbitrary, seed + batch, current.length, peer);
      return false;
    }
    await answers;
    console.log(summary('reader programs', done, performance.now() - began, `CPython ${peer.version}`, judged));
    return true;
  } finally {
    peer.close();
  }
}

function draw(arbitrary: fc.Arbitrary<ReaderProgram>, seed: number, count: number): ReaderProgram[] {
  return count <= 0 ? [] : fc.sample(arbitrary, { seed, numRuns: count });
}

/** Words for each program whose traces differ. The model runs where it judges, and is judged in every fifth program. */
async function differences(
  programs: readonly ReaderProgram[],
  answers: readonly PeerAnswer[],
  peer: PythonPeer,
  judged: Map<string, number>,
): Promise<string[]> {
  const cases = programs.map((program, at) => {
    const [trace, met] = answers[at] ?? [null, []];
    const rule = ruleFor(program, met, peer);
    return { program, rule, trace: JSON.stringify(trace), modelled: rule !== null || at % 5 === 0 };
  });
  const ours = await runReaderPrograms(programs, 'ours');
  const modelled = cases.filter((each) => each.modelled).map((each) => each.program);
  const naive = (await runReaderPrograms(modelled, 'naive')).values();
  return cases.flatMap(({ program, rule, trace, modelled: hasModel }, at) => {
    judged.set(rule ?? 'CPython', (judged.get(rule ?? 'CPython') ?? 0) + 1);
    const own = JSON.stringify(ours[at]);
    const model = hasModel ? JSON.stringify(naive.next().value) : trace;
    const right = rule === null ? trace : model;
    const wrong = own !== right ? ['ours', own] : model !== right ? ['the model', model] : null;
    if (wrong === null) return [];
    const judge = rule === null ? `CPython ${peer.version}` : `the model (${rule})`;
    return [`${JSON.stringify(program)}\n  ${judge}: ${right}\n  ${wrong[0]}: ${wrong[1]}`];
  });
}

/** Finds the difference again with fast-check, which then looks for the smallest program that has it. */
async function shrink(
  arbitrary: fc.Arbitrary<ReaderProgram>,
  seed: number,
  numRuns: number,
  peer: PythonPeer,
): Promise<void> {
  let last = 'It did not come up again by itself: run the same seed once more.';
  const property = fc.asyncProperty(arbitrary, async (program) => {
    const [words] = await differences([program], (await peer.ask([program])) as PeerAnswer[], peer, new Map());
    if (words === undefined) return;
    last = words;
    throw new Error('differs');
  });
  await fc.check(property, { seed, numRuns });
  console.log(last);
}
