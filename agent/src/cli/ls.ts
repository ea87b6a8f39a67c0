import { joinWords, type RunInfo, runInfo, type WireOsString } from '@pipescope/protocol';
import * as v from 'valibot';
import { requireRunningAgent } from './running-agent.ts';

const listed = v.object({ runs: v.array(runInfo) });

/** Longest command shown, in characters. */
const MAX_COMMAND = 60;

/** Prints the runs the agent knows, newest first as on the page, one a line. */
export async function runLs(stateDir: string, json: boolean): Promise<void> {
  const { client } = await requireRunningAgent(stateDir);
  const { runs } = v.parse(listed, await client.request({ op: 'list' }));
  client.close();
  runs.sort((a, b) => b.number - a.number);
  if (json) {
    process.stdout.write(`${JSON.stringify(runs)}\n`);
    return;
  }
  process.stdout.write(runs.length === 0 ? 'No runs yet.\n' : runs.map(runLine).join(''));
}

/** One run as a line: number, pid, state, how it was started, command; parted by tabs. */
export function runLine(run: Pick<RunInfo, 'number' | 'pid' | 'state' | 'exit' | 'shell' | 'argv'>): string {
  const form = run.shell ? 'shell' : 'exec';
  return `${[`#${run.number}`, run.pid ?? '-', stateWords(run), form, commandWords(run)].join('\t')}\n`;
}

function stateWords({ state, exit }: Pick<RunInfo, 'state' | 'exit'>): string {
  const returncode = exit?.returncode;
  return returncode === undefined || returncode === null ? state : `${state} ${returncode}`;
}

function commandWords(run: Pick<RunInfo, 'shell' | 'argv'>): string {
  const argv = run.argv.map(osText);
  // A shell command is the last argument of its shell.
  const words = visible(run.shell ? (argv.at(-1) ?? '') : joinWords(argv));
  return words.length > MAX_COMMAND ? `${words.slice(0, MAX_COMMAND)}...` : words;
}

/** What a terminal could obey, or not show, as an escape. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code < 0x100 ? hex(code) : `\\u{${code.toString(16)}}`;
  });
}

/** Bytes that are not text appear as escapes, as on the page. */
function osText(value: WireOsString): string {
  if (typeof value === 'string') return value;
  const bytes = [...Buffer.from(value.base64, 'base64')];
  return bytes.map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : hex(byte))).join('');
}

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
