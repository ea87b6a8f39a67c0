import { Process, type SpawnRequest } from '@pipescope/protocol/process';
import { spawnOverPipes } from '../src/process/spawn-over-pipes.ts';
import { spawnRequest } from './request.ts';

/** All three streams on a terminal. */
export const TERMINAL = { stdin: 'pty', stdout: 'pty', stderr: 'pty', startNewSession: true } as const;
/** Bytes as characters. */
export const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1');

/** Starts a program on a terminal. */
export async function start(argv: readonly string[], options: Partial<SpawnRequest> = {}): Promise<Process> {
  const request = spawnRequest(argv, { ...TERMINAL, ...options });
  return new Process(await spawnOverPipes(request), request.limit);
}

/** Runs a script with bash on a terminal. */
export function shell(script: string, options: Partial<SpawnRequest> = {}): Promise<Process> {
  return start(['bash', '-c', script], options);
}

/** All that is shown up to and with a mark. */
export async function shown(child: Process, mark: string): Promise<string> {
  return text(await child.stdout?.readuntil(Buffer.from(mark)));
}

/** Types. */
export function type(child: Process, keys: string): void {
  child.stdin?.write(Buffer.from(keys, 'latin1'));
}
