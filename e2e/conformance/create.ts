import { closeSync, constants, openSync } from 'node:fs';
import type { OsPath, Process, ProcessApi, SpawnOptions } from '@pipescope/protocol/process';
import { toArgs } from './data.ts';
import { list } from './fields.ts';
import { type Arg, ScenarioError, type StdioSpec, type Step } from './scenario-format.ts';

/** Options that are passed on as they are, under the names of the API. */
const PASSED: Readonly<Record<string, string>> = {
  limit: 'limit',
  start_new_session: 'startNewSession',
  executable: 'executable',
  process_group: 'processGroup',
  umask: 'umask',
  text: 'text',
  encoding: 'encoding',
  errors: 'errors',
  universal_newlines: 'universalNewlines',
  bufsize: 'bufsize',
  shell: 'shell',
  bogus_option: 'bogusOption',
};

const OPEN_FLAGS = {
  r: constants.O_RDONLY,
  w: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
  a: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND,
};

/** What stands in a step for a standard stream, when it says nothing. */
export interface StdioDefaults {
  readonly stdout?: StdioSpec;
  readonly stderr?: StdioSpec;
}

/** Starts the process that a creating step describes. Files opened for it are closed again on our side. */
export async function create(
  api: ProcessApi,
  step: Step,
  cwd: string,
  signal: AbortSignal | undefined,
  defaults: StdioDefaults = {},
): Promise<Process> {
  const opened: number[] = [];
  try {
    const options = { ...stdio(api, step, defaults, opened), ...passed(step), ...place(step, cwd), signal };
    // Wrong types are part of what scenarios try.
    const given = options as SpawnOptions;
    if ('cmd' in step) {
      const [cmd] = toArgs([step['cmd'] as Arg]);
      return await api.createSubprocessShell(cmd as string, given);
    }
    const [program, ...args] = toArgs([step['program'] as Arg, ...list<Arg>(step, 'args', [])]);
    return await api.createSubprocessExec(program as OsPath, args as OsPath[], given);
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}

function stdio(api: ProcessApi, step: Step, defaults: StdioDefaults, opened: number[]): Record<string, number> {
  const options: Record<string, number> = {};
  const all: Readonly<Record<string, StdioSpec>> = { stdin: null, stdout: null, stderr: null, ...defaults };
  for (const [name, fallback] of Object.entries(all)) {
    const spec = (step[name] === undefined ? fallback : step[name]) as StdioSpec;
    if (spec === null) continue;
    if (typeof spec === 'object') opened.push((options[name] = openSync(spec.file, OPEN_FLAGS[spec.mode], 0o644)));
    else if (spec in STDIO) options[name] = api[spec];
    else throw new ScenarioError(`${step.op}: ${name} cannot be ${JSON.stringify(spec)}`);
  }
  return options;
}

const STDIO = { PIPE: true, DEVNULL: true, STDOUT: true };

function passed(step: Step): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(PASSED).flatMap(([field, option]) => (field in step ? [[option, step[field]]] : [])),
  );
}

function place(step: Step, cwd: string): Record<string, unknown> {
  const fill = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('<cwd>', cwd) : value);
  const options: Record<string, unknown> = {};
  if ('cwd' in step) options['cwd'] = fill(step['cwd']);
  const env = step['env'];
  if (typeof env === 'object' && env !== null) {
    options['env'] = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value)]));
  } else if (env !== undefined) options['env'] = env;
  return options;
}
