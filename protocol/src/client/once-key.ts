import { encodeBase64Url } from './base64url.ts';
import type { Platform } from './platform.ts';

const ONCE_KEY_BYTES = 16;

/** A fresh key of a request that is to be done once, however often it is sent. */
export function onceKey(platform: Pick<Platform, 'randomBytes'>): string {
  return encodeBase64Url(platform.randomBytes(ONCE_KEY_BYTES));
}
