import assert from 'node:assert/strict';
import { writeSync } from 'node:fs';
import { cString, cStringArray } from './c-string.ts';
import {
  F_GETFD,
  F_GETPIPE_SZ,
  F_OK,
  FD_CLOEXEC,
  FIONREAD,
  LOCK_EX,
  LOCK_NB,
  O_CLOEXEC,
  O_RDWR,
  PR_SET_CHILD_SUBREAPER,
  RLIMIT_NOFILE,
} from './constants.ts';
import { type Libc, libc } from './libc.ts';

/**
 * Calls each function of `libc()` once, names it before it is called (the last line tells which one ended the
 * process) and checks the answer. Does no harm to any process but this one.
 */
const c = libc();
const called = new Set<keyof Libc>();

function call<Name extends keyof Libc>(name: Name): Libc[Name] {
  writeSync(1, `${name}\n`);
  called.add(name);
  return c[name];
}

const fds = new Int32Array(2);
const memory = Buffer.allocUnsafeSlow(4096);
const word = new Int32Array(1);

assert.match(call('koffiVersion'), /^\d/);
assert.equal(call('keepLoaded')('/nonexistent'), null);
assert.equal(call('pipe2')(fds, O_CLOEXEC), 0);
const [readEnd = -1, writeEnd = -1] = fds;
assert.equal(call('fcntl')(readEnd, F_GETFD), FD_CLOEXEC);
assert.ok(c.fcntl(readEnd, F_GETPIPE_SZ) >= 4096);
assert.equal(call('write')(writeEnd, Buffer.from('probe'), 5), 5);
assert.equal(call('ioctl')(readEnd, FIONREAD, word), 0);
assert.equal(word[0], 5);
const pollfd = Buffer.allocUnsafeSlow(128);
pollfd.writeInt32LE(readEnd, 0);
pollfd.writeInt16LE(1, 4);
pollfd.writeInt16LE(0, 6);
assert.equal(call('poll')(pollfd, 1, 0), 1);
assert.equal(pollfd.readInt16LE(6), 1);
const uvPoll = call('uvPoll');
await new Promise<void>((resolve) => {
  const handle = uvPoll(readEnd, { readable: true }, (status, events) => {
    assert.deepEqual([status, events.readable], [0, true]);
    handle.close();
    resolve();
  });
});
assert.equal(call('read')(readEnd, memory, 100), 5);
assert.equal(memory.toString('latin1', 0, 5), 'probe');
// A file that is nobody else's: several of these programs may run at once.
assert.equal(call('flock')(readEnd, LOCK_EX | LOCK_NB), 0);
assert.equal(call('close')(writeEnd), 0);
const errno = call('errno');
assert.equal(c.close(writeEnd), -1);
assert.equal(errno(), 9);
const nullFd = call('open')(cString('/dev/null'), O_RDWR | O_CLOEXEC, 0);
assert.ok(nullFd > 2);

assert.equal(call('access')(cString('/dev/null'), F_OK), 0);
assert.equal(c.access(cString('/nonexistent'), F_OK), -1);
assert.equal(c.errno(), 2);
assert.equal(call('chdir')(cString('/nonexistent')), -1);
assert.equal(c.errno(), 2);
assert.equal(call('fchdir')(nullFd), -1);
assert.equal(c.errno(), 20);
assert.equal(typeof call('address')(memory), 'bigint');
const environ = call('environ')();
assert.equal(typeof environ, 'bigint');

const actions = Buffer.allocUnsafeSlow(512);
const attributes = Buffer.allocUnsafeSlow(512);
assert.equal(call('fileActionsInit')(actions), 0);
assert.equal(call('addDup2')(actions, nullFd, 1), 0);
assert.equal(call('addClose')(actions, nullFd), 0);
assert.equal(call('addOpen')(actions, 0, cString('/dev/null'), O_RDWR, 0), 0);
assert.equal(call('addChdir')(actions, cString('/')), 0);
assert.equal(call('addCloseFrom')(actions, 3), 0);
assert.equal(call('attributesInit')(attributes), 0);
assert.equal(call('setFlags')(attributes, 0x02 | 0x04 | 0x08), 0);
assert.equal(call('setProcessGroup')(attributes, 0), 0);
assert.equal(call('setSignalDefault')(attributes, Buffer.alloc(128, 1)), 0);
assert.equal(call('setSignalMask')(attributes, Buffer.alloc(128)), 0);
const argv = cStringArray(['sh', '-c', 'test "$PWD$X" = /1 && exit 7']);
const posixSpawn = call('posixSpawn');
assert.equal(posixSpawn(word, cString('/nonexistent'), actions, attributes, argv, environ), 2);
const env = cStringArray(['X=1']);
assert.equal(posixSpawn(word, cString('/bin/sh'), actions, attributes, argv, env), 0);
const pid = word[0] ?? 0;
assert.equal(call('fileActionsDestroy')(actions), 0);

const pidfd = call('pidfdOpen')(pid);
assert.ok(pidfd > 2 || c.errno() === 38);
assert.equal(call('getpgid')(pid), pid);
assert.equal(call('kill')(pid, 0), 0);
const usage = Buffer.alloc(144);
assert.equal(call('wait4')(pid, word, 0, usage), pid);
assert.equal(word[0], 7 << 8);
assert.ok(usage.readBigInt64LE(32) > 0n);

const mask = call('umask')(0o22);
assert.equal(c.umask(mask), 0o22);
const limit = new BigUint64Array(2);
assert.equal(call('prlimit')(0, RLIMIT_NOFILE, null, limit), 0);
assert.equal(c.prlimit(0, RLIMIT_NOFILE, limit, null), 0);
assert.equal(call('prctl')(PR_SET_CHILD_SUBREAPER, 0), 0);
assert.equal(call('tryLock')(), 0);
call('unlock')();

const ids = [new Int32Array(1), new Int32Array(1), new Int32Array(1)] as const;
assert.equal(call('getresgid')(...ids), 0);
assert.equal(call('setresgid')(ids[0][0] ?? -1, ids[1][0] ?? -1, ids[2][0] ?? -1), 0);
assert.equal(call('getresuid')(...ids), 0);
assert.equal(ids[0][0], process.getuid?.());
const groups = new Int32Array(Math.max(call('getgroups')(0, null), 1));
const count = c.getgroups(groups.length, groups);
const result = call('setgroups')(groups.subarray(0, count));
assert.ok(result === 0 || c.errno() === 1);
assert.equal(call('setresuid')(ids[0][0] ?? -1, ids[1][0] ?? -1, ids[2][0] ?? -1), 0);

const missed = Object.keys(c).filter((name) => !called.has(name as keyof Libc));
assert.deepEqual(missed, []);
writeSync(1, 'ok\n');
