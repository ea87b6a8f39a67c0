import { createSubprocessExec, createSubprocessShell, DEVNULL, PIPE, type Process, STDOUT } from '@pipescope/agent';
import type { ProcessCall, ProcessProgram, SimpleCall } from './process-program.ts';

const STDIO = { pipe: PIPE, devnull: DEVNULL, stdout: STDOUT } as const;
/** Programs run at once. */
const ABREAST = 8;
/** Milliseconds for one call; no program has one that takes long. */
const PATIENCE = 20_000;

/** The results of each program: one per call, or the one failure of its start. */
export async function runProcessPrograms(programs: readonly ProcessProgram[]): Promise<unknown[][]> {
  const results: unknown[][] = [];
  const waiting = programs.entries();
  const worker = async (): Promise<void> => {
    for (const [at, program] of waiting) results[at] = await run(program);
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  return results;
}

async function run(program: ProcessProgram): Promise<unknown[]> {
  let process: Process;
  try {
    process = await start(program);
  } catch (error) {
    return [failure(error)];
  }
  const results: unknown[] = [];
  try {
    for (const call of program.calls) results.push(await inTime(resultOf(process, call)));
  } catch {
    results.push(['took too long']);
  } finally {
    process.close();
  }
  return results;
}

function start({ shell, argv, stdin, stdout, stderr, cwd, env, session }: ProcessProgram): Promise<Process> {
  const [program = '', ...args] = argv;
  const options = {
    ...{ stdin: STDIO[stdin], stdout: STDIO[stdout], stderr: STDIO[stderr], startNewSession: session },
    ...(cwd === null ? {} : { cwd }),
    ...(env === null ? {} : { env }),
  };
  return shell ? createSubprocessShell(program, options) : createSubprocessExec(program, args, options);
}

async function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function resultOf(process: Process, call: ProcessCall): Promise<unknown> {
  if (call[0] === 'together') return Promise.all(call[1].map((each) => resultOf(process, each)));
  try {
    return ['=', shown(await perform(process, call))];
  } catch (error) {
    return failure(error);
  }
}

/** Undefined stands for None. */
function perform(process: Process, call: SimpleCall): unknown {
  const { stdin } = process;
  switch (call[0]) {
    case 'write':
      return stdin?.write(Buffer.from(call[1].repeat(call[2]), 'latin1'));
    case 'drain':
      return stdin?.drain();
    case 'close':
      return stdin?.close();
    case 'closed':
      return stdin?.waitClosed();
    case 'signal':
      return process.sendSignal(call[1]);
    case 'kill':
      return process.kill();
    case 'terminate':
      return process.terminate();
    case 'returncode':
      return process.returncode;
    case 'wait':
      return process.wait();
    case 'communicate':
      return process.communicate(call[1] === null ? null : Buffer.from(call[1], 'latin1'));
    case 'all':
      return process[call[1]]?.read();
    case 'line':
      return process[call[1]]?.readline();
    case 'exactly':
      return process[call[1]]?.readexactly(call[2]);
    case 'until':
      return process[call[1]]?.readuntil(Buffer.from(call[2], 'latin1'));
    case 'end':
      return process[call[1]]?.atEof();
  }
}

function shown(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (Array.isArray(value)) return value.map(shown);
  return value ?? null;
}

/** An error as the peer writes one. asyncio's own ProcessLookupError has no errno; ours has that of kill(2). */
function failure(error: unknown): unknown[] {
  if (!(error instanceof Error)) return ['not an Error'];
  const { name } = error;
  if (name === 'ProcessLookupError') return [name];
  if (name === 'BrokenPipeError' || name === 'ConnectionResetError') return ['broken'];
  const fields = error as Error & Record<string, unknown>;
  if (typeof fields['errno'] === 'number') return [name, fields['errno'], fields['filename']];
  if (name === 'IncompleteReadError') return [name, shown(fields['partial']), fields['expected']];
  if (name === 'LimitOverrunError') return [name, fields['consumed']];
  return [name];
}
