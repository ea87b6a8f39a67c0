import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import type { Answer } from './answer.ts';
import { type Headers, PAGE_HEADERS, SANDBOX_HEADERS } from './headers.ts';

/** The files an agent serves: a fixed map, so that no request ever becomes a path on disk. */
export interface StaticFiles {
  /**
   * The answer to `GET path`, or undefined where there is nothing.
   * @param path the target without its query
   * @param known the request's `If-None-Match`
   */
  answer(path: string, known?: string): Answer | undefined;
  /** Every path with a file of its own. */
  readonly paths: readonly string[];
}

interface StaticFile {
  readonly headers: Headers;
  readonly etag: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Places of the page that people may visit, reload and link to; all are the one document. */
const PAGE_PATHS =
  /^\/(?:r\/[0-7][0-9A-HJKMNP-TV-Z]{25}|x\/[A-Za-z0-9_-]{1,64}(?:\/[A-Za-z0-9_-]{1,64})?|repl|settings)?$/;
/** Names that carry a hash of the content never change their content. */
const HASHED = /^\/assets\/[^/]*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>pipescope</title><p>The page is not built yet. Run npm start.';
const EMPTY_SANDBOX = '<!doctype html><meta charset="utf-8"><title>sandbox</title>';

/** Whether `path` belongs to the document in which user code runs. */
export function isSandboxPath(path: string): boolean {
  return path === '/sandbox.html' || path === '/sandbox.js';
}

/**
 * Reads every file below `directory` (the built page) into memory. Where it is missing, the page says that it is not
 * built; the socket works all the same.
 */
export function loadStaticFiles(directory: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  files.set('/index.html', staticFile('/index.html', Buffer.from(NOT_BUILT)));
  files.set('/sandbox.html', staticFile('/sandbox.html', Buffer.from(EMPTY_SANDBOX)));
  for (const name of fileNames(directory)) {
    const path = `/${name}`;
    files.set(path, staticFile(path, readFileSync(join(directory, name))));
  }
  const find = (path: string): StaticFile | undefined => files.get(PAGE_PATHS.test(path) ? '/index.html' : path);
  return {
    paths: [...files.keys()],
    answer(path, known) {
      const file = find(path);
      if (file === undefined) return undefined;
      if (known === file.etag) return { status: 304, headers: file.headers, body: Buffer.alloc(0) };
      return { status: 200, headers: file.headers, body: file.body };
    },
  };
}

function fileNames(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function staticFile(path: string, body: Buffer): StaticFile {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ...(isSandboxPath(path) ? SANDBOX_HEADERS : PAGE_HEADERS),
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Cache-Control': cacheControl(path),
    ETag: etag,
  };
  return { headers, etag, body };
}

function cacheControl(path: string): string {
  if (HASHED.test(path)) return 'public, max-age=31536000, immutable';
  return path.endsWith('.html') ? 'no-store' : 'no-cache';
}
