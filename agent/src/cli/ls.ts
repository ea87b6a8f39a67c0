import { type AgentMessage, type RunInfo, runInfo, type WireOsString } from '@pipescope/protocol';
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

/** Prints the runs the agent knows, one a line. */
export async function runLs(stateDir: string, json: boolean): Promise<void> {
  const { client } = await requireRunningAgent(stateDir);
  const runs = await allRuns(client);
  client.close();
  if (json) {
    process.stdout.write(`${JSON.stringify(runs)}\n`);
    return;
  }
  const lines = runs.map((run) => `#${run.number}\t${run.pid ?? '-'}\t${stateWords(run)}\t${commandWords(run)}\n`);
  process.stdout.write(lines.length === 0 ? 'No runs yet.\n' : lines.join(''));
}

/** Every run, oldest first. Those for which one answer has no room come before a barrier is answered, or a later one. */
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
  return [...known.values()].toSorted((a, b) => a.number - b.number);
}

function stateWords(run: RunInfo): string {
  const returncode = run.exit?.returncode;
  return returncode === undefined || returncode === null ? run.state : `${run.state} ${returncode}`;
}

/** The command of a run on one line that a terminal shows as it is. */
export function commandWords(run: Pick<RunInfo, 'argv' | 'shell'>): string {
  // A shell command is the last argument of its shell.
  const argv = run.shell ? run.argv.slice(-1) : run.argv;
  const words = argv.map(osText).join(' ').replaceAll(UNSAFE, escaped);
  return words.length > MAX_COMMAND ? `${words.slice(0, MAX_COMMAND)}...` : words;
}

function osText(value: WireOsString): string {
  return typeof value === 'string' ? value : Buffer.from(value.base64, 'base64').toString('latin1');
}

/** As a shell's `$'...'` or a program's string has it: `\n`, `\x1b`, `\u202e`. */
function escaped(character: string): string {
  if (character === '\n') return '\\n';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x1_0000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
