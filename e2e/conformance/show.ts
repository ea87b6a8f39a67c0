import { createHash } from 'node:crypto';
import { OSError, osError } from '@pipescope/protocol/process';
import type { Result } from './scenario-format.ts';

/** Results up to this many bytes are shown whole. */
const INLINE = 256;

/** Bytes as FORMAT.md shows them: text, base64, or hash and both ends. */
export function showBytes(bytes: Uint8Array): Result {
  if (bytes.length > INLINE) {
    return {
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      first: base64(bytes.subarray(0, 32)),
      last: base64(bytes.subarray(-32)),
    };
  }
  try {
    return { bytes: bytes.length, utf8: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { bytes: bytes.length, b64: base64(bytes) };
  }
}

/** Any value a step returned; `edit` changes bytes before they are shown. */
export function showValue(value: unknown, edit: (bytes: Uint8Array) => Uint8Array): unknown {
  if (value instanceof Uint8Array) return showBytes(edit(value));
  if (Array.isArray(value)) return value.map((item) => showValue(item, edit));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, showValue(item, edit)]));
  }
  return value === undefined ? null : value;
}

/** An error as FORMAT.md shows it, with the scenario's directory written as `<cwd>`. */
export function showError(error: unknown, cwd: string): Result {
  if (!(error instanceof Error)) return { error: { type: typeof error, message: String(error) } };
  if ('syscall' in error && !(error instanceof OSError)) return showError(ofNode(error), cwd);
  const { name, message } = error;
  const type = name === 'RangeError' ? 'ValueError' : name;
  return {
    error: { type, ...detail(type, error as Error & Record<string, unknown>, cwd), message: here(message, cwd) },
  };
}

function detail(type: string, error: Record<string, unknown>, cwd: string): Result {
  if (type === 'IncompleteReadError' && error['partial'] instanceof Uint8Array) {
    return { partial: showBytes(error['partial']), expected: error['expected'] };
  }
  if (type === 'LimitOverrunError') return { consumed: error['consumed'] };
  if (typeof error['code'] !== 'string' || error['errno'] === undefined) return {};
  const path = error['path'];
  if (path instanceof Uint8Array) return { errno: error['code'], filename: here(fsdecode(path), cwd) };
  return typeof path === 'string' ? { errno: error['code'], filename: here(path, cwd) } : { errno: error['code'] };
}

/** An error of `node:fs`, which the runner itself got, as the class it would be. */
function ofNode(error: Error & { code?: unknown; path?: unknown }): OSError {
  return osError(String(error.code), { filename: typeof error.path === 'string' ? error.path : null });
}

/** Text of a path as Python's os.fsdecode: bytes that are not UTF-8 become lone surrogates. */
function fsdecode(path: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < path.length; ) {
    const length = [1, 2, 3, 4].find((size) => isText(decoder, path.subarray(at, at + size)));
    text +=
      length === undefined
        ? String.fromCharCode(0xdc00 + (path[at] ?? 0))
        : decoder.decode(path.subarray(at, at + length));
    at += length ?? 1;
  }
  return text;
}

function isText(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    return decoder.decode(bytes).length > 0;
  } catch {
    return false;
  }
}

function here(text: string, cwd: string): string {
  return text.replaceAll(cwd, '<cwd>');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
