import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { F_GETFD, FD_CLOEXEC, RLIMIT_NOFILE } from './constants.ts';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { loadNodePty, NODE_PTY_LOADER, openPty, resizePty } from './pty.ts';

const require = createRequire(import.meta.url);

test('the pinned node-pty still has, at the private path used here, the two native calls', () => {
  expect(NODE_PTY_LOADER).toBe('node-pty/lib/utils.js');
  const { version } = require('node-pty/package.json') as { version: string };
  const { optionalDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(optionalDependencies['node-pty']).toBe(version);
  const { module } = require(NODE_PTY_LOADER).loadNativeModule('pty');
  expect(module.open).toBeTypeOf('function');
  expect(module.resize).toBeTypeOf('function');
});

test('both sides are close-on-exec from the start, have the size asked for, and are not this process’s terminal', () => {
  const before = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ')[4];
  const pty = openPty(91, 17);
  expect(readlinkSync(`/proc/self/fd/${pty.master}`)).toMatch(/ptmx$/);
  expect(readlinkSync(`/proc/self/fd/${pty.slave}`)).toBe(pty.path);
  for (const fd of [pty.master, pty.slave]) expect(libc().fcntl(fd, F_GETFD)).toBe(FD_CLOEXEC);
  const size = () => execFileSync('stty', ['-F', pty.path, 'size'], { encoding: 'latin1' });
  expect(size()).toBe('17 91\n');
  resizePty(pty, 132, 43);
  expect(size()).toBe('43 132\n');
  expect(readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ')[4]).toBe(before);
  closeFd(pty.slave);
  closeFd(pty.master);
});

test('without node-pty the error says so and what to do, and without descriptors it is EMFILE', () => {
  expect(() => loadNodePty('no-such-package/lib/utils.js')).toThrow(
    /^\[Errno 95\] a terminal needs the optional package node-pty, .*npm ci --include=optional/,
  );
  const limit = new BigUint64Array(2);
  libc().prlimit(0, RLIMIT_NOFILE, null, limit);
  const none = new BigUint64Array([3n, limit[1] ?? 0n]);
  const thrown: unknown[] = [];
  libc().prlimit(0, RLIMIT_NOFILE, none, null);
  // Also when it is node-pty's own files that cannot be opened.
  for (const open of [() => openPty(80, 24), () => loadNodePty('no-such-package/lib/utils.js')]) {
    try {
      open();
    } catch (error) {
      thrown.push(error);
    }
  }
  libc().prlimit(0, RLIMIT_NOFILE, limit, null);
  const emfile = { name: 'OSError', code: 'EMFILE' };
  expect(thrown).toMatchObject([emfile, emfile]);
});
