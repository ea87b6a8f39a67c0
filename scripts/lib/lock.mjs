import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';
import { say } from './say.mjs';

const LOCK = join(CACHE, 'prepare.lock');
/** How often a waiting start looks again, in milliseconds. */
const LOOK_AGAIN = 100;

/**
 * Runs `work` while no other start of this workspace does: two installs at once would pull the files from under
 * each other. A lock whose owner has died is taken over.
 * @param {() => Promise<void>} work
 */
export async function withLock(work) {
  mkdirSync(CACHE, { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, started: startTime(process.pid), id: randomUUID() });
  for (let waiting = false; !take(mine); waiting = true) {
    const holder = readLock();
    if (holder === null || dropIfDead(holder)) continue;
    if (!waiting) say(`another start (pid ${JSON.parse(holder).pid}) is preparing this checkout; waiting for it`);
    await sleep(LOOK_AGAIN);
  }
  const release = () => {
    if (readLock() === mine) rmSync(LOCK, { force: true });
  };
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Creates the lock with its content in one step: link(2) fails when the name is taken.
 * @param {string} content
 */
function take(content) {
  const draft = `${LOCK}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, LOCK);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readLock() {
  try {
    return readFileSync(LOCK, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Removes a lock whose owner has ended. Moved aside first and looked at again, so that a lock taken by someone else
 * between the two looks is put back rather than lost.
 * @param {string} content the lock as read
 */
function dropIfDead(content) {
  const { pid, started } = JSON.parse(content);
  if (startTime(pid) === started) return false;
  const aside = `${LOCK}.dead.${process.pid}`;
  try {
    renameSync(LOCK, aside);
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, LOCK);
  } catch {
    // Another waiter was faster; the next look decides.
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

/**
 * Start time of a process in clock ticks since boot, or null when it is gone. With the pid it names a process for good
 * (pids are reused). Without /proc, being alive has to do.
 * @param {number} pid
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    if (process.platform === 'linux') return null;
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return null;
    }
  }
}
