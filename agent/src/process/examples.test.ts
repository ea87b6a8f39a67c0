import { expect, test } from 'vitest';
import { kernelPipe } from '../../examples/p11-kernel-pipe.ts';
import { describeExamples } from '../../test/examples-suite.ts';
import { localProcesses } from './local-processes.ts';
import { close, pipe } from './pipe-fds.ts';

describeExamples('the examples in this process', async () => ({ api: localProcesses, close: () => Promise.resolve() }));

test('P11 joins two children by a pipe of the kernel', async () => {
  expect(await kernelPipe({ api: localProcesses, pipe, close })).toBe('a\nb\n');
});
