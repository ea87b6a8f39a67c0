/** Names and values of response headers, in the order they are sent. */
export type Headers = Readonly<Record<string, string>>;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html pipescope',
].join('; ');

const SANDBOX_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval' blob:",
  'worker-src blob:',
  "connect-src 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ');

const COMMON: Headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'clipboard-read=(), camera=(), microphone=(), geolocation=()',
  'Origin-Agent-Cluster': '?1',
};

/** Sent with every answer, errors too: scripts and styles from this origin only, never framed, no referrer. */
export const PAGE_HEADERS: Headers = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...COMMON,
};

/**
 * Sent with the document in which user code runs, and its script. The document has an opaque origin
 * (`sandbox` without `allow-same-origin`), so its script must be readable across origins.
 */
export const SANDBOX_HEADERS: Headers = {
  'Content-Security-Policy': SANDBOX_POLICY,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...COMMON,
};
