/** Prints a child's soft limit on open files and, before and after the start, this process's own. */
import { readFileSync } from 'node:fs';
import { createSubprocessShell, PIPE } from '../../src/index.ts';

const own = (): string => /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? '';
const before = own();
const child = await createSubprocessShell('ulimit -Sn', { stdout: PIPE });
const [stdout] = await child.communicate();
process.stdout.write(`${Buffer.from(stdout ?? []).toString()}${before}\n${own()}\n`);
