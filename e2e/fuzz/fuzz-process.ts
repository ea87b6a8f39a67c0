import fc from 'fast-check';
import { type ProcessCall, type ProcessProgram, processPrograms } from './process-program.ts';
import { ruleForDifference, tellsTheEnd } from './process-rules.ts';
import { PythonPeer } from './python-peer.ts';
import { runProcessPrograms } from './run-process.ts';
import { type Campaign, summary } from './summary.ts';

/** Programs that cross to the peer in one line. */
const BATCH = 50;

/** Runs random children on our Process API and on asyncio, until there were enough or one differs. */
export async function fuzzProcess({ python, seed, programs }: Campaign): Promise<boolean> {
  const peer = await PythonPeer.start(python, 'process_fuzz.py');
  const arbitrary = processPrograms();
  const judged = new Map<string, number>();
  const began = performance.now();
  try {
    for (let done = 0; done < programs; done += BATCH) {
      const count = Math.min(BATCH, programs - done);
      const batch = fc.sample(arbitrary, { seed: seed + done, numRuns: count });
      const differing = await differences(batch, peer, judged);
      if (differing.length === 0) continue;
      console.log(`processes: ${differing.length} of ${count} programs differ (seed ${seed + done})`);
      await shrink(arbitrary, seed + done, count, peer, differing[0] ?? '');
      return false;
    }
    console.log(summary('process programs', programs, performance.now() - began, `CPython ${peer.version}`, judged));
    return true;
  } finally {
    peer.close();
  }
}

/** Words for each program with a difference that no rule explains. */
async function differences(
  programs: readonly ProcessProgram[],
  peer: PythonPeer,
  judged: Map<string, number>,
): Promise<string[]> {
  const asked = peer.ask(programs);
  const ours = await runProcessPrograms(programs);
  const theirs = (await asked) as unknown[][];
  return programs.flatMap((program, at) => {
    const [own = [], other = []] = [ours[at], theirs[at]];
    let judge = 'CPython';
    let ended = false;
    for (let index = 0; index < Math.max(own.length, other.length); index += 1) {
      const [call, mine, its] = [program.calls[index], JSON.stringify(own[index]), JSON.stringify(other[index])];
      if (mine === its) {
        ended ||= tellsTheEnd(call, mine);
        continue;
      }
      const rule = ruleForDifference({ call, ours: mine, theirs: its, ended });
      if (rule === null)
        return [words(program, call, `CPython ${peer.version}: ${short(its)}\n  ours: ${short(mine)}`)];
      judge = `CPython but for "${rule}"`;
    }
    judged.set(judge, (judged.get(judge) ?? 0) + 1);
    return [];
  });
}

function words(program: ProcessProgram, call: ProcessCall | undefined, outcomes: string): string {
  return `${JSON.stringify(program)}\n  ${JSON.stringify(call ?? 'start')}\n  ${outcomes}`;
}

function short(text = 'nothing'): string {
  return text.length <= 400 ? text : `${text.slice(0, 400)}... (${text.length} characters)`;
}

/** Finds the difference again with fast-check, which then looks for the smallest program that has it. */
async function shrink(
  arbitrary: fc.Arbitrary<ProcessProgram>,
  seed: number,
  numRuns: number,
  peer: PythonPeer,
  first: string,
): Promise<void> {
  let last = first;
  const property = fc.asyncProperty(arbitrary, async (program) => {
    const [words] = await differences([program], peer, new Map());
    if (words === undefined) return;
    last = words;
    throw new Error('differs');
  });
  await fc.check(property, { seed, numRuns });
  console.log(last);
}
