import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../transport/state-dir.ts';

const OPENER = 'xdg-open';
/** Milliseconds a browser has to read the file. */
const LIFETIME = 20_000;

/** Whether there is a screen on this machine and a program that opens a browser on it. */
export function hasBrowser(env: NodeJS.ProcessEnv = process.env): boolean {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland, SSH_CONNECTION: ssh, PATH: path } = env;
  if (ssh || !(x11 || wayland)) return false;
  return (path ?? '').split(':').some((directory) => isExecutable(join(directory, OPENER)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens `url` in the user's browser. Every user can read the arguments of a process, so what is handed over is a
 * private file that leads to the address; it is removed soon after.
 * @returns the session in which the browser runs, undefined when it could not be started
 */
export function openBrowser(url: string, stateDir: string): number | undefined {
  const page = `<!doctype html><meta http-equiv="refresh" content="0;url=${url}"><a href="${url}">pipescope</a>\n`;
  const file = writePrivateFile(stateDir, `open-${randomBytes(6).toString('hex')}.html`, page);
  const remove = (): void => rmSync(file, { force: true });
  const child = spawn(OPENER, [file], { stdio: 'ignore', detached: true });
  child.on('error', remove);
  child.unref();
  setTimeout(remove, LIFETIME).unref();
  process.on('exit', remove);
  return child.pid;
}
