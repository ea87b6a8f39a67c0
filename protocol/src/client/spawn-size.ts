import { encodeUtf8 } from '../base/utf8.ts';
import { ARGV_MAX, type SpawnSpecInput } from '../messages/run.ts';
import { osError } from '../process/errors.ts';
import { fromWireOsString } from './wire-values.ts';

/** Bytes of a message besides the spec. */
const ENVELOPE = 1_024;
/** Bytes that one unit of a JavaScript string may become in JSON. */
const MOST_PER_UNIT = 6;

/**
 * Refuses a start that the agent would not even read, as the kernel would have: its own bound for arguments and
 * environment is below that of messages (execve(2)).
 * @param limits what the agent says it takes: `maxPayload` bytes of a message, `jsonString` of one string in it
 * @throws OSError E2BIG naming the program, ENAMETOOLONG naming the path that is too long for a message
 */
export function checkSpawnSize(spec: SpawnSpecInput, limits: Readonly<Record<string, number>>): void {
  const { maxPayload = Number.POSITIVE_INFINITY, jsonString = maxPayload } = limits;
  const files = [spec.stdin, spec.stdout, spec.stderr].map((target) =>
    typeof target === 'object' ? target.path : null,
  );
  for (const path of [spec.cwd, spec.executable, ...files]) {
    if (path === undefined || path === null || isWithin(path, jsonString)) continue;
    throw osError('ENAMETOOLONG', { filename: fromWireOsString(path) });
  }
  const strings = [...spec.argv, ...(spec.env ?? []).flat(), ...(spec.envDiff ?? []).flat()];
  const fits = spec.argv.length <= ARGV_MAX && isWithin(spec, maxPayload - ENVELOPE);
  if (fits && strings.every((value) => isWithin(value, jsonString))) return;
  throw osError('E2BIG', { filename: fromWireOsString(spec.executable ?? spec.argv[0] ?? '') });
}

/** Whether a value has at most so many bytes as JSON. */
function isWithin(value: unknown, bytes: number): boolean {
  if (typeof value === 'string' && value.length * MOST_PER_UNIT <= bytes) return true;
  const text = JSON.stringify(value);
  return text.length <= bytes && (text.length * 3 <= bytes || encodeUtf8(text).length <= bytes);
}
