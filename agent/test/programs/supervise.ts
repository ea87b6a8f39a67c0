/**
 * Supervises `sh` as it is told: argv is the shell text of the supervised process, or with `--spare TEXT` before it a
 * session to be spared. Prints the pids, and at the end the conclusion, as JSON lines.
 */
import { spawn } from 'node:child_process';
import { supervise } from '../../src/os/supervisor.ts';

const [text = '', spare] = process.argv.slice(2);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const sessions = new Set<number>();

const { end, leftovers } = await supervise(() => {
  const child = spawn('/bin/bash', ['-c', text], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  if (spare !== undefined) {
    const spared = spawn('/bin/sh', ['-c', spare], { detached: true, stdio: 'ignore' });
    spared.unref();
    sessions.add(spared.pid ?? 0);
  }
  say({ supervised: child.pid });
  return { pid: child.pid, ended };
}, sessions);
say({ end, ...leftovers });
