import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStateDir, readPrivateFile, writePrivateFile } from './state-dir.ts';
import { claimStateDir } from './state-lock.ts';

const isRoot = process.geteuid?.() === 0;
let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pipescope-state-'));
});
afterEach(() => rmSync(base, { recursive: true }));

describe('a state directory', () => {
  test('is made with its parents, for its owner only', () => {
    const path = openStateDir(join(base, 'a', 'b'));
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(openStateDir(path)).toBe(path);
  });

  test('that is a symbolic link is refused', () => {
    mkdirSync(join(base, 'real'));
    symlinkSync('real', join(base, 'link'));
    expect(() => openStateDir(join(base, 'link'))).toThrow('it is a symbolic link');
  });

  test('that is a file is refused', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => openStateDir(join(base, 'file'))).toThrow('Cannot make the state directory');
  });

  test.each([0o770, 0o707, 0o777])('that others can write (%o) is refused', (mode) => {
    chmodSync(base, mode);
    expect(() => openStateDir(base)).toThrow('can be written by others');
  });

  test.runIf(isRoot)('that belongs to someone else is refused', () => {
    mkdirSync(join(base, 'other'), { mode: 0o700 });
    lchownSync(join(base, 'other'), 54_321, 54_321);
    expect(() => openStateDir(join(base, 'other'))).toThrow('it belongs to uid 54321');
  });
});

describe('a private file', () => {
  test('is written for its owner only and read back', () => {
    const path = writePrivateFile(base, 'key', 'secret');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readPrivateFile(path)).toBe('secret');
  });

  test('takes the place of a symbolic link instead of following it', () => {
    writeFileSync(join(base, 'victim'), 'mine');
    symlinkSync('victim', join(base, 'key'));
    writePrivateFile(base, 'key', 'secret');
    expect(readPrivateFile(join(base, 'key'))).toBe('secret');
    expect(statSync(join(base, 'victim')).size).toBe(4);
  });

  test('that is missing is undefined', () => {
    expect(readPrivateFile(join(base, 'none'))).toBeUndefined();
  });

  test('that others may read, or that is a link or no file, is not trusted', () => {
    const path = writePrivateFile(base, 'key', 'secret');
    chmodSync(path, 0o640);
    expect(() => readPrivateFile(path)).toThrow('not a private file');
    symlinkSync('key', join(base, 'link'));
    expect(() => readPrivateFile(join(base, 'link'))).toThrow('ELOOP');
    expect(() => readPrivateFile(base)).toThrow('not a private file');
  });
});

describe('a claim on a state directory', () => {
  test('is for one process at a time', () => {
    const release = claimStateDir(base);
    expect(release).toBeTypeOf('function');
    expect(claimStateDir(base)).toBeUndefined();
    release?.();
    const again = claimStateDir(base);
    expect(again).toBeTypeOf('function');
    again?.();
  });

  test.each(['999999999 1', `${process.pid} 1`, 'nonsense', ''])('of a process that is gone (%j) is void', (holder) => {
    writePrivateFile(base, 'lock', holder);
    const release = claimStateDir(base);
    expect(release).toBeTypeOf('function');
    // Nor is it lost to a start that found the file stale just before.
    writeFileSync(join(base, 'lock'), holder);
    expect(claimStateDir(base)).toBeUndefined();
    release?.();
  });

  test('ends with the process that holds it, however that ends', () => {
    const lock = join(base, 'lock');
    const program =
      'import fcntl, os, sys; fcntl.flock(open(sys.argv[1], "w"), fcntl.LOCK_EX); os.kill(os.getpid(), 9)';
    const holder = spawnSync('python3', ['-c', program, lock]);
    expect(holder.signal).toBe('SIGKILL');
    const release = claimStateDir(base);
    expect(release).toBeTypeOf('function');
    release?.();
  });

  test('is not made through a symbolic link', () => {
    symlinkSync('victim', join(base, 'lock'));
    expect(() => claimStateDir(base)).toThrow('ELOOP');
  });
});
