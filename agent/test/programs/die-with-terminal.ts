/** Starts a shell on a terminal that says in a file when it is hung up, prints its pid, and dies without a word. */
import { createSubprocessExec, PTY } from '../../src/index.ts';

const script = 'trap "echo hung up >\\"$0\\"; exit" HUP; echo ready; while :; do read -t 60; done';
const child = await createSubprocessExec('bash', ['-c', script, process.argv[2] ?? ''], { stdin: PTY, stdout: PTY });
await child.stdout?.readuntil(Buffer.from('ready'));
process.kill(process.pid, 'SIGKILL');
