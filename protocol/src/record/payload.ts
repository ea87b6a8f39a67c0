import * as v from 'valibot';
import { decodeUtf8Strict, encodeUtf8 } from '../base/utf8.ts';
import type {
  ConsumerPayload,
  Entry,
  EofPayload,
  ExitPayload,
  FlowPayload,
  GapPayload,
  ResizePayload,
  SignalPayload,
  SpawnPayload,
} from './entry.ts';
import { EntryKind } from './entry.ts';
import { FrameError } from './frame.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const output = v.picklist(['stdout', 'stderr']);

const spawn: Schema<SpawnPayload> = v.object({
  pid: count,
  wall: v.number(),
  terminal: v.optional(v.object({ columns: count, rows: count })),
});
const eof: Schema<EofPayload> = v.object({ bytes: count, crc32: count });
const exit: Schema<ExitPayload> = v.object({
  returncode: v.nullable(v.number()),
  coreDumped: v.boolean(),
  userSeconds: v.number(),
  systemSeconds: v.number(),
  maxRssKib: v.nullable(v.number()),
  unread: v.object({ stdout: count, stderr: count }),
  streamsOpen: v.array(output),
});
const signal: Schema<SignalPayload> = v.object({
  signal: count,
  target: v.picklist(['process', 'group']),
  by: v.string(),
});
const flow: Schema<FlowPayload> = v.object({ paused: v.boolean(), reason: v.picklist(['consumer', 'hold', 'step']) });
const consumer: Schema<ConsumerPayload> = v.object({
  consumer: v.picklist(['follow', 'paused', 'step', 'script']),
  by: v.optional(v.string()),
});
const resize: Schema<ResizePayload> = v.object({ columns: count, rows: count, by: v.string() });
const gap: Schema<GapPayload> = v.object({
  fromSeq: count,
  toSeq: count,
  reason: v.picklist(['memory', 'viewer']),
  bytes: v.object({ stdin: count, stdout: count, stderr: count }),
});

type Schema<T> = v.GenericSchema<unknown, T>;

/** The JSON payload of each kind of entry; data has none: its payload is the bytes. */
export interface EntryPayloads {
  readonly [EntryKind.spawn]: SpawnPayload;
  readonly [EntryKind.eof]: EofPayload;
  readonly [EntryKind.exit]: ExitPayload;
  readonly [EntryKind.signal]: SignalPayload;
  readonly [EntryKind.flow]: FlowPayload;
  readonly [EntryKind.consumer]: ConsumerPayload;
  readonly [EntryKind.gap]: GapPayload;
  readonly [EntryKind.resize]: ResizePayload;
}

const schemas: { readonly [K in keyof EntryPayloads]: Schema<EntryPayloads[K]> } = {
  [EntryKind.spawn]: spawn,
  [EntryKind.eof]: eof,
  [EntryKind.exit]: exit,
  [EntryKind.signal]: signal,
  [EntryKind.flow]: flow,
  [EntryKind.consumer]: consumer,
  [EntryKind.gap]: gap,
  [EntryKind.resize]: resize,
};

/** A payload as bytes. */
export function encodePayload<K extends keyof EntryPayloads>(_kind: K, payload: EntryPayloads[K]): Uint8Array {
  return encodeUtf8(JSON.stringify(payload));
}

/**
 * The payload of an entry that is known to be of `kind`.
 *
 *     if (entry.kind === EntryKind.exit) show(decodePayload(EntryKind.exit, entry).returncode);
 *
 * @throws FrameError when it is not UTF-8, not JSON or not what the kind promises.
 */
export function decodePayload<K extends keyof EntryPayloads>(kind: K, entry: Pick<Entry, 'payload'>): EntryPayloads[K] {
  const result = v.safeParse(schemas[kind] as Schema<EntryPayloads[K]>, parseJson(entry.payload));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new FrameError(`Payload of an entry of kind ${kind}: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

/** JSON in UTF-8 as a value. @throws FrameError */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8Strict(bytes);
  if (text === null) throw new FrameError('A payload is not UTF-8.');
  try {
    return JSON.parse(text);
  } catch {
    throw new FrameError('A payload is not JSON.');
  }
}
