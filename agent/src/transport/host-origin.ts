/** A loopback literal as a browser spells it, with any port: `ssh -L` may forward from any. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|\[::1\]|localhost)(?::([1-9][0-9]{0,4}))?$/;

/**
 * Whether a `Host` header names this agent. A name that merely resolves to this machine is refused: that is what
 * DNS rebinding looks like. The spelling must be exact.
 * @param publicHosts further values of `Host` that are allowed, as the operator gave them
 */
export function isAllowedHost(host: string, publicHosts: ReadonlySet<string>): boolean {
  if (publicHosts.has(host)) return true;
  const match = LOOPBACK_HOST.exec(host);
  if (match === null) return false;
  return match[1] === undefined || Number(match[1]) <= 65_535;
}

/** Whether `origin` is the one this request's page would have: `scheme://Host`, byte for byte. */
export function isOwnOrigin(origin: string, host: string, secure: boolean): boolean {
  return origin === `${secure ? 'https' : 'http'}://${host}`;
}
