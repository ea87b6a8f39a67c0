import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { F_GETFD, F_SETFD, FD_CLOEXEC } from './constants.ts';
import { libc } from './libc.ts';
import { sealInheritedFds } from './seal-fds.ts';

test('every descriptor above 2 that a child would inherit is marked close-on-exec, and only those', () => {
  const { fcntl } = libc();
  sealInheritedFds();
  const [open, sealed] = [openSync('/dev/null', 'r'), openSync('/dev/null', 'r')];
  fcntl(open, F_SETFD, 0);
  expect(sealInheritedFds()).toEqual([open]);
  expect([fcntl(open, F_GETFD), fcntl(sealed, F_GETFD)]).toEqual([FD_CLOEXEC, FD_CLOEXEC]);
  expect(sealInheritedFds()).toEqual([]);
  for (const fd of [open, sealed]) closeSync(fd);
});
