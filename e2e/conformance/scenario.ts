import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Process, ProcessApi } from '@pipescope/protocol/process';
import { create, type Place } from './create.ts';
import { toBytes } from './data.ts';
import { inner, list, number, text } from './fields.ts';
import { normalise } from './normalise.ts';
import { pause, poll, within } from './pause.ts';
import { procState } from './proc-state.ts';
import { type Data, type Result, ScenarioError, type Step } from './scenario-format.ts';
import { showError, showValue } from './show.ts';
import { readOperation, writeOperation } from './stream-operations.ts';

/** A step that goes on beside the others. */
interface Task {
  readonly result: Promise<Result>;
  readonly cancel: AbortController;
}

/** A result that is already in the words of FORMAT.md. */
class Raw {
  readonly result: Result;
  constructor(result: Result) {
    this.result = result;
  }
}

type Operation = (step: Step, signal?: AbortSignal) => unknown;

/** Runs steps against one Process API and collects what they returned or raised. */
export class Scenario {
  readonly results: Result[] = [];
  readonly #api: ProcessApi;
  readonly #place: Place;
  readonly #processes = new Map<string, Process>();
  readonly #tasks = new Map<string, Task>();

  constructor(api: ProcessApi, place: Place) {
    this.#api = api;
    this.#place = place;
  }

