import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const living = new Set();

/**
 * @typedef {object} Outcome
 * @property {number} code exit status, 128 + N when ended by signal N
 * @property {string} output what it printed, both streams as they came; empty when it was shown at once
 */

/**
 * Runs a program to its end in the workspace's folder, with nothing on its stdin.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` sends both its streams to our stderr at once
 * @returns {Promise<Outcome>} rejects only when the program cannot be started
 */
export function runChild(command, args, { env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', show ? 2 : 'pipe', show ? 2 : 'pipe'] });
    adopt(child);
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      release(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      release(child);
      resolve({
        code: code ?? 128 + (signal ? constants.signals[signal] : 0),
        output: Buffer.concat(chunks).toString(),
      });
    });
  });
}

/**
 * Runs a JavaScript tool with this Node.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 */
export function runNode(script, args, options) {
  return runChild(process.execPath, [script, ...args], options);
}

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * A signal that ends us ends what we started too. In force only while something runs: afterwards signals are again
 * the command's own business.
 * @param {NodeJS.Signals} signal
 */
function end(signal) {
  for (const child of living) child.kill(signal);
  process.exit(128 + constants.signals[signal]);
}

/** @param {import('node:child_process').ChildProcess} child */
function adopt(child) {
  if (living.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  living.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function release(child) {
  living.delete(child);
  if (living.size === 0) for (const signal of SIGNALS) process.off(signal, end);
}
