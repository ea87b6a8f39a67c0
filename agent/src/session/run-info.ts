import type { Role, RunInfo } from '@pipescope/protocol';
import type { StdioTarget } from '@pipescope/protocol/process';
import type { Run } from './run.ts';

/**
 * All that the list and the header of a run show. Of the environment only names, never values; a viewer sees the
 * program's name and neither its arguments, nor where it runs, nor the names. At most about 10 KiB of JSON, whatever was
 * started.
 */
export function runInfo(run: Run, role: Role): RunInfo {
  const { request, error } = run;
  const { argv, cwd, envNames, envRemoved, envOnly, cut } = run.command;
  const owner = role === 'owner';
  return {
    run: run.id,
    number: run.number,
    state: run.state,
    argv: owner ? [...argv] : argv.slice(0, 1),
    shell: request.shell,
    stdin: wireTarget(request.stdin),
    stdout: wireTarget(request.stdout),
    stderr: wireTarget(request.stderr),
    cwd: owner ? cwd : null,
    envNames: owner ? [...envNames] : [],
    ...(owner && envRemoved.length > 0 ? { envRemoved: [...envRemoved] } : {}),
    ...(owner && envOnly ? { envOnly } : {}),
    ...(cut === 0 ? {} : { cut }),
    startNewSession: request.startNewSession,
    limit: request.limit,
    ...(run.terminal === null ? {} : { terminal: run.terminal }),
    pid: run.pid,
    startedAt: run.startedAt,
    consumers: { stdout: run.consumers.of(1), stderr: run.consumers.of(2) },
    streams: { stdin: streamInfo(run, 0), stdout: outputInfo(run, 1), stderr: outputInfo(run, 2) },
    ...(run.exit === null ? {} : { exit: run.exit }),
    ...(error === null || !owner ? {} : { error }),
    ...(run.missingCommand === null || !owner ? {} : { missingCommand: run.missingCommand }),
    ...signalInfo(run),
    ...(run.stdinClosedAt === null ? {} : { stdinClosedAt: run.stdinClosedAt }),
  };
}

function signalInfo({ signals }: Run): Pick<RunInfo, 'signalled' | 'signals'> {
  const last = signals.at(-1);
  if (last === undefined) return {};
  const { signal, by, time } = last;
  return { signalled: { signal, by, time }, signals: [...signals] };
}

function streamInfo(run: Run, fd: 0 | 1 | 2): RunInfo['streams']['stdin'] {
  const count = run.count(fd);
  const endedAt = run.endedAt(fd);
  return count === null || endedAt === null ? count : { ...count, endedAt };
}

function outputInfo(run: Run, fd: 1 | 2): RunInfo['streams']['stdout'] {
  const info = streamInfo(run, fd);
  // A run that is starting has no streams yet.
  if (info === null || run.consumers.of(fd) === null) return info;
  const unread = run.consumers.waitingOf(fd);
  return { ...info, taken: run.consumers.takenOf(fd), ...(unread === null ? {} : { unread }) };
}

/** A run made over the wire never has numbers of fds; one made in the agent shows them as inherited. */
function wireTarget(target: StdioTarget): RunInfo['stdin'] {
  if (typeof target === 'string') return target;
  return 'path' in target ? 'file' : 'inherit';
}