  /** Runs the steps one after another, each to its end. */
  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) this.results.push(await this.#do(step));
  }

  /** Kills the processes that still run. */
  dispose(): void {
    for (const task of this.#tasks.values()) task.cancel.abort();
    for (const process of this.#processes.values()) process.close();
  }

  async #do(step: Step, signal?: AbortSignal): Promise<Result> {
    try {
      const value = await this.#operation(step)(step, signal);
      return value instanceof Raw ? value.result : { ok: this.#show(value, step) };
    } catch (error) {
      if (error instanceof ScenarioError || signal?.aborted === true) throw error;
      return showError(error, this.#place.directory);
    }
  }

  #operation({ op }: Step): Operation {
    const [group, name = ''] = op.split('.', 2);
    if (group === 'stdout' || group === 'stderr') {
      return (step, signal) => readOperation(this.#process(step)[group], name, step, signal);
    }
    if (group === 'stdin') return (step, signal) => this.#write(name, step, signal);
    const operation = this.#operations[op];
    if (operation === undefined) throw new ScenarioError(`unknown operation ${op}`);
    return operation;
  }

  readonly #operations: Readonly<Record<string, Operation>> = {
    create_exec: (step, signal) => this.#create(step, signal),
    create_shell: (step, signal) => this.#create(step, signal),
    run: (step, signal) => this.#runToEnd(step, signal),
    communicate: (step, signal) => this.#process(step).communicate(input(step), { signal }),
    wait: (step, signal) => this.#process(step).wait({ signal }),
    returncode: (step) => this.#process(step).returncode,
    send_signal: (step) => this.#process(step).sendSignal(signalOf(step)),
    terminate: (step) => this.#process(step).terminate(),
    kill: (step) => this.#process(step).kill(),
    streams: (step) => {
      const { stdin, stdout, stderr } = this.#process(step);
      return { stdin: stdin !== null, stdout: stdout !== null, stderr: stderr !== null };
    },
    pid_ok: (step) => Number.isInteger(this.#process(step).pid) && this.#process(step).pid > 1,
    pids_distinct: () => new Set([...this.#processes.values()].map(({ pid }) => pid)).size === this.#processes.size,
    wait_returncode: async (step, signal) => {
      await poll(() => this.#process(step).returncode !== null, signal);
      return this.#process(step).returncode;
    },
    wait_state: (step, signal) => poll(() => procState(this.#process(step).pid) === text(step, 'state'), signal),
    proc_entry: (step) => {
      const state = procState(this.#process(step).pid);
      return state !== null && 'RSD'.includes(state) ? 'alive' : state;
    },
    gather: async (step, signal) =>
      new Raw({ ok: await Promise.all(list<Step>(step, 'steps').map((each) => this.#do(each, signal))) }),
    sequence: async (step, signal) => {
      const results: Result[] = [];
      for (const each of list<Step>(step, 'steps')) results.push(await this.#do(each, signal));
      return new Raw({ ok: results });
    },
    start: (step) => this.#start(step),
    peek: async (step) => {
      return new Raw((await this.#within(this.#task(step).result, number(step, 'seconds', 0.3))) ?? { pending: true });
    },
    join: async (step) => {
      const task = this.#task(step);
      this.#tasks.delete(text(step, 'task'));
      return new Raw(await task.result);
    },
    cancel: async (step) => {
      const task = this.#task(step);
      this.#tasks.delete(text(step, 'task'));
      await cancelled(task);
    },
    timeout: (step, signal) => this.#timeout(step, signal),
    timed: async (step, signal) => {
      const start = performance.now();
      const result = await this.#do(inner(step), signal);
      const seconds = (performance.now() - start) / 1000;
      return new Raw({ within: number(step, 'min') <= seconds && seconds <= number(step, 'max'), result });
    },
    sleep: async (step, signal) => {
      await pause(number(step, 'seconds') * 1000, signal);
      await this.#place.settle?.();
    },
    wait_file: (step, signal) => poll(() => existsSync(this.#path(step)), signal),
    write_file: (step) => {
      const path = this.#path(step);
      writeFileSync(`${path}.tmp`, toBytes((step['data'] ?? '') as Data));
      chmodSync(`${path}.tmp`, Number.parseInt(text(step, 'mode', '644'), 8));
      renameSync(`${path}.tmp`, path);
    },
    read_file: (step) => readFileSync(this.#path(step)),
    mkdir: (step) => mkdirSync(this.#path(step)),
  };

  async #create(step: Step, signal?: AbortSignal): Promise<void> {
    this.#processes.set(text(step, 'as', 'p'), await create(this.#api, step, this.#place, signal));
  }

  async #runToEnd(step: Step, signal?: AbortSignal): Promise<unknown> {
    const process = await create(this.#api, step, this.#place, signal, { stdout: 'PIPE', stderr: 'PIPE' });
    this.#processes.set(text(step, 'as', 'p'), process);
    const [stdout, stderr] = await process.communicate(input(step), { signal });
    const edit = (bytes: Uint8Array | null): Uint8Array | null =>
      bytes === null ? null : normalise(bytes, list(step, 'normalise', []), () => process.pid, this.#place.directory);
    return new Raw({
      ok: showValue({ stdout: edit(stdout), stderr: edit(stderr), returncode: process.returncode }, (bytes) => bytes),
    });
  }

  async #write(name: string, step: Step, signal?: AbortSignal): Promise<unknown> {
    // What the kernel has taken is not known at once where the kernel is far away.
    if (name === 'get_write_buffer_size') await this.#place.settle?.();
    return writeOperation(this.#process(step).stdin, name, step, signal);
  }

  async #start(step: Step): Promise<void> {
    const cancel = new AbortController();
    const result = this.#do(inner(step), cancel.signal);
    result.catch(() => undefined);
    this.#tasks.set(text(step, 'as'), { result, cancel });
    await new Promise(setImmediate);
  }

  async #timeout(step: Step, outer?: AbortSignal): Promise<Raw> {
    const cancel = new AbortController();
    const signal = outer === undefined ? cancel.signal : AbortSignal.any([outer, cancel.signal]);
    const result = this.#do(inner(step), signal);
    result.catch(() => undefined);
    const inTime = await this.#within(result, number(step, 'seconds'));
    if (inTime !== undefined) return new Raw(inTime);
    await cancelled({ result, cancel });
    return new Raw({ timeout: true });
  }

  /** The result, or undefined after so many seconds; what is known in another process by then counts. */
  async #within(result: Promise<Result>, seconds: number): Promise<Result | undefined> {
    const inTime = await within(result, seconds * 1000);
    if (inTime !== undefined || this.#place.settle === undefined) return inTime;
    await this.#place.settle();
    return within(result, 0);
  }

  #show(value: unknown, step: Step): unknown {
    const kinds = list<string>(step, 'normalise', []);
    return showValue(value, (bytes) => normalise(bytes, kinds, () => this.#process(step).pid, this.#place.directory));
  }

  #path(step: Step): string {
    return resolve(this.#place.directory, text(step, 'path'));
  }

  #process(step: Step): Process {
    const name = text(step, 'on', 'p');
    const process = this.#processes.get(name);
    if (process === undefined) throw new ScenarioError(`no process "${name}"`);
    return process;
  }

  #task(step: Step): Task {
    const task = this.#tasks.get(text(step, 'task'));
    if (task === undefined) throw new ScenarioError(`no task "${text(step, 'task')}"`);
    return task;
  }
}

async function cancelled({ result, cancel }: Task): Promise<void> {
  cancel.abort();
  await result.catch(() => undefined);
}

function input(step: Step): Uint8Array | null {
  const data = step['input'];
  return data === undefined || data === null ? null : toBytes(data as Data);
}

function signalOf(step: Step): number | string {
  const signal = step['signal'];
  if (typeof signal !== 'string') return number(step, 'signal');
  return constants.signals[signal as NodeJS.Signals] ?? signal;
}
