import { type AgentMessage, joinWords, type RunInfo, runInfo, type WireOsString } from '@pipescope/protocol';
import * as v from 'valibot';
import type { AgentClient } from './agent-client.ts';
import { requireRunningAgent } from './running-agent.ts';

const listed = v.object({ runs: v.array(runInfo), total: v.number() });

/** Longest command shown, in characters. */
const MAX_COMMAND = 60;

/**
 * What could move the cursor, hide or turn around what stands beside it: controls, formats (as the marks of direction),
 * half pairs, private and unassigned characters, and the breaks of lines and paragraphs.
 */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Prints the runs the agent knows, newest first as on the page, one a line. */
export async function runLs(stateDir: string, json: boolean): Promise<void> {
  const { client } = await requireRunningAgent(stateDir);
  const runs = await allRuns(client);
  client.close();
  if (json) {
    process.stdout.write(`${JSON.stringify(runs)}\n`);
    return;
  }
  process.stdout.write(runs.length === 0 ? 'No runs yet.\n' : runs.map(runLine).join(''));
}

/** Every run, newest first. Those for which one answer has no room come before a barrier is answered, or a later one. */
async function allRuns(client: AgentClient): Promise<RunInfo[]> {
  const { runs, total } = v.parse(listed, await client.request({ op: 'list' }));
  const known = new Map(runs.map((run) => [run.run, run]));
  const hear = (message: AgentMessage): void => {
    if (message.op === 'runs') for (const run of message.runs) known.set(run.run, run);
    if (message.op === 'gone') known.delete(message.run);
  };
  for (let before = -1; known.size < total && known.size !== before; ) {
    before = known.size;
    await client.request({ op: 'sync' }, hear);
  }
  return [...known.values()].toSorted((a, b) => b.number - a.number);
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
  const words = (run.shell ? (argv.at(-1) ?? '') : joinWords(argv)).replaceAll(UNSAFE, escaped);
  return words.length > MAX_COMMAND ? `${words.slice(0, MAX_COMMAND)}...` : words;
}

/** Bytes that are not text appear as escapes, as on the page. */
function osText(value: WireOsString): string {
  if (typeof value === 'string') return value;
  const bytes = [...Buffer.from(value.base64, 'base64')];
  return bytes.map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : byteEscape(byte))).join('');
}

/** As a shell's `$'...'` or a program's string has it: `\n`, `\x1b`, `\u202e`. */
function escaped(character: string): string {
  if (character === '\n') return '\\n';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return byteEscape(code);
  return code < 0x1_0000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

function byteEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
