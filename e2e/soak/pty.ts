/**
 * Whether a terminal gives everything its child has written before it ended, over many runs:
 *
 *     node e2e/dist/soak/pty.js [RUNS] [WIDTH]
 *
 * starts `/bin/echo` of 20,480 bytes on a terminal RUNS times (10,000), WIDTH at a time (1), compares every byte, and
 * counts descriptors before and after. Exit status 1 when anything is short or left open.
 */
import { readdirSync } from 'node:fs';
import { createSubprocessExec, PTY } from '@pipescope/agent';

const [runs = 10_000, width = 1] = process.argv.slice(2).map(Number);
const argument = Array.from({ length: 20_480 }, (_, i) => String.fromCharCode(0x61 + (i % 26))).join('');
const expected = Buffer.from(`${argument}\r\n`);
/** How many bytes of each run that was not whole had come. */
const short: number[] = [];
let started = 0;

async function one(): Promise<void> {
  const child = await createSubprocessExec('/bin/echo', [argument], { stdin: PTY, stdout: PTY, stderr: PTY });
  const [shown] = await child.communicate();
  if (shown === null || !expected.equals(shown)) short.push(shown?.length ?? 0);
}

async function runner(): Promise<void> {
  while (started < runs) {
    started += 1;
    await one();
  }
}

await one();
const openBefore = readdirSync('/proc/self/fd').length;
const began = performance.now();
await Promise.all(Array.from({ length: width }, runner));
const seconds = (performance.now() - began) / 1000;
const leaked = readdirSync('/proc/self/fd').length - openBefore;
const rate = Math.round(runs / seconds);
console.log(`${runs} runs, ${width} at a time: ${short.length} short, ${leaked} fds leaked, ${rate} runs/s`);
if (short.length > 0) console.log(`bytes of ${expected.length}: ${short.slice(0, 10).join(', ')}`);
if (short.length > 0 || leaked !== 0) process.exitCode = 1;
