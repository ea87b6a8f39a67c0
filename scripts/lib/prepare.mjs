import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';

/**
 * Brings the checkout up to date: packages as the lockfile says, then the named targets built from the present
 * sources. Silent and without a lock when there is nothing to do.
 * @param {readonly import('./build.mjs').TargetName[]} targets
 */
export async function prepare(targets) {
  if (isInstalled() && targets.every(isBuilt)) return;
  await withLock(async () => {
    // Looked at again: whoever held the lock may have done the work.
    if (!isInstalled()) await install();
    for (const name of targets) if (!isBuilt(name)) await build(name);
  });
}
