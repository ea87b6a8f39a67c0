import type { RunInfo, WireOsString } from '../state/protocol.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import { type Case, quoted } from './start-case.ts';

/** What is told of a run that did not start. */
export type ToldRun = Pick<RunInfo, 'argv' | 'cwd' | 'cut'> & Partial<Pick<RunInfo, 'envNames'>>;

/** What was to be started, whole. `env` has the values that were set. */
export interface WholeCommand {
  readonly argv: readonly WireOsString[];
  readonly env: readonly (readonly [string, string])[];
}

/** Bytes of the longest argument: MAX_ARG_STRLEN of execve(2), 32 pages of 4 KiB, without the NUL that ends it. */
const LONGEST = 131_071;

const utf8 = new TextEncoder();

function sizeOf(value: WireOsString): number {
  return typeof value === 'string' ? utf8.encode(value).byteLength : atob(value.base64).length;
}

/** Bytes of strings as execve(2) counts: each with its NUL. */
function totalOf(strings: readonly WireOsString[]): number {
  return strings.reduce((sum, value) => sum + sizeOf(value) + 1, 0);
}

/**
 * Why a command was too long (E2BIG): one string of it, or all of them. Of a command of which only the beginning is told
 * it says the sum, and no more than can be known from that.
 */
export function tooLongWords(run: ToldRun, whole: WholeCommand | null): Case {
  const argv = run.cut === undefined ? run.argv : (whole?.argv ?? null);
  const limit = formatBytes(LONGEST);
  if (argv === null) {
    const { cut = 0, cwd, envNames = [] } = run;
    const size = formatBytes(totalOf([...run.argv, ...(cwd === null ? [] : [cwd]), ...envNames]) + cut);
    return { title: t('run.start.long'), more: t('run.start.long.more', { size, limit }) };
  }
  const more = t('run.start.argument.more', { limit });
  const index = argv.findIndex((arg) => sizeOf(arg) > LONGEST);
  const longest = argv[index];
  if (longest !== undefined) {
    return { title: t('run.start.argument', { index, size: formatBytes(sizeOf(longest)) }), more };
  }
  const variable = whole?.env.find(([name, value]) => sizeOf(`${name}=${value}`) > LONGEST);
  if (variable !== undefined) {
    const [name, value] = variable;
    const size = formatBytes(sizeOf(`${name}=${value}`));
    return {
      title: t('run.start.variable', { name: quoted(name), size }),
      more: t('run.start.variable.more', { limit }),
    };
  }
  return {
    title: t('run.start.list', { count: argv.length, size: formatBytes(totalOf(argv)) }),
    more: t('run.start.list.more'),
  };
}
