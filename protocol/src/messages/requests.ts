import * as v from 'valibot';
import {
  consumerName,
  count,
  onceKey,
  osString,
  outputStream,
  requestId,
  runId,
  streamName,
  terminalSide,
} from './common.ts';
import { folderPath } from './folders.ts';
import { spawnSpec } from './run.ts';

const request = <const Op extends string, const Entries extends v.ObjectEntries>(op: Op, entries: Entries) =>
  v.object({ op: v.literal(op), id: requestId, ...entries });

/**
 * With consumer `paused`: absent, the stream is read as a StreamReader that nobody reads from would (to more than twice
 * the limit); 0, nothing at all is taken from the kernel.
 */
const readAhead = v.optional(v.literal(0));

/**
 * Start a process. `once` makes a repeat (after a cut) answer with the first run. With consumer `script`
 * the caller holds the lease of both output streams.
 * Reply: `{run: RunInfo}`; when it could not start: the error with a hint and the ULID of the run, which stays in the
 * list in state `failed` (so that what failed can be looked at). With consumer `script` it does not, and nobody looks
 * for hints.
 */
export const spawn = request('spawn', {
  once: onceKey,
  spec: spawnSpec,
  consumer: v.optional(consumerName, 'follow'),
  readAhead,
});
/**
 * Every run known. Reply `{runs: RunInfo[], total}`; from then on `runs` messages tell changes. When there are more than
 * one message holds, the reply has the newest and `runs` messages bring the rest, until there are `total`.
 */
export const list = request('list', {});
/**
 * Receive the record from sequence number `from` as binary frames. `credit` is the absolute number of record
 * bytes (frame bytes) the agent may have sent on this attachment. Reply `{attachment, from}`. Frames come as they are
 * stored: the first may begin before `from`. One larger than the credit comes in parts.
 */
export const attach = request('attach', { run: runId, from: count, credit: count });
/**
 * Receive counts and the last `tail` rows whenever the record grows, as rows frames tagged with the attachment;
 * at most two are in flight (`ack` opens the next). Reply `{attachment}`.
 */
export const watch = request('watch', { run: runId, tail: v.pipe(count, v.maxValue(1_000)) });
/** End an attachment or watch. Reply `{}`. */
export const detach = request('detach', { attachment: count });
/** Rows by number: the reply is one rows frame tagged with the request's id. `count` up to 1,000. */
export const rows = request('rows', { run: runId, from: count, count: v.pipe(count, v.maxValue(1_000)) });
/** Most bytes of one answer to `bytes`. */
export const BYTES_PER_REQUEST = 1024 * 1024;
/**
 * Bytes of one stream from `offset` on, `count` up to 1 MiB: the reply is one bytes frame tagged with the request's id.
 * It has what is held of them: it begins later, or has fewer bytes, when that is all there is.
 */
export const bytes = request('bytes', {
  run: runId,
  stream: streamName,
  offset: count,
  count: v.pipe(count, v.maxValue(BYTES_PER_REQUEST)),
});
/** Send a signal (0-64). Reply `{}`; `ProcessLookupError` once the process is finished. */
export const signal = request('signal', {
  run: runId,
  once: onceKey,
  signal: v.pipe(count, v.maxValue(64)),
  target: v.optional(v.picklist(['process', 'group']), 'process'),
});
/** Of what would undo what came after it when it is repeated after a cut; absent: done each time it comes. */
const once = v.optional(onceKey);
/** Set the size of the run's terminal. Reply `{}`; OSError ENOTTY when it has none. */
export const resize = request('resize', { run: runId, once, columns: terminalSide, rows: terminalSide });
/**
 * Close stdin after everything up to `offset` (this client's own count) was written. Reply `{}`. The child of a
 * terminal sees nothing of it: its end of file is the byte 04 in stdin.
 */
export const stdinEof = request('stdinEof', { run: runId, offset: count });
/** Drop what is pending for stdin and close it now. Reply `{}`. */
export const stdinAbort = request('stdinAbort', { run: runId });
/** Name the consumer of output streams; a script that held them has lost them then. Reply `{}`. */
export const consumer = request('consumer', {
  run: runId,
  once,
  stream: v.optional(outputStream),
  consumer: v.picklist(['follow', 'paused', 'step']),
  readAhead,
});
/** What one read takes, as the method of StreamReader of that name. */
export const stepHow = v.variant('read', [
  v.object({ read: v.literal('readline') }),
  v.object({ read: v.literal('read'), count: v.pipe(count, v.minValue(1)) }),
  v.object({ read: v.literal('readexactly'), count }),
  v.object({ read: v.literal('readuntil'), separator: osString }),
]);
export type StepHow = v.InferOutput<typeof stepHow>;
/**
 * One read of a stream whose consumer is `step`; names it so when it is `follow` or `paused`. The kernel is asked for
 * bytes only while the read waits for more. Reply `{bytes, taken}`: what this read took, and all that was taken. Fails as
 * the read does: `ValueError`, `LimitOverrunError`, `IncompleteReadError`; `RuntimeError` while another one waits;
 * `CancelledError` when another consumer is named meanwhile.
 */
export const step = request('step', { run: runId, stream: outputStream, how: stepHow });
/**
 * Become the script that reads the output: whoever was the consumer is it no more. Reply
 * `{limit, taken: {stdout, stderr}}`: each stream goes on at the byte up to which it was taken.
 */
export const lease = request('lease', { run: runId, once });
/** Close every pipe of the run and SIGKILL it if it still runs (`transport.close()`). Reply `{}`. */
export const close = request('close', { run: runId });
/** Drop an ended run from the list. Reply `{}`. */
export const forget = request('forget', { run: runId });
/**
 * The folders a path may go on with: those in the folder before its last `/` whose names begin with what comes after
 * it, letter case aside; links to folders too, and names that begin with a dot when the dot is typed. One level, at most
 * `FOLDER_NAMES` of them. A `~` before the first `/` is the home of the agent's user; a path that begins with neither is
 * relative to the agent's own folder. Reply `FolderNames`, also where nothing can be read. Owner only.
 */
export const folders = request('folders', { path: folderPath });
/** A barrier: everything the agent knew when it read this is sent before the reply `{}`. */
export const sync = request('sync', {});
/** Mint a one-use pairing code. Reply `{code, expiresAt}`. Owner only. */
export const mint = request('mint', {});

/** Absolute record bytes the agent may have sent on this attachment. No reply. */
export const credit = v.object({ op: v.literal('credit'), attachment: count, bytes: count });
/** One rows frame of a watch was drawn. No reply. */
export const ack = v.object({ op: v.literal('ack'), attachment: count });
/**
 * The script consumer has taken `taken` bytes in all; `want` says a read waits for more. No reply.
 */
export const taken = v.object({
  op: v.literal('taken'),
  run: runId,
  stream: outputStream,
  taken: count,
  want: v.boolean(),
});
export const ping = v.object({ op: v.literal('ping'), t: v.number() });

export const clientMessage = v.variant('op', [
  spawn,
  list,
  attach,
  watch,
  detach,
  rows,
  bytes,
  signal,
  resize,
  stdinEof,
  stdinAbort,
  consumer,
  step,
  lease,
  close,
  forget,
  folders,
  sync,
  mint,
  credit,
  ack,
  taken,
  ping,
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;
export type ClientMessageInput = v.InferInput<typeof clientMessage>;
export type ClientOp = ClientMessage['op'];
