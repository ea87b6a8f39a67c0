import type { WireError, WireOsString } from '@pipescope/protocol';
import type { OsString, SpawnRequest } from '@pipescope/protocol/process';
import { cutStrings } from './cut-strings.ts';
import { osBytes, toWireOsString } from './os-string.ts';
import type { EnvNames } from './spawn-spec.ts';

/**
 * Bytes of JSON that a run's arguments, its directory, the names of its variables, and each text of its error take in a
 * list: a list is sent again and again, and to everybody.
 */
const ARGV_BYTES = 3 * 1_024;
const TEXT_BYTES = 1_024;
/** Bytes of one word of a command that may name a shell or its script, and of a PATH: more the kernel does not search. */
const NAME_BYTES = 4_096;
const PATH_BYTES = 64 * 1_024;

/** What is told of a command, cut where it is long. */
export interface ToldCommand {
  readonly argv: readonly WireOsString[];
  readonly cwd: WireOsString | null;
  readonly envNames: readonly string[];
  /** Those of `envNames` that were taken away. */
  readonly envRemoved: readonly string[];
  /** `envNames` are all the child has. */
  readonly envOnly: boolean;
  /** Bytes left out, as execve(2) counts. */
  readonly cut: number;
}

/** What of a request may be told to everybody who may see its run. */
export function toldCommand({ argv, cwd }: SpawnRequest, env: EnvNames): ToldCommand {
  const command = cutStrings(argv.map(toWireOsString), ARGV_BYTES);
  const directory = cutStrings(cwd === null ? [] : [toWireOsString(cwd)], TEXT_BYTES);
  const names = wholeTexts(env.names, TEXT_BYTES);
  const told = new Set(names.kept);
  return {
    argv: command.kept,
    cwd: directory.kept[0] ?? null,
    envNames: names.kept,
    envRemoved: env.removed.filter((name) => told.has(name)),
    envOnly: env.only,
    cut: command.cut + directory.cut + names.cut,
  };
}

/** What is told of an error after the answer to the start, which has all of it. */
export function toldError({ hint, ...error }: WireError): WireError {
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

/**
 * What a run needs of its request once the start is over. Arguments and environment may be megabytes, and thousands of
 * runs are remembered: of them stay the words by which a shell is known, and PATH.
 */
export function keptRequest(request: SpawnRequest): SpawnRequest {
  const { argv, cwd, env } = request;
  const short = (value: OsString, most: number): boolean => osBytes(value).length <= most;
  return {
    ...request,
    argv: argv.slice(0, 2).map((word) => (short(word, NAME_BYTES) ? word : '')),
    executable: null,
    cwd: cwd === null || short(cwd, NAME_BYTES) ? cwd : '/',
    env:
      env?.filter(([name, value]) => osBytes(name).toString('latin1') === 'PATH' && short(value, PATH_BYTES)) ?? null,
  };
}

/** Names of which a part would be another name. */
function wholeTexts(texts: readonly string[], room: number): { kept: readonly string[]; cut: number } {
  const { kept, cut } = cutStrings(texts, room);
  const whole = texts.slice(0, kept.length);
  const last = kept.at(-1);
  if (typeof last !== 'string' || last === whole.at(-1)) return { kept: whole, cut };
  return { kept: whole.slice(0, -1), cut: cut + Buffer.byteLength(last) + 1 };
}

function cutText(text: string): string {
  const [short] = cutStrings([text], TEXT_BYTES).kept;
  return typeof short !== 'string' || short === text ? text : `${short}...`;
}
