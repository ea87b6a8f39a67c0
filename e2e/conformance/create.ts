import { closeSync, constants, openSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  OSError,
  type OsPath,
  osError,
  type Process,
  type ProcessApi,
  type SpawnOptions,
  type StdioOption,
} from '@pipescope/protocol/process';
import { toArgs } from './data.ts';
import { list } from './fields.ts';
import { type Arg, type FileSpec, ScenarioError, type StdioSpec, type Step } from './scenario-format.ts';

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

/** Where the scenario's relative paths are, and whether the implementation is in another process. */
export interface Place {
  /** The scenario's directory. */
  readonly directory: string;
  /**
   * The children are another process's, which has another working directory and none of our descriptors: they are
   * told where to run, and files are opened over there.
   */
  readonly remote: boolean;
  /** Resolves when what the other process knew before is known here. */
  readonly settle?: () => Promise<void>;
}

/** What stands in a step for a standard stream, when it says nothing. */
export interface StdioDefaults {
  readonly stdout?: StdioSpec;
  readonly stderr?: StdioSpec;
}

/** Starts the process that a creating step describes. Files opened for it are closed again on our side. */
export async function create(
  api: ProcessApi,
  step: Step,
  place: Place,
  signal: AbortSignal | undefined,
  defaults: StdioDefaults = {},
): Promise<Process> {
  const opened: number[] = [];
  try {
    const options = { ...stdio(api, step, place, defaults, opened), ...passed(step), ...context(step, place), signal };
    // Wrong types are part of what scenarios try.
    const given = options as SpawnOptions;
    if ('cmd' in step) {
      const [cmd] = toArgs([step['cmd'] as Arg]);
      return await api.createSubprocessShell(cmd as string, given);
    }
    const [program, ...args] = toArgs([step['program'] as Arg, ...list<Arg>(step, 'args', [])]);
    return await api.createSubprocessExec(program as OsPath, args as OsPath[], given);
  } catch (error) {
    throw place.remote ? asWritten(error, step, place) : error;
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}

function stdio(
  api: ProcessApi,
  step: Step,
  place: Place,
  defaults: StdioDefaults,
  opened: number[],
): Record<string, StdioOption> {
  const options: Record<string, StdioOption> = {};
  const all: Readonly<Record<string, StdioSpec>> = { stdin: null, stdout: null, stderr: null, ...defaults };
  for (const [name, fallback] of Object.entries(all)) {
    const spec = (step[name] === undefined ? fallback : step[name]) as StdioSpec;
    if (spec === null) continue;
    if (typeof spec === 'object') options[name] = file(spec, place, opened);
    else if (spec in STDIO) options[name] = api[spec];
    else throw new ScenarioError(`${step.op}: ${name} cannot be ${JSON.stringify(spec)}`);
  }
  return options;
}

function file(spec: FileSpec, { directory, remote }: Place, opened: number[]): StdioOption {
  const path = resolve(directory, spec.file);
  if (remote) return { path, mode: spec.mode };
  const fd = openSync(spec.file, OPEN_FLAGS[spec.mode], 0o644);
  opened.push(fd);
  return fd;
}

const STDIO = { PIPE: true, DEVNULL: true, STDOUT: true };

function passed(step: Step): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(PASSED).flatMap(([field, option]) => (field in step ? [[option, step[field]]] : [])),
  );
}

/** The child's directory and environment. */
function context(step: Step, { directory, remote }: Place): Record<string, unknown> {
  const fill = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('<cwd>', directory) : value);
  const options: Record<string, unknown> = {};
  if ('cwd' in step) options['cwd'] = fill(step['cwd']);
  const cwd = options['cwd'] ?? '';
  if (remote && typeof cwd === 'string') options['cwd'] = resolve(directory, cwd);
  const env = step['env'];
  if (typeof env === 'object' && env !== null) {
    options['env'] = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value)]));
  } else if (env !== undefined) options['env'] = env;
  return options;
}

/** The path of an OSError as the step wrote it, where we made it absolute. */
function asWritten(error: unknown, step: Step, { directory }: Place): unknown {
  if (!(error instanceof OSError) || typeof error.filename !== 'string') return error;
  const files = ['stdin', 'stdout', 'stderr'].map((name) => (step[name] as Partial<FileSpec> | null | undefined)?.file);
  const written = [step['cwd'], ...files].filter((path) => typeof path === 'string');
  const filename = written.find((path) => resolve(directory, path) === error.filename);
  return filename === undefined ? error : osError(error.code, { filename });
}
