import type { AbortSignalLike } from '../base/abort.ts';
import type { RunInfo, SpawnSpecInput } from '../messages/run.ts';
import { Process } from '../process/process.ts';
import { createProcessApi, type ProcessApi } from '../process/process-api.ts';
import type { Spawner } from '../process/transport.ts';
import { RemoteTransport, type Taken, type TransportPort } from './remote-transport.ts';
import { toSpawnSpec } from './wire-values.ts';

/** What the Process API over the wire needs of the client. */
export interface ProcessesPort extends TransportPort {
  /** As `ProcessHost.warn`. */
  readonly warn?: ((message: string) => void) | undefined;
  spawn(spec: SpawnSpecInput, signal: AbortSignalLike | undefined): Promise<RunInfo>;
}

/** Processes started through the Process API, and the runs they are. */
export class RemoteProcesses {
  readonly #port: ProcessesPort;
  readonly #runs = new WeakMap<Process, string>();

  constructor(port: ProcessesPort) {
    this.#port = port;
  }

  /** Starts one process by one call of the API it is given. */
  async start(call: (api: ProcessApi) => Promise<Process>): Promise<Process> {
    let run = '';
    const spawn: Spawner = async (request, signal) => {
      const info = await this.#port.spawn(toSpawnSpec(request), signal);
      run = info.run;
      return new RemoteTransport(this.#port, info, request.limit);
    };
    const process = await call(createProcessApi(spawn, this.#port));
    this.#runs.set(process, run);
    return process;
  }

  /** A process that runs already, of which this client has become the script. */
  takeOver(info: RunInfo, limit: number, taken: Taken): Process {
    const process = new Process(new RemoteTransport(this.#port, info, limit, taken), limit, this.#port.warn);
    this.#runs.set(process, info.run);
    return process;
  }

  /** The ULID of the run behind a process started here, else null. */
  runOf(process: Process): string | null {
    return this.#runs.get(process) ?? null;
  }
}
