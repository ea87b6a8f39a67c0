import { libc } from './libc.ts';

const RLIM_INFINITY = 0xffff_ffff_ffff_ffffn;

/** The soft limit of this process on a resource (getrlimit(2), `RLIMIT_*`), or null when there is none. Opens nothing. */
export function softLimit(resource: number): number | null {
  const limit = new BigUint64Array(2);
  if (libc().prlimit(0, resource, null, limit) < 0) return null;
  const [soft = RLIM_INFINITY] = limit;
  return soft === RLIM_INFINITY ? null : Number(soft);
}
