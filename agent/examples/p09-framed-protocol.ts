import { IncompleteReadError } from '@pipescope/protocol/process';
import { decode, type Example, encode, piped } from './example.ts';

/** Sends each message back in capitals; a message is its length in four bytes, then so many bytes. */
const SERVER = `
import struct, sys
stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
while head := stdin.read(4):
    body = stdin.read(struct.unpack('<I', head)[0])
    answer = struct.pack('<I', len(body)) + body.upper()
    # Half of the last message, to show what the reader says then.
    stdout.write(answer[:len(answer) // 2 + 2] if body == b'break off' else answer)
    stdout.flush()
    if body == b'break off':
        sys.exit(1)
`;

/** An answer, or how much of it came. */
export type Answer = string | { readonly partial: number; readonly expected: number | null };

/** Speaks a protocol of frames that say their length. */
export async function framedProtocol({ api }: Example, messages: readonly string[]): Promise<Answer[]> {
  const child = await api.createSubprocessExec('python3', ['-c', SERVER], { stdin: api.PIPE, stdout: api.PIPE });
  const [stdin, stdout] = [piped(child.stdin), piped(child.stdout)];
  const answers: Answer[] = [];
  for (const message of messages) {
    const body = encode(message);
    const head = new Uint8Array(4);
    new DataView(head.buffer).setUint32(0, body.length, true);
    stdin.writelines([head, body]);
    await stdin.drain();
    try {
      const { buffer, byteOffset } = await stdout.readexactly(4);
      answers.push(decode(await stdout.readexactly(new DataView(buffer, byteOffset).getUint32(0, true))));
    } catch (error) {
      if (!(error instanceof IncompleteReadError)) throw error;
      answers.push({ partial: error.partial.length, expected: error.expected });
    }
  }
  stdin.close();
  await child.wait();
  return answers;
}
