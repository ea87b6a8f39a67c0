import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createSubprocessExec, createSubprocessShell, DEVNULL } from '../../index.ts';

/** Ignored, stopping or going on by default. */
const NOT_DEADLY = [17, 18, 19, 20, 21, 22, 23, 28];
const SIGKILL = 9;

const CODES = Array.from({ length: 256 }, (_, code) => code);
const SIGNALS = Array.from({ length: 64 }, (_, index) => index + 1);

/** The same in Python: the returncodes of `exit 0` to `exit 255`, then of a child to which each signal is sent. */
const IN_PYTHON = `
import asyncio, json
from asyncio.subprocess import DEVNULL

async def code(n):
    child = await asyncio.create_subprocess_shell(f'exit {n}')
    return await child.wait()

async def signalled(n):
    child = await asyncio.create_subprocess_exec('sleep', '60', stdout=DEVNULL)
    child.send_signal(n)
    if n in ${JSON.stringify(NOT_DEADLY)}:
        child.kill()
    return await child.wait()

async def main():
    results = []
    for run, numbers in ((code, range(256)), (signalled, range(1, 65))):
        for n in numbers:
            results.append(await run(n))
    print(json.dumps(results))

asyncio.run(main())
`;

async function ofCode(code: number): Promise<number> {
  const child = await createSubprocessShell(`exit ${code}`);
  return child.wait();
}

async function ofSignal(signal: number): Promise<number> {
  const child = await createSubprocessExec('sleep', ['60'], { stdout: DEVNULL });
  child.sendSignal(signal);
  if (NOT_DEADLY.includes(signal)) child.kill();
  return child.wait();
}

async function inTurn(numbers: readonly number[], run: (n: number) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (const n of numbers) results.push(await run(n));
  return results;
}

test('the returncode is each exit code from 0 to 255 and the negated number of each signal from 1 to 64', async () => {
  expect(await inTurn(CODES, ofCode)).toEqual(CODES);
  const ended = SIGNALS.map((signal) => (NOT_DEADLY.includes(signal) ? -SIGKILL : -signal));
  expect(await inTurn(SIGNALS, ofSignal)).toEqual(ended);
});

test.runIf(spawnSync('python3', ['-V']).status === 0)('all 320 returncodes are those of Python', async () => {
  const { stdout } = await promisify(execFile)('python3', ['-c', IN_PYTHON]);
  const python: unknown = JSON.parse(stdout);
  expect([...(await inTurn(CODES, ofCode)), ...(await inTurn(SIGNALS, ofSignal))]).toEqual(python);
});
