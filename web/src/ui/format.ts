const whole = new Intl.NumberFormat('en-US');
const tenth = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `1,234`. */
export function formatCount(n: number): string {
  return whole.format(n);
}

/** Exact digits up to 9,999,999 bytes, then decimal units: `12.3 MB`. */
export function formatBytes(n: number): string {
  if (n <= 9_999_999) return `${whole.format(n)} B`;
  if (n < 1e9) return `${tenth.format(n / 1e6)} MB`;
  if (n < 1e12) return `${tenth.format(n / 1e9)} GB`;
  return `${tenth.format(n / 1e12)} TB`;
}

/** The length of a cut line, short: `980 B`, `12.3 kB`, `1.3 MB`. */
export function formatSize(n: number): string {
  if (n < 1000) return `${n} B`;
  if (n < 1e6) return `${tenth.format(n / 1e3)} kB`;
  return n < 1e9 ? `${tenth.format(n / 1e6)} MB` : `${tenth.format(n / 1e9)} GB`;
}

/** How long something took, for lists: `0.004 s`, `0.31 s`, `41.2 s`, `3 m 12 s`, `2 h 5 m`. Takes seconds. */
export function formatDuration(seconds: number): string {
  const s = Math.max(0, seconds);
  if (s < 0.0995) return `${s.toFixed(3)} s`;
  if (s < 0.995) return `${s.toFixed(2)} s`;
  if (s < 59.95) return `${s.toFixed(1)} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} m ${Math.floor(s % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
}

/** A running clock: `00:03.218` under 10 s, then `00:41`, `1:02:03`. Takes seconds. */
export function formatClock(seconds: number): string {
  const s = Math.max(0, seconds);
  if (s < 10) return `00:0${(Math.floor(s * 1000) / 1000).toFixed(3)}`;
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(s / 3600);
  const rest = `${two(Math.floor((s % 3600) / 60))}:${two(Math.floor(s % 60))}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Time of a line since spawn: `+1.204`. Takes microseconds. */
export function formatSinceSpawn(micros: number): string {
  return `+${(Math.floor(micros / 1000) / 1000).toFixed(3)}`;
}

/** Wall clock `14:02:11`. Takes milliseconds since 1970. */
export function formatTimeOfDay(ms: number): string {
  const at = new Date(ms);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}
