import { createHash } from 'node:crypto';
import type { StreamReader, StreamWriter } from '@pipescope/protocol/process';
import { toBytes } from './data.ts';
import { list, number } from './fields.ts';
import { type Data, ScenarioError, type Step } from './scenario-format.ts';

/** Default of `collect`'s `n`, in bytes. */
const COLLECT = 65_536;

type ReadOperation = (reader: StreamReader, step: Step, signal?: AbortSignal) => unknown;

/** Operations on stdout and stderr by name. */
const READ: Readonly<Record<string, ReadOperation>> = {
  read: (reader, step, signal) =>
    'n' in step ? reader.read(number(step, 'n'), { signal }) : reader.read(-1, { signal }),
  readline: (reader, _, signal) => reader.readline({ signal }),
  readexactly: (reader, step, signal) => reader.readexactly(number(step, 'n'), { signal }),
  readuntil: (reader, step, signal) => {
    const separator = step['separator'];
    return reader.readuntil(separator === undefined ? undefined : toBytes(separator as Data), { signal });
  },
  at_eof: (reader) => reader.atEof(),
  iterate,
  count_lines: countLines,
  collect,
};

/** Operations on stdin by name. */
const WRITE: Readonly<Record<string, (writer: StreamWriter, step: Step, signal?: AbortSignal) => unknown>> = {
  write: (writer, step) => writer.write(toBytes(step['data'] as Data)),
  writelines: (writer, step) => writer.writelines(list<Data>(step, 'data').map(toBytes)),
  drain: (writer, _, signal) => writer.drain({ signal }),
  close: (writer) => writer.close(),
  wait_closed: (writer, _, signal) => writer.waitClosed({ signal }),
  write_eof: (writer) => writer.writeEof(),
  can_write_eof: (writer) => writer.canWriteEof(),
  is_closing: (writer) => writer.isClosing(),
  get_write_buffer_size: (writer) => writer.transport.getWriteBufferSize(),
};

/** Does `stdout.X` or `stderr.X`. */
export function readOperation(reader: StreamReader | null, name: string, step: Step, signal?: AbortSignal): unknown {
  const operation = READ[name];
  if (operation === undefined) throw new ScenarioError(`unknown operation ${step.op}`);
  return operation(used(reader, name), step, signal);
}

/** Does `stdin.X`. */
export function writeOperation(writer: StreamWriter | null, name: string, step: Step, signal?: AbortSignal): unknown {
  const operation = WRITE[name];
  if (operation === undefined) throw new ScenarioError(`unknown operation ${step.op}`);
  return operation(used(writer, name), step, signal);
}

/** A stream that is null was used: Python's AttributeError. */
class AttributeError extends Error {
  override readonly name = 'AttributeError';
}

function used<T>(stream: T | null, name: string): T {
  if (stream === null) throw new AttributeError(`there is no stream to ${name}: it is null`);
  return stream;
}

async function iterate(reader: StreamReader, step: Step, signal?: AbortSignal): Promise<Uint8Array[]> {
  const max = 'max' in step ? number(step, 'max') : Number.POSITIVE_INFINITY;
  const lines: Uint8Array[] = [];
  if (max === 0) return lines;
  for await (const line of reader.lines({ signal })) {
    lines.push(line);
    if (lines.length === max) break;
  }
  return lines;
}

async function countLines(reader: StreamReader, _: Step, signal?: AbortSignal): Promise<unknown> {
  const hash = createHash('sha256');
  for (let lines = 0; ; lines += 1) {
    const line = await reader.readline({ signal });
    if (line.length === 0) return { lines, lengths_sha256: hash.digest('hex') };
    hash.update(`${line.length}:`);
  }
}

async function collect(reader: StreamReader, step: Step, signal?: AbortSignal): Promise<Uint8Array> {
  const total = number(step, 'total');
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < total; ) {
    const chunk = await reader.read(Math.min(number(step, 'n', COLLECT), total - length), { signal });
    if (chunk.length === 0) break;
    chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}
