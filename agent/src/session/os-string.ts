import type { WireOsString } from '@pipescope/protocol';
import type { OsString } from '@pipescope/protocol/process';

/** Text stays text; bytes become base64. */
export function toWireOsString(value: OsString): WireOsString {
  return typeof value === 'string' ? value : { base64: Buffer.from(value).toString('base64') };
}

/** Text stays text; base64 becomes bytes. */
export function fromWireOsString(value: WireOsString): OsString {
  return typeof value === 'string' ? value : new Uint8Array(Buffer.from(value.base64, 'base64'));
}

export { osBytes } from '../os/c-string.ts';
