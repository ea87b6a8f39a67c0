import type { SpawnRequest } from '@pipescope/protocol/process';
import { cutStrings } from './cut-strings.ts';
import { toWireOsString } from './os-string.ts';
import type { Run } from './run.ts';

/** Values of an entry: never secrets. */
export type JournalFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Where it is written down who did what; the transport's audit log is one. */
export interface Journal {
  /** Notes that `event` happened. Never throws. */
  record(event: string, fields?: JournalFields): void;
}

/** For an agent that keeps none. */
export const NO_JOURNAL: Journal = { record: () => undefined };

/** Bytes of arguments, and of a directory, in one entry. */
const ARGV_BYTES = 2 * 1_024;
const CWD_BYTES = 512;

/** A start that was asked for, and the `session` of the client that asked. */
export interface AskedStart {
  readonly request: SpawnRequest;
  readonly by: string;
}

/**
 * Notes what becomes of processes: started or not, signalled, ended. Of the environment nothing is noted, and of long
 * arguments the beginning.
 */
export class RunJournal {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** A start was refused before there was a run. */
  refused({ request, by }: AskedStart, error: unknown): void {
    this.#journal.record('spawn-refused', { ...commandFields(request), by, error: String(error) });
  }

  /** A run has its process, or its error. */
  started(run: Run, { request, by }: AskedStart): void {
    const { id, number, pid, error } = run;
    const fields = { run: id, number, ...commandFields(request), by };
    if (error === null) this.#journal.record('spawn', { ...fields, pid });
    else this.#journal.record('spawn-failed', { ...fields, error: `${error.name}: ${error.message}` });
  }

  signalled(run: Run, signal: number, target: 'process' | 'group', by: string): void {
    this.#journal.record('signal', { run: run.id, pid: run.pid, signal, target, by });
  }

  exited(run: Run): void {
    this.#journal.record('exit', { run: run.id, pid: run.pid, returncode: run.exit?.returncode ?? null });
  }
}

function commandFields({ argv, cwd, user, group }: SpawnRequest): JournalFields {
  const texts = (strings: readonly SpawnRequest['argv'][number][], room: number): { kept: string[]; cut: number } => {
    const { kept, cut } = cutStrings(strings.map(toWireOsString), room);
    return {
      kept: kept.map((s) => (typeof s === 'string' ? s : Buffer.from(s.base64, 'base64').toString('latin1'))),
      cut,
    };
  };
  const command = texts(argv, ARGV_BYTES);
  return {
    argv: command.kept,
    ...(command.cut === 0 ? {} : { cut: command.cut }),
    ...(cwd === null ? {} : { cwd: texts([cwd], CWD_BYTES).kept.join('') }),
    ...(user === null ? {} : { user }),
    ...(group === null ? {} : { group }),
  };
}
