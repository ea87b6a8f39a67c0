import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { runSeconds } from '../state/run-words.ts';
import { formatBytes, formatCount, formatPlural } from '../ui/format.ts';

/** The facts under an ended run's sentence, as short phrases in the order they are shown. */
export function exitFacts(run: RunInfo): string[] {
  const { exit, streams } = run;
  if (exit === undefined) return [];
  const facts = [`${(runSeconds(run) ?? 0).toFixed(3)} s`];
  facts.push(`CPU ${exit.userSeconds.toFixed(2)} s user, ${exit.systemSeconds.toFixed(2)} s system`);
  if (exit.maxRssKib !== null) facts.push(`memory at most ${formatCount(exit.maxRssKib)} KiB`);
  const { stdin, stdout, stderr } = streams;
  if (stdout !== null) facts.push(`${formatBytes(stdout.bytes)} out`);
  if (stderr !== null) facts.push(`${formatBytes(stderr.bytes)} err`);
  if (stdin !== null) facts.push(`${formatBytes(stdin.bytes)} in`);
  const lines = (stdout?.lines ?? 0) + (stderr?.lines ?? 0) + (stdin?.lines ?? 0);
  facts.push(formatPlural(lines, 'line', 'lines'));
  return facts;
}

/** Whether everything that was written is in the record, and if not, why. Null while nothing can be said. */
export function recordWords(run: RunInfo, counts: RowCounts | null): string | null {
  if (run.exit === undefined || counts === null) return null;
  const outputs = [run.streams.stdout, run.streams.stderr].filter((stream) => stream !== null);
  if (counts.firstRow > 1) {
    return `not recorded whole: the first ${formatPlural(counts.firstRow - 1, 'line', 'lines')} left the memory`;
  }
  if (!outputs.every(({ ended }) => ended)) {
    const { stdout, stderr } = run.exit.unread;
    const unread = stdout + stderr;
    return unread > 0 ? `not recorded whole yet: ${formatBytes(unread)} unread` : null;
  }
  return 'recorded whole';
}

/** Outputs that another process still holds after the exit; null when there are none. */
export function openWords(run: RunInfo): string | null {
  if (run.exit === undefined) return null;
  const open = run.exit.streamsOpen.filter((name) => run.streams[name]?.ended === false);
  if (open.length === 0) return null;
  return `${open.join(' and ')} still open: another process holds ${open.length === 1 ? 'it' : 'them'}`;
}
