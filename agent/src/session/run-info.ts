import type { Role, RunInfo, WireError, WireOsString } from '@pipescope/protocol';
import type { StdioTarget } from '@pipescope/protocol/process';
import { cutStrings } from './cut-strings.ts';
import { toWireOsString } from './os-string.ts';
import { toWireError } from './request-error.ts';
import type { Run } from './run.ts';

/**
 * Bytes of JSON that a run's arguments, its directory, the names of its variables, and each text of its error take in a
 * list: a list is sent again and again, and to everybody.
 */
const ARGV_BYTES = 3 * 1_024;
const TEXT_BYTES = 1_024;

/**
 * All that the list and the header of a run show. Of the environment only names, never values; a viewer sees the
 * program's name and neither its arguments, nor where it runs, nor the names. At most about 10 KiB of JSON, whatever was
 * started.
 */
export function runInfo(run: Run, role: Role): RunInfo {
  const { request } = run;
  const { argv, cwd, envNames, cut, error } = shownOf(run);
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

/** What of a run can be long, cut. */
interface Shown {
  readonly argv: readonly WireOsString[];
  readonly cwd: WireOsString | null;
  readonly envNames: readonly string[];
  readonly cut: number;
  readonly error: WireError | null;
}

/** It never changes, but for the error, and measuring it at every push would cost more than the push. */
const shown = new WeakMap<Run, Shown>();

function shownOf(run: Run): Shown {
  const known = shown.get(run);
  if (known !== undefined && (known.error === null) === (run.error === null)) return known;
  const { argv, cwd } = run.request;
  const command = cutStrings(argv.map(toWireOsString), ARGV_BYTES);
  const directory = cutStrings(cwd === null ? [] : [toWireOsString(cwd)], TEXT_BYTES);
  const names = wholeTexts(run.envNames, TEXT_BYTES);
  const made = {
    argv: command.kept,
    cwd: directory.kept[0] ?? null,
    envNames: names.kept,
    cut: command.cut + directory.cut + names.cut,
    error: run.error === null ? null : shortError(toWireError(run.error, run.hint)),
  };
  shown.set(run, made);
  return made;
}

/** Names of which a part would be another name. */
function wholeTexts(texts: readonly string[], room: number): { kept: readonly string[]; cut: number } {
  const { kept, cut } = cutStrings(texts, room);
  const whole = texts.slice(0, kept.length);
  const last = kept.at(-1);
  if (typeof last !== 'string' || last === whole.at(-1)) return { kept: whole, cut };
  return { kept: whole.slice(0, -1), cut: cut + Buffer.byteLength(last) + 1 };
}

/** The answer to the start had all of it. */
function shortError({ hint, ...error }: WireError): WireError {
  const { message, path } = error;
  const short = {
    ...error,
    message: cutText(message),
    ...(path === undefined || path === null ? {} : { path: cutStrings([path], TEXT_BYTES).kept[0] ?? null }),
  };
  if (hint === undefined) return short;
  if (hint.kind !== 'not-found') return JSON.stringify(hint).length > TEXT_BYTES ? short : { ...short, hint };
  return { ...short, hint: { ...hint, lookedIn: [...wholeTexts(hint.lookedIn, TEXT_BYTES).kept] } };
}

function cutText(text: string): string {
  const [short] = cutStrings([text], TEXT_BYTES).kept;
  return typeof short !== 'string' || short === text ? text : `${short}...`;
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
