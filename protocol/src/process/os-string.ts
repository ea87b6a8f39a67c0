import { ValueError } from './errors.ts';
import type { OsString } from './spawn-request.ts';

/** Text, bytes, or a `file:` URL for a path. */
export type OsPath = OsString | { readonly href: string };

/**
 * Checks a value that goes to the kernel as a C string. Bytes are copied.
 * @param what its name in messages: `program`, `argument 2`.
 * @throws TypeError for another type; ValueError for a NUL byte or text that has no UTF-8 form.
 */
export function checkOsString(value: unknown, what: string): OsString {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new ValueError(`embedded null byte in ${what}`);
    if (/\p{Surrogate}/u.test(value)) {
      throw new ValueError(`${what} cannot be encoded as UTF-8: it has half of a surrogate pair`);
    }
    return value;
  }
  if (value instanceof Uint8Array) {
    if (value.includes(0)) throw new ValueError(`embedded null byte in ${what}`);
    return new Uint8Array(value);
  }
  throw new TypeError(`${what} must be a string or Uint8Array, not ${typeName(value)}`);
}

/** As `checkOsString`, and turns a `file:` URL into its path. */
export function checkOsPath(value: unknown, what: string): OsString {
  return checkOsString(isUrl(value) ? pathOfUrl(value.href, what) : value, what);
}

/** The type of a value in words for messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isUrl(value: unknown): value is { href: string } {
  return typeof value === 'object' && value !== null && 'href' in value && typeof value.href === 'string';
}

function pathOfUrl(href: string, what: string): string {
  const path = /^file:\/\/(?:localhost)?(\/[^?#]*)/.exec(href)?.[1];
  if (path === undefined || /%2f/i.test(path)) throw new ValueError(`${what} is not a file: URL of a local path`);
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ValueError(`${what} has percent codes that are not UTF-8; give the path as bytes`);
  }
}
